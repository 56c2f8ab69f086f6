import fc from 'fast-check';
import { moments } from '../exact/moment.ts';
import { type Expression, formatExpression, Refusal } from '../expression/index.ts';
import { expectation, variance } from '../quantity/exact.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { seedOf } from '../random/seed.ts';
import { divide, isZero, multiply, type Rational } from '../rational/rational.ts';
import { formatRational, toNumber } from '../rational/text.ts';
import { simulate } from '../simulate/run.ts';
import {
  detectableDeviation,
  influence,
  type MeanTest,
  planMeanTest,
  rejectsMean,
} from '../statistics/catoni.ts';
import { type Architecture, describeArchitecture, meetsCondition, recordOf } from './architecture.ts';
import { rationalValue } from './compare.ts';
import { architectures } from './draw.ts';
import { isRefusal } from './refusal.ts';
import { type Setting, type Subject, settingOf } from './subject.ts';
import type { Refused, SimulationEvidence } from './verdict.ts';

/** How much simulation a claim gets. */
export interface SimulationEffort {
  /** Random networks on which the exact oracle is held against real ones. */
  readonly networks: number;
  /** Weights drawn for one network's samples. */
  readonly weights: number;
  readonly falseAlarmRate: number;
}

/** Most samples, and fewest: fewer say nothing. */
const SAMPLES = { most: 40_000, least: 500 } as const;
/** Rounding of double arithmetic, relative: what a quantity without randomness may be off by. */
const ROUNDING = 1e-9;

/** The number of tests that `simulateClaim` may make of a claim: each needs its share of the budget. */
export function plannedChecks(claim: Subject['claim'], networks: number): number {
  try {
    return networks * expectationsIn(claim.quantity.expression, claim.formula.expression).size + 1;
  } catch {
    return 1;
  }
}

/**
 * Holds the exact oracle's value of every E(...) in the claim against simulated networks: at `witness` if there is
 * one, and at random architectures of the domain. At a witness of a claim about one E(...), the claimed value too.
 */
export function simulateClaim(
  subject: Subject,
  effort: SimulationEffort,
  witness?: Architecture,
): (SimulationEvidence | Refused)[] {
  const { claim } = subject;
  const evidence: (SimulationEvidence | Refused)[] = [];
  try {
    const bodies = expectationsIn(claim.quantity.expression, claim.formula.expression);
    const drawn = mostTelling(subject, effort, [...bodies.values()]);
    for (const architecture of witness ? [witness, ...drawn.slice(1)] : drawn) {
      const setting = settingOf(subject, architecture);
      for (const body of bodies.values()) {
        const expected = expectation(body, setting.environment, oracleOf(setting));
        evidence.push(testMean(subject, effort, setting, architecture, body, expected, 'exact oracle'));
      }
      const { quantity, formula } = claim;
      if (
        architecture === witness &&
        quantity.expression.kind === 'expectation' &&
        claim.relation === 'equals'
      ) {
        const claimed = rationalValue(formula.expression, setting.environment);
        if (claimed)
          evidence.push(
            testMean(subject, effort, setting, architecture, quantity.expression.body, claimed, 'claim'),
          );
      }
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    evidence.push({ kind: 'refused', reason: `not simulated: ${error.message}` });
  }
  return evidence;
}

const weightsOf = ({ widths }: Architecture): number =>
  widths.slice(1).reduce((total, width, i) => total + width * widths[i]!, 0);

/** Random architectures among which the most telling are chosen. */
const CANDIDATES = 10;

/** Of some random architectures with a hidden layer, those on which the simulation detects the smallest deviations. */
function mostTelling(
  subject: Subject,
  effort: SimulationEffort,
  bodies: readonly Expression[],
): Architecture[] {
  const { statement, seed } = subject;
  if (statement.domain.ranges.get('d')?.kind === 'equals') return [];
  const drawn = fc.sample(architectures(statement.domain), { seed: (seed + 1) % 2 ** 31, numRuns: 200 });
  const fits = (candidate: Architecture): boolean =>
    candidate.widths.length > 2 &&
    weightsOf(candidate) * SAMPLES.least <= effort.weights &&
    meetsCondition(statement, candidate);
  const rated = drawn
    .filter(fits)
    .slice(0, CANDIDATES)
    .map((architecture) => {
      const setting = settingOf(subject, architecture);
      const noise = bodies.map((body) => relativeNoise(setting, body) / samplesFor(architecture, effort));
      return { architecture, noise: Math.max(...noise) };
    });
  return rated
    .sort((a, b) => a.noise - b.noise)
    .slice(0, effort.networks)
    .map(({ architecture }) => architecture);
}

/** Var X / (E X)²; a mean of zero or a quantity without randomness says nothing, and comes last. */
function relativeNoise(setting: Setting, body: Expression): number {
  const mean = expectation(body, setting.environment, oracleOf(setting));
  const spread = variance(body, setting.environment, oracleOf(setting));
  if (isZero(mean) || isZero(spread)) return Number.MAX_VALUE;
  return toNumber(divide(spread, multiply(mean, mean)));
}

const samplesFor = (architecture: Architecture, { weights }: SimulationEffort): number =>
  Math.max(SAMPLES.least, Math.min(SAMPLES.most, Math.floor(weights / weightsOf(architecture))));

const oracleOf =
  ({ network }: Setting) =>
  (products: Parameters<typeof moments>[1]) =>
    moments(network, products);

function testMean(
  subject: Subject,
  effort: SimulationEffort,
  setting: Setting,
  architecture: Architecture,
  body: Expression,
  expected: Rational,
  hypothesis: SimulationEvidence['hypothesis'],
): SimulationEvidence {
  const exactVariance = variance(body, setting.environment, oracleOf(setting));
  if (!Number.isFinite(toNumber(exactVariance))) {
    throw new Refusal(
      'domain',
      `the variance at ${describeArchitecture(recordOf(architecture))} is beyond double arithmetic`,
    );
  }
  const samples = samplesFor(architecture, effort);
  const text = formatExpression(body);
  const seed = seedOf(`${subject.seed} ${architecture.widths} ${text}`);
  const statistic = statisticOf(body, setting.environment);
  const isRandom = isBeyondRounding(exactVariance, expected);
  const mean = toNumber(expected);
  const plan = isRandom
    ? planMeanTest(mean, toNumber(exactVariance), samples, effort.falseAlarmRate)
    : undefined;
  const needsQ = text.includes('Q');
  const statistics = [statistic, (o: Float64Array) => (plan ? influence(plan, statistic(o)) : 0)];
  const accumulator = simulate({ network: setting.network, seed, from: 0, to: samples, statistics, needsQ });
  const estimate = accumulator.mean(0);
  return {
    kind: 'simulation',
    method: 'dense',
    expectation: `E(${text})`,
    architecture: recordOf(architecture),
    hypothesis,
    expected: formatRational(expected),
    estimate,
    standardError: Math.sqrt(toNumber(exactVariance) / samples),
    samples,
    seed,
    falseAlarmRate: plan ? effort.falseAlarmRate : 0,
    detectable: plan ? relativeTo(mean, plan) : ROUNDING,
    rejected: plan
      ? rejectsMean(plan, accumulator.mean(1) * samples)
      : Math.abs(estimate - mean) > ROUNDING * Math.abs(mean),
  };
}

/** A variance of zero is a quantity without randomness; doubles still round. */
const isBeyondRounding = (variance: Rational, mean: Rational): boolean =>
  !isZero(variance) && (isZero(mean) || toNumber(divide(variance, multiply(mean, mean))) > ROUNDING ** 2);

const relativeTo = (mean: number, plan: MeanTest): number =>
  mean === 0 ? Number.POSITIVE_INFINITY : detectableDeviation(plan) / Math.abs(mean);
