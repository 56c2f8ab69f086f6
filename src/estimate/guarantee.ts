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
  readonly exact: { readonly mean: number; readonly variance: number } | undefined;
}

/** What justifies an interval for a mean, or why nothing does. */
export type Guarantee =
  | { readonly kind: 'bounded'; readonly bounds: Bounds }
  | { readonly kind: 'exact-variance'; readonly variance: number }
  | { readonly kind: 'none'; readonly reason: string };

/** A tilted method comes with its mixture. */
export function guaranteeOf(
  target: Target,
  { method, part }: Pick<Choice, 'method' | 'part'>,
  mixture: Mixture | undefined,
): Guarantee {
  const { form, exact } = target;
  if (isTilted(method)) {
    if (form && mixture && (form.part === part || part === 'K')) {
      const bounds = formBounds(form, mixture, part);
      if (bounds.low < bounds.high && Number.isFinite(bounds.high - bounds.low))
        return { kind: 'bounded', bounds };
    }
    const reason = `networks tilted by powers of ${part} give it no bounds; draw plain ones (--method collapsed, dense)`;
    return { kind: 'none', reason };
  }
  if (exact && exact.variance > 0 && Number.isFinite(exact.variance))
    return { kind: 'exact-variance', variance: exact.variance };
  if (exact && exact.variance === 0)
    return { kind: 'none', reason: 'it is not random: every network has this value' };
  const cure = form ? '; tilted laws give it bounds (--method tilted, tilted-collapsed)' : '';
  return { kind: 'none', reason: `the mean of a heavy-tailed variable whose variance is not known${cure}` };
}

/** What a robust interval is made of: see `RobustPlan`. */
export interface Influence {
  readonly plan: RobustPlan;
  readonly anchor: number;
  /** Σ influence over so many samples after the pilot. */
  readonly total: number;
  readonly samples: number;
}

/** The interval for a mean, at a level; undefined where nothing justifies one. */
export function intervalOf(
  guarantee: Guarantee,
  sums: SampleMoments,
  level: number,
  influence: Influence | undefined,
): Interval | undefined {
  if (guarantee.kind === 'bounded') return boundedMean(sums, guarantee.bounds, level);
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
 * known, for planning alone, and from a pilot's otherwise. Infinity where no number is enough.
 */
export function samplesNeeded(
  guarantee: Guarantee,
  target: Target,
  pilot: { readonly mean: number; readonly variance: number },
  relativeError: number,
  level: number,
): number {
  const mean = target.exact?.mean ?? pilot.mean;
  if (mean === 0) return Number.POSITIVE_INFINITY;
  if (guarantee.kind === 'bounded')
    return Math.ceil(
      MARGIN * boundedSamplesNeeded(relativeError, { ...pilot, mean }, guarantee.bounds, level),
    );
  if (guarantee.kind === 'exact-variance')
    return Math.ceil(MARGIN * robustSamplesNeeded(relativeError, mean, guarantee.variance, level));
  return Number.POSITIVE_INFINITY;
}
