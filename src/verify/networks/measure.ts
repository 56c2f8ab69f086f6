import { plannedChecks, runningChecks } from '../../estimate/checks.ts';
import { moments } from '../../exact/moment.ts';
import { allowance } from '../../exact/permit.ts';
import { type Expression, formatExpression, Refusal } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import type { LawName } from '../../network/weight-law.ts';
import { type MomentOracle, remembering } from '../../quantity/exact.ts';
import { columnStatisticOf, statisticOf } from '../../quantity/statistic.ts';
import { seedOf } from '../../random/seed.ts';
import { divide, isZero, multiply, type Rational } from '../../rational/rational.ts';
import { formatRational, toNumber } from '../../rational/text.ts';
import { MOST_ROWS, simulate, simulateColumns, type VisitColumns } from '../../simulate/run.ts';
import { isTilted, type Method, type SamplerRequest } from '../../simulate/sampler.ts';
import { mixtureOf } from '../../simulate/samplers.ts';
import {
  type AnchoredPlan,
  anchoredInfluence,
  anchoredInterval,
  planAnchoredMean,
} from '../../statistics/anchored-mean.ts';
import { boundedMean } from '../../statistics/bounded-mean.ts';
import { detectableDeviation, planMeanTest } from '../../statistics/catoni.ts';
import { isRefusal, refusing } from '../refusal.ts';
import { boundsOf, type Design, designOf, NO_SYMBOLS, type Precision } from './design.ts';

/** What simulated networks say of one E(body) on one network: it lies in the interval, but for the false-alarm rate. Plain data. */
export interface Measurement {
  readonly expectation: string;
  readonly method: Method;
  /** Of the weights, where it is not Gaussian. */
  readonly law?: LawName;
  /** The exact oracle's value. */
  readonly exact: string;
  readonly estimate: number;
  /** sqrt(variance / samples), of the exact variance; of the sample's own where laws are tilted. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly samples: number;
  readonly seed: number;
  readonly falseAlarmRate: number;
  /** The smallest relative deviation of the exact value from the true one that is detected with probability 0.99 at least. */
  readonly detectable: number;
  /** The interval lies within so much of the true value with probability 0.99, together with three others that do. */
  readonly reach: number;
  /** Whether the exact value lies outside. */
  readonly rejected: boolean;
}

/** Why there is none. */
export interface NotMeasured {
  readonly reason: string;
}

export const isMeasured = (one: Measurement | NotMeasured): one is Measurement => 'low' in one;

/** Rounding of double arithmetic, relative: what a quantity without randomness may be off by. */
const ROUNDING = 1e-9;
/** Expectations in one quantity for which `reach` is meant. */
const TOGETHER = 4;
/** Of the level, for the checks of tilted samples: a run that fails them says nothing. */
const CHECKS_SHARE = 0.1;

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
        attempted(() => refusing(() => boundedOf(network, oracle, attempt, precision.level))),
      );
    else {
      const { method, needsQ } = attempt.request;
      const key = `${method} ${needsQ}`;
      runs.set(key, [...(runs.get(key) ?? []), attempt]);
    }
  }
  for (const run of runs.values())
    for (const [text, measurement] of simulated(run, precision.level)) found.set(text, measurement);
  // In the order in which they are asked.
  return new Map(bodies.map(formatExpression).map((text) => [text, found.get(text)!]));
}

/** A network that is simulated once, with every E(body) that is asked of it. Plain data. */
export interface Experiment {
  readonly name: string;
  readonly network: Network;
  readonly bodies: readonly Expression[];
  readonly seed: number;
}

export const runExperiment = ({ network, bodies, seed }: Experiment, precision: Precision) =>
  measure(network, bodies, seed, precision);

/** The exact oracle at a network. */
const oracleOf = (network: Network): MomentOracle =>
  remembering((products) => moments(network, products, allowance()));

/** A body with the run that it is measured by. */
interface Planned {
  readonly text: string;
  readonly body: Expression;
  readonly design: Design;
  readonly request: SamplerRequest;
  readonly columnStatistic: ReturnType<typeof columnStatisticOf>;
}

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

function attempted<T>(compute: () => T): T | NotMeasured {
  try {
    return compute();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { reason: error.message };
  }
}

/** A body's sums over its first samples. */
interface Running {
  readonly one: Planned;
  readonly plan: AnchoredPlan | undefined;
  sum: number;
  influence: number;
}

/** The measurements of one run of plain samples, in which each body reads the first ones that its design names. */
function simulated(run: readonly Planned[], level: number): Map<string, Measurement | NotMeasured> {
  const running = run.map((one): Running | NotMeasured =>
    attempted(() => ({ one, plan: planOf(one, level), sum: 0, influence: 0 })),
  );
  const able = running.filter((one): one is Running => 'one' in one);
  const to = Math.max(0, ...able.map(({ one }) => one.design.samples));
  const values = new Float64Array(MOST_ROWS);
  const visit: VisitColumns = (from, count, columns) => {
    for (const state of able) {
      const used = Math.min(count, state.one.design.samples - from);
      if (used <= 0) continue;
      state.one.columnStatistic(columns, used, values);
      add(state, values, used);
    }
  };
  const failure =
    to > 0 ? attempted(() => refusing(() => simulateColumns(run[0]!.request, 0, to, visit))) : undefined;
  return new Map(
    running.map((state, i) => {
      const result =
        'reason' in state ? state : failure && 'reason' in failure ? failure : measurementOf(state, level);
      return [run[i]!.text, result];
    }),
  );
}

function add(state: Running, values: Float64Array, count: number): void {
  const { plan } = state;
  let sum = 0;
  let influence = 0;
  for (let k = 0; k < count; k++) sum += values[k]!;
  if (plan) for (let k = 0; k < count; k++) influence += anchoredInfluence(plan, values[k]!);
  state.sum += sum;
  state.influence += influence;
}

/** The mean is at most √(E X²) in size, whatever it is. Undefined where nothing is random. Throws a Refusal beyond doubles. */
function planOf({ design }: Planned, level: number): AnchoredPlan | undefined {
  const { mean, variance, samples } = design;
  if (!variance) throw new Refusal('domain', 'its variance is beyond the exact oracle');
  const [anchor, spread] = [toNumber(mean), toNumber(variance)];
  if (!Number.isFinite(spread) || !Number.isFinite(anchor))
    throw new Refusal('domain', 'its variance is beyond double arithmetic');
  if (!isBeyondRounding(variance, mean)) return undefined;
  const reach = 2 * (Math.sqrt(spread) + Math.abs(anchor));
  return planAnchoredMean({ variance: spread, anchor, reach, samples, level });
}

function measurementOf({ one, plan, sum, influence }: Running, level: number): Measurement | NotMeasured {
  if (!Number.isFinite(sum)) return { reason: 'a sample is beyond double arithmetic' };
  const { design } = one;
  const { samples } = design;
  const exact = toNumber(design.mean);
  const estimate = sum / samples;
  if (!plan) {
    const slack = ROUNDING * Math.abs(estimate);
    const rejected = Math.abs(estimate - exact) > ROUNDING * Math.abs(exact);
    const [low, high] = [estimate - slack, estimate + slack];
    return record(one, {
      estimate,
      standardError: 0,
      low,
      high,
      rejected,
      falseAlarmRate: 0,
      detectable: ROUNDING,
      reach: slack,
    });
  }
  const { low, high } = anchoredInterval(plan, influence);
  const test = planMeanTest(exact, plan.variance, samples, level);
  return record(one, {
    estimate,
    standardError: Math.sqrt(plan.variance / samples),
    low,
    high,
    rejected: exact < low || exact > high,
    falseAlarmRate: level,
    detectable: exact === 0 ? Number.POSITIVE_INFINITY : detectableDeviation(test) / Math.abs(exact),
    reach: detectableDeviation(test, 1 - 0.01 / TOGETHER),
  });
}

/** An interval from the bounds of a tilted law. Throws a Refusal for samples that fail their checks. */
function boundedOf(network: Network, oracle: MomentOracle, one: Planned, level: number): Measurement {
  const { request, design, body } = one;
  const statistic = statisticOf(body, NO_SYMBOLS);
  const { choice, samples, mean } = design;
  const bounds = boundsOf(design, request);
  if (!bounds) throw new Refusal('domain', 'laws tilted by another power give no bounds');
  const checksLevel = CHECKS_SHARE * level;
  const checks = runningChecks(
    plannedChecks(network, choice, mixtureOf(request), oracle, { samples, level: checksLevel }),
  );
  const sums = simulate({ ...request, from: 0, to: samples, statistics: [statistic], visit: checks.visit });
  const failure = checks.failure(samples, checksLevel);
  if (failure !== undefined) throw new Refusal('domain', failure);
  const sample = { count: samples, mean: sums.mean(0), variance: sums.variance(0) };
  const { low, high } = boundedMean(sample, bounds, level - checksLevel);
  const exact = toNumber(mean);
  return record(one, {
    estimate: sample.mean,
    standardError: sums.standardError(0),
    low,
    high,
    rejected: exact < low || exact > high,
    falseAlarmRate: level,
    detectable: exact === 0 ? Number.POSITIVE_INFINITY : (high - low) / Math.abs(exact),
    reach: high - low,
  });
}

type Found = Pick<
  Measurement,
  'estimate' | 'standardError' | 'low' | 'high' | 'rejected' | 'falseAlarmRate' | 'detectable' | 'reach'
>;

const record = ({ text, design, request }: Planned, found: Found): Measurement => ({
  expectation: `E(${text})`,
  method: design.choice.method,
  ...(design.law !== 'gaussian' && { law: design.law }),
  exact: formatRational(design.mean),
  samples: design.samples,
  seed: Number(request.seed),
  ...found,
});

/** A variance of zero is a quantity without randomness; doubles still round. */
const isBeyondRounding = (spread: Rational, mean: Rational): boolean =>
  !isZero(spread) && (isZero(mean) || toNumber(divide(spread, multiply(mean, mean))) > ROUNDING ** 2);
