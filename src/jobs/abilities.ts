import type { Expression } from '../expression/index.ts';
import { needsQ } from '../quantity/needs-q.ts';
import type { WeightLaw } from '../random/laws.ts';
import { isTilted, type Method } from '../simulate/sampler.ts';

/** Whether a method draws every weight: then it knows Q, and its time and memory grow with their number. */
export const drawsWeights = (method: Method): boolean => method === 'dense' || method === 'tilted';

/** Whether it draws networks from their own law, and not from one that it weighs its samples back from. */
export const isPlain = (method: Method): boolean => !isTilted(method);

/** Why a method cannot do what is wanted; undefined if it can. */
export function inability(
  method: Method,
  { weightLaw, bodies }: { readonly weightLaw: WeightLaw; readonly bodies: readonly Expression[] },
): string | undefined {
  if (method !== 'dense' && weightLaw !== 'gaussian')
    return `${method} draws Gaussian weights, not ${weightLaw} ones; dense draws any`;
  if (!drawsWeights(method) && needsQ(bodies))
    return `${method} does not know Q, which takes every weight; dense does`;
  return undefined;
}
