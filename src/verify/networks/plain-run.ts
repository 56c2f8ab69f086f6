import { Refusal } from '../../expression/index.ts';
import { divide, isZero, multiply, type Rational } from '../../rational/rational.ts';
import { toNumber } from '../../rational/text.ts';
import { MOST_ROWS, simulateColumns, type VisitColumns } from '../../simulate/run.ts';
import {
  type AnchoredPlan,
  anchoredInfluence,
  anchoredInterval,
  planAnchoredMean,
} from '../../statistics/anchored-mean.ts';
import { detectableDeviation, planMeanTest } from '../../statistics/catoni.ts';
import { refusing } from '../refusal.ts';
import { attempted, type Measurement, type NotMeasured, type Planned, record } from './measurement.ts';

/** Rounding of double arithmetic, relative: what a quantity without randomness may be off by. */
const ROUNDING = 1e-9;
/** Expectations in one quantity for which `reach` is meant. */
const TOGETHER = 4;

/** A body's sums over its first samples. */
interface Running {
  readonly one: Planned;
  readonly plan: AnchoredPlan | undefined;
  sum: number;
  influence: number;
}

/** The measurements of one run of plain samples, in which each body reads the first ones that its design names. */
export function plainRun(run: readonly Planned[], level: number): Map<string, Measurement | NotMeasured> {
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

/** A variance of zero is a quantity without randomness; doubles still round. */
const isBeyondRounding = (spread: Rational, mean: Rational): boolean =>
  !isZero(spread) && (isZero(mean) || toNumber(divide(spread, multiply(mean, mean))) > ROUNDING ** 2);
