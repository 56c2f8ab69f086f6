import { moments } from '../../exact/moment.ts';
import { allowance } from '../../exact/permit.ts';
import { type Expression, formatExpression } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import { type MomentOracle, remembering } from '../../quantity/exact.ts';
import { columnStatisticOf } from '../../quantity/statistic.ts';
import { seedOf } from '../../random/seed.ts';
import { isTilted } from '../../simulate/sampler.ts';
import { refusing } from '../refusal.ts';
import { designOf, NO_SYMBOLS, type Precision } from './design.ts';
import { attempted, type Measurement, type NotMeasured, type Planned } from './measurement.ts';
import { plainRun } from './plain-run.ts';
import { tiltedRun } from './tilted-run.ts';

/** A network that is simulated once, with every E(body) that is asked of it. Plain data. */
export interface Experiment {
  readonly name: string;
  readonly network: Network;
  readonly bodies: readonly Expression[];
  readonly seed: number;
}

/** Throws nothing: what cannot be measured says why. */
export const runExperiment = ({ network, bodies, seed }: Experiment, precision: Precision) =>
  measure(network, bodies, seed, precision);

/**
 * Simulates a network once for every E(body) that is asked of it, by text. A body is a polynomial in the observables with
 * numbers for coefficients. What is found for one body does not depend on which others are asked: it is made of the first
 * samples of the run that its design names.
 */
export function measure(
  network: Network,
  bodies: readonly Expression[],
  seed: number,
  precision: Precision,
  oracle: MomentOracle = oracleOf(network),
): Map<string, Measurement | NotMeasured> {
  const found = new Map<string, Measurement | NotMeasured>();
  const runs = new Map<string, Planned[]>();
  for (const body of bodies) {
    const text = formatExpression(body);
    const attempt = attempted(() => planned(network, oracle, body, seed, precision));
    if ('reason' in attempt) found.set(text, attempt);
    else if (isTilted(attempt.design.choice.method))
      found.set(
        text,
        attempted(() => refusing(() => tiltedRun(network, oracle, attempt, precision.level))),
      );
    else {
      const { method, needsQ } = attempt.request;
      const key = `${method} ${needsQ}`;
      runs.set(key, [...(runs.get(key) ?? []), attempt]);
    }
  }
  for (const run of runs.values())
    for (const [text, measurement] of plainRun(run, precision.level)) found.set(text, measurement);
  // In the order in which they are asked.
  return new Map(bodies.map(formatExpression).map((text) => [text, found.get(text)!]));
}

/** The exact oracle at a network. */
const oracleOf = (network: Network): MomentOracle =>
  remembering((products) => moments(network, products, allowance()));

function planned(
  network: Network,
  oracle: MomentOracle,
  body: Expression,
  base: number,
  precision: Precision,
): Planned {
  const design = designOf(network, oracle, body, precision.samples);
  const { choice, law, needsQ } = design;
  const { method, power, part } = choice;
  const seed = seedOf(`${base} ${method} ${power} ${part} ${needsQ}`);
  return {
    text: formatExpression(body),
    design,
    request: { network, seed, method, power, part, law, needsQ },
    body,
    columnStatistic: columnStatisticOf(body, NO_SYMBOLS),
  };
}
