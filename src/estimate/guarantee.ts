import { isTilted } from '../simulate/sampler.ts';
import type { Mixture } from '../simulate/tilt.ts';
import {
  type Bounds,
  boundedMean,
  boundedSamplesNeeded,
  type SampleMoments,
} from '../statistics/bounded-mean.ts';
import type { Interval } from '../statistics/interval.ts';
import {
  planRobustMean,
  type RobustPlan,
  robustInterval,
  robustSamplesNeeded,
} from '../statistics/robust-mean.ts';
import { formBounds, type KernelForm } from './kernel-form.ts';
import type { Choice } from './method.ts';

/** What is known of one E(...) beside its samples. */
export interface Target {
  readonly form: KernelForm | undefined;
  /** Exact mean and variance of a plain sample, as doubles; undefined where the exact oracle does not reach. */
  readonly exact: ExactLaw | undefined;
}

export interface ExactLaw {
  readonly mean: number;
  readonly variance: number;
  /** Whether the mean, and the variance, are 0 themselves, and not as doubles alone. */
  readonly isCentred: boolean;
  readonly isConstant: boolean;
}

/** What justifies an interval for a mean, or why nothing does. */
export type Guarantee =
  | { readonly kind: 'bounded'; readonly bounds: Bounds }
  | { readonly kind: 'exact-variance'; readonly variance: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'none'; readonly reason: string };

/** Where the deviations of plain samples must lie for their sums, squares and influences to be exact enough. */
const RANGE = { least: 2 ** -200, most: 2 ** 200 } as const;

/** A tilted method comes with its mixture; bounds are of the power and the part of K that it tilts by. */
export function guaranteeOf(
  { form, exact }: Target,
  { method, part, power }: Pick<Choice, 'method' | 'part' | 'power'>,
  mixture: Mixture | undefined,
): Guarantee {
  const none = (reason: string): Guarantee => ({ kind: 'none', reason });
  if (exact?.isConstant) return { kind: 'constant', value: exact.mean };
  if (isTilted(method)) {
    if (form && mixture && form.power === power && (form.part === part || part === 'K')) {
      const bounds = formBounds(form, mixture, part);
      if (bounds.low < bounds.high && Number.isFinite(bounds.high - bounds.low))
        return { kind: 'bounded', bounds };
    }
    const cure = form
      ? 'ask for it in a run of its own'
      : 'draw plain ones (--method dense, or collapsed without Q)';
    return none(
      `networks tilted by powers of ${part} to the ${power} give bounds to forms of degree ${power} alone; ${cure}`,
    );
  }
  if (!exact) {
    const cure = form
      ? '; laws tilted from Gaussian weights give it bounds (--method tilted, tilted-collapsed)'
      : '';
    return none(`the mean of a heavy-tailed variable whose variance is not known${cure}`);
  }
  const deviation = Math.sqrt(exact.variance);
  if (!(deviation >= RANGE.least && deviation <= RANGE.most))
    return none('its standard deviation is beyond 2^±200, where sums are not exact; change r or variances');
  return { kind: 'exact-variance', variance: exact.variance };
}

/** The power of 2 by which samples are divided before they are summed: that of their bound, where it is far from 1. */
export function exponentOf(guarantees: readonly Guarantee[]): number {
  const bounds = guarantees.flatMap((one) => (one.kind === 'bounded' ? [one.bounds] : []));
  const size = Math.max(0, ...bounds.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))));
  const exponent = size > 0 ? Math.round(Math.log2(size)) : 0;
  return Math.abs(exponent) < 64 ? 0 : exponent;
}

/** What a robust interval is made of: see `RobustPlan`. */
export interface Influence {
  readonly plan: RobustPlan;
  readonly anchor: number;
  /** Σ influence over so many samples after the pilot. */
  readonly total: number;
  readonly samples: number;
}

/** Of doubles: what a value without randomness may be off by. */
const ROUNDING = 1e-9;

/**
 * The interval for a mean, at a level; undefined where nothing justifies one. `sums` are of samples times 2^-exponent,
 * and the interval is of the samples.
 */
export function intervalOf(
  guarantee: Guarantee,
  sums: SampleMoments,
  level: number,
  influence: Influence | undefined,
  exponent = 0,
): Interval | undefined {
  if (guarantee.kind === 'constant') {
    const slack = ROUNDING * Math.abs(guarantee.value);
    const [low, high] = [guarantee.value - slack, guarantee.value + slack];
    return { low, high, confidence: 1 - level, kind: 'exact-variance' };
  }
  if (guarantee.kind === 'bounded') {
    const scale = 2 ** exponent;
    const { low, high } = guarantee.bounds;
    const scaled = boundedMean(sums, { low: low / scale, high: high / scale }, level);
    return { ...scaled, low: scaled.low * scale, high: scaled.high * scale };
  }
  if (guarantee.kind !== 'exact-variance' || !influence) return undefined;
  const { plan, anchor, total, samples } = influence;
  return robustInterval(plan, anchor, total, samples);
}

/** The plan of `samples` networks, where the guarantee needs one. */
export function robustPlanOf(guarantee: Guarantee, samples: number, level: number): RobustPlan | undefined {
  return guarantee.kind === 'exact-variance' ? planRobustMean(guarantee.variance, samples, level) : undefined;
}

/** More than the samples needed by a plan that rests on a pilot. */
const MARGIN = 1.1;

/**
 * The samples with which the half-width will be at most `relativeError` of |mean|: from the exact mean where it is
 * known, for planning alone, and from a pilot's otherwise, which is of samples times 2^-exponent. Infinity where no
 * number is enough.
 */
export function samplesNeeded(
  guarantee: Guarantee,
  target: Target,
  pilot: { readonly mean: number; readonly variance: number },
  relativeError: number,
  level: number,
  exponent = 0,
): number {
  const scale = 2 ** exponent;
  const mean = target.exact ? target.exact.mean / scale : pilot.mean;
  if (guarantee.kind === 'constant') return 2;
  if (mean === 0) return Number.POSITIVE_INFINITY;
  if (guarantee.kind === 'bounded') {
    const bounds = { low: guarantee.bounds.low / scale, high: guarantee.bounds.high / scale };
    return Math.ceil(MARGIN * boundedSamplesNeeded(relativeError, { ...pilot, mean }, bounds, level));
  }
  if (guarantee.kind === 'exact-variance')
    return Math.ceil(MARGIN * robustSamplesNeeded(relativeError, mean, guarantee.variance, level));
  return Number.POSITIVE_INFINITY;
}
