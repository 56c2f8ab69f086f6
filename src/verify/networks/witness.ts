import { formatExpression } from '../../expression/index.ts';
import { seedOf } from '../../random/seed.ts';
import { formatRational, toNumber } from '../../rational/text.ts';
import type { Architecture } from '../architecture.ts';
import { rationalValue } from '../compare.ts';
import { isRefusal } from '../refusal.ts';
import { type Subject, settingOf } from '../subject.ts';
import type { Refused, SimulationEvidence } from '../verdict.ts';
import type { Precision } from './design.ts';
import { simulationEvidence } from './held.ts';
import { measure } from './measure.ts';
import { isMeasured } from './measurement.ts';
import { networkName, plainBodies } from './trial.ts';

/**
 * At the network where a claim fails, by draws of its own: the exact oracle's value of every E(...), and for a claim that one E(...)
 * equals something, that value.
 */
export function witnessEvidence(
  subject: Subject,
  witness: Architecture,
  precision: Precision,
): (SimulationEvidence | Refused)[] {
  try {
    const { network, environment, oracle } = settingOf(subject, witness);
    const { quantity, formula, relation } = subject.claim;
    const bodies = plainBodies(subject.claim, environment);
    const seed = seedOf(`${subject.seed} ${networkName(network)}`);
    const measured = measure(network, [...bodies.values()], seed, precision, oracle);
    return [...bodies].flatMap(([text, body]): (SimulationEvidence | Refused)[] => {
      const one = measured.get(formatExpression(body))!;
      if (!isMeasured(one))
        return [{ kind: 'refused', reason: `E(${text}) is not simulated: ${one.reason}` }];
      const found = simulationEvidence(text, one, witness, 'exact oracle', one.exact);
      const isQuantity =
        relation === 'equals' &&
        quantity.expression.kind === 'expectation' &&
        formatExpression(quantity.expression.body) === text;
      const claimed = isQuantity ? rationalValue(formula.expression, environment) : undefined;
      if (!claimed) return [found];
      const value = toNumber(claimed);
      const rejected = value < one.low || value > one.high;
      return [found, simulationEvidence(text, one, witness, 'claim', formatRational(claimed), rejected)];
    });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [{ kind: 'refused', reason: `not simulated: ${error.message}` }];
  }
}
