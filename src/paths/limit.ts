import { NtkcheckError } from '../limits/error.ts';
import type { Network } from '../network/network.ts';

/** A sum over paths with more terms than are enumerated. */
export class PathLimit extends NtkcheckError {
  override readonly name = 'PathLimit';
}

/** Paths that one enumeration goes through at most. */
export const MAX_PATHS = 100_000;

/** Pairs or four-tuples of paths that one enumeration goes through at most. */
export const MAX_TUPLES = 4_000_000;

/** Multisets of edges that one enumeration goes through at most. */
export const MAX_MULTISETS = 10_000;

/** Throws PathLimit when `count` is above `most`; `what` says of what: "pairs of paths". */
export function checkCount(count: number | bigint, most: number, what: string): void {
  if (count > most)
    throw new PathLimit(
      `${count} ${what}; at most ${most} are enumerated: take fewer layers or narrower ones`,
    );
}

/** Throws PathLimit when a network draws biases: paths that start at them are no tuples of paths from the inputs. */
export function checkUnbiased({ layers }: Network): void {
  if (layers.some(({ biasVariance }) => biasVariance.num !== 0n))
    throw new PathLimit('four-tuples of paths start at the inputs; take biases that are zero');
}

/** Factors of path weights that one sum over tuples multiplies at most: some seconds, some hundred megabytes. */
const MAX_WORK = 100_000_000;

/** What one sum over tuples of paths may cost. */
export class Work {
  #spent = 0;

  /** Throws PathLimit when `factors` more are too many. */
  spend(factors: number): void {
    this.#spent += factors;
    if (this.#spent > MAX_WORK)
      throw new PathLimit(
        `the tuples of paths have more than ${MAX_WORK} factors in all: take fewer layers, narrower ones, or lower powers`,
      );
  }
}
