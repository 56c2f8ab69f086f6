import { formatExpression } from '../../expression/index.ts';
import type { Enclosure } from '../../quantity/enclosure.ts';
import { type Estimate, quantityInterval } from '../../quantity/interval.ts';
import { parseRational, toNumber } from '../../rational/text.ts';
import type { Claim } from '../../statement/statement.ts';
import { type Architecture, recordOf } from '../architecture.ts';
import { isRefusal } from '../refusal.ts';
import { type Subject, settingOf } from '../subject.ts';
import type { FormulaEvidence, Refused, SimulationEvidence } from '../verdict.ts';
import { isMeasured, type Measurement, type NotMeasured } from './measurement.ts';
import { type Measured, networkName, plainBodies, speaksOfNetworks } from './trial.ts';

type NetworkEvidence = SimulationEvidence | FormulaEvidence | Refused;

/**
 * Holds a claim against simulated networks: at each point the exact oracle's value of every E(...) against its interval, and
 * the formula against what the intervals say of the quantity.
 */
export function networkEvidence(
  subject: Subject,
  points: readonly Architecture[],
  measured: Measured,
): NetworkEvidence[] {
  return points.flatMap((point): NetworkEvidence[] => {
    const { network, environment } = settingOf(subject, point);
    const known = measured.get(networkName(network));
    const bodies = plainBodies(subject.claim, environment);
    if (!known || bodies.size === 0) return [];
    const found = [...bodies].map(
      ([text, body]) => [text, known.get(formatExpression(body)) ?? { reason: 'not simulated' }] as const,
    );
    const oracle = found.map(([text, one]) => oracleEvidence(text, one, point));
    const formula = found.every(([, one]) => isMeasured(one))
      ? formulaEvidence(subject, point, new Map(found as [string, Measurement][]))
      : undefined;
    return [...oracle, ...(formula ? [formula] : [])];
  });
}

function oracleEvidence(
  text: string,
  one: Measurement | NotMeasured,
  point: Architecture,
): SimulationEvidence | Refused {
  if (!isMeasured(one)) return { kind: 'refused', reason: `E(${text}) is not simulated: ${one.reason}` };
  return simulationEvidence(text, one, point, 'exact oracle', one.exact);
}

/** What a measurement says of one value of its E(...). */
export function simulationEvidence(
  text: string,
  one: Measurement,
  point: Architecture,
  hypothesis: SimulationEvidence['hypothesis'],
  expected: string,
  rejected = one.rejected,
): SimulationEvidence {
  const { exact: _, reach: __, ...rest } = one;
  return {
    kind: 'simulation',
    ...rest,
    expectation: `E(${text})`,
    architecture: recordOf(point),
    hypothesis,
    expected,
    rejected,
  };
}

/** Undefined where the claim says nothing of single networks, or has no value in double arithmetic there. */
function formulaEvidence(
  subject: Subject,
  point: Architecture,
  measured: ReadonlyMap<string, Measurement>,
): FormulaEvidence | undefined {
  const { claim } = subject;
  if (!speaksOfNetworks(claim)) return undefined;
  const { environment } = settingOf(subject, point);
  const estimates = mapped(measured, ({ low, high }) => ({ low, high, confidence: 1 }));
  const reached = mapped(measured, ({ exact, reach }) => {
    const value = toNumber(parseRational(exact)!);
    return { low: value - reach, high: value + reach, confidence: 1 };
  });
  try {
    const enclose = (side: Claim['formula'], from = estimates): Enclosure => {
      const { low, high } = quantityInterval(side.expression, environment, from);
      return { low, high };
    };
    const [quantity, formula] = [enclose(claim.quantity), enclose(claim.formula)];
    return {
      kind: 'formula',
      architecture: recordOf(point),
      quantity,
      formula,
      samples: Math.min(...[...measured.values()].map(({ samples }) => samples)),
      detectable: [claim.quantity, claim.formula].reduce(
        (sum, side) => sum + relativeWidth(enclose(side, reached)) / 2,
        0,
      ),
      rejected: isBeyond(claim, quantity, formula, enclose),
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

const relativeWidth = ({ low, high }: Enclosure): number =>
  low <= 0 && high >= 0 ? Number.POSITIVE_INFINITY : (2 * (high - low)) / Math.abs(low + high);

const mapped = (
  measured: ReadonlyMap<string, Measurement>,
  estimate: (one: Measurement) => Estimate,
): ReadonlyMap<string, Estimate> => new Map([...measured].map(([text, one]) => [text, estimate(one)]));

/** Whether no value of the quantity in its interval is as the claim says. */
function isBeyond(
  { relation, constants }: Claim,
  quantity: Enclosure,
  formula: Enclosure,
  enclose: (side: Claim['formula']) => Enclosure,
): boolean {
  const isAbove = (bound: Enclosure): boolean => quantity.low > bound.high;
  const isBelow = (bound: Enclosure): boolean => quantity.high < bound.low;
  switch (relation) {
    case 'at-most':
      return isAbove(formula);
    case 'at-least':
      return isBelow(formula);
    case 'within-constants':
      return (
        isBelow(product(enclose(constants!.low), formula)) ||
        isAbove(product(enclose(constants!.high), formula))
      );
    default:
      return isAbove(formula) || isBelow(formula);
  }
}

function product(a: Enclosure, b: Enclosure): Enclosure {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}
