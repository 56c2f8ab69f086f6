import { type Influence, intervalOf } from '../estimate/guarantee.ts';
import { type Expression, formatExpression, Refusal } from '../expression/index.ts';
import type { CompiledJob } from '../jobs/compile.ts';
import type { PartialResult } from '../jobs/partial.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { quantityInterval } from '../quantity/interval.ts';
import type { Bounds, SampleMoments } from '../statistics/bounded-mean.ts';
import type { Interval, IntervalKind } from '../statistics/interval.ts';
import { planRobustMean } from '../statistics/robust-mean.ts';
import { failureOf } from './checks.ts';
import { type Guaranteed, levelOf } from './guarantees.ts';

/** An interval, or why there is none. */
export interface FoundInterval {
  readonly interval: (Omit<Interval, 'kind'> & { readonly kind: IntervalKind | 'combined' }) | null;
  readonly noInterval?: string | undefined;
}

/** Of each distinct E(...) of a job, from the samples that are in. None from bounds, where the samples fail a check. */
export function intervalsOf(
  partial: PartialResult,
  guaranteed: readonly Guaranteed[],
  level = levelOf(partial.job),
  isLook = false,
): readonly FoundInterval[] {
  return guaranteed.map(({ guarantee, target }, i): FoundInterval => {
    if (guarantee.kind === 'none') return { interval: null, noInterval: guarantee.reason };
    if (guarantee.kind === 'bounded' && !partial.complete && !isLook)
      return {
        interval: null,
        noInterval: 'it holds at the planned end alone, and this run was interrupted',
      };
    const sums = sumsOf(partial, i);
    const failure = guarantee.kind === 'bounded' ? brokenBounds(guarantee.bounds, sums, partial) : undefined;
    if (failure !== undefined) return { interval: null, noInterval: failure };
    const robust = robustOf(partial, guarantee, i, level);
    if (guarantee.kind === 'exact-variance' && !robust)
      return {
        interval: null,
        noInterval: target.form
          ? 'plain means of powers of K are heavy-tailed; give --method tilted-collapsed for one from bounds, or --confidence for one from the exact variance'
          : 'give --confidence or --relative-error for one from the exact variance',
      };
    return { interval: intervalOf(guarantee, sums, level, robust, partial.job.exponent) ?? null };
  });
}

/** Why bounds are none of these samples; what a terminal shows of a run is not checked before its end. */
function brokenBounds(
  { low, high }: Bounds,
  { mean }: SampleMoments,
  partial: PartialResult,
): string | undefined {
  const average = mean * 2 ** partial.job.exponent;
  if (!(average >= low && average <= high))
    return `the mean of the samples is ${average}, beyond bounds that each of them obeys`;
  return partial.complete ? failureOf(partial) : undefined;
}

function sumsOf({ parts: { moments } }: PartialResult, i: number): SampleMoments {
  const { count } = moments;
  return { count, mean: moments.mean(i), variance: count > 1 ? moments.variance(i) : 0 };
}

/** Undefined without an anchor, or with one that was planned otherwise. */
function robustOf(
  { job, parts, covered }: PartialResult,
  guarantee: Guaranteed['guarantee'],
  i: number,
  level: number,
): Influence | undefined {
  const { influences } = job;
  const one = influences?.anchors[i];
  if (!influences || !one || guarantee.kind !== 'exact-variance') return undefined;
  const plan = planRobustMean(guarantee.variance, job.samples, level);
  if (plan.scale !== one.scale || plan.pilotSamples !== influences.after) return undefined;
  const samples = covered.reduce(
    (total, { from, to }) => total + Math.max(0, to - Math.max(from, influences.after)),
    0,
  );
  return { plan, anchor: one.anchor, total: parts.influences.value(i), samples };
}

/** Of a quantity of E(...): its own if it is one, else what theirs make of it. */
export function quantityIntervalOf(
  expression: Expression,
  { environment, texts }: Pick<CompiledJob, 'environment' | 'texts'>,
  found: readonly FoundInterval[],
  confidence: number,
): FoundInterval {
  const own = [...expectationsIn(expression).keys()];
  const missing = own.find((text) => !found[texts.indexOf(text)]?.interval);
  if (missing !== undefined) {
    const { noInterval = '' } = found[texts.indexOf(missing)]!;
    const about = expression.kind === 'expectation' ? '' : `E(${missing}): `;
    return { interval: null, noInterval: `${about}${noInterval}` };
  }
  if (expression.kind === 'expectation') {
    const one = found[texts.indexOf(formatExpression(expression.body))]!;
    return { interval: { ...one.interval!, confidence } };
  }
  try {
    const estimates = new Map(own.map((text) => [text, found[texts.indexOf(text)]!.interval!] as const));
    const { low, high } = quantityInterval(expression, environment, estimates);
    return { interval: { low, high, confidence, kind: 'combined' } };
  } catch (error) {
    if (error instanceof Refusal) return { interval: null, noInterval: error.message };
    throw error;
  }
}

const WHENCE: Readonly<Record<IntervalKind | 'combined', string>> = {
  'exact-variance': 'from the exact variance',
  bounded: 'from bounds that every sample obeys',
  dkw: 'from the band about the distribution function',
  combined: 'from those of its E(...)',
};

export function intervalText({ interval, noInterval }: FoundInterval): string {
  if (!interval) return `no interval: ${noInterval}`;
  const { low, high, confidence, kind } = interval;
  return `in [${low.toPrecision(8)}, ${high.toPrecision(8)}] with confidence ${confidence}, ${WHENCE[kind]}`;
}
