import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { toNumber } from '../rational/text.ts';

/**
 * The n_0 coordinates of x: `input` if given, else each is √r. Throws an OutOfRange when `input` has not n_0
 * coordinates, or |x|²/n_0 is not r to 1e-9 of it.
 */
export function inputOf(network: Network, input: readonly number[] | undefined): readonly number[] {
  const size = network.widths[0]!;
  const r = toNumber(network.r);
  if (!input) return new Array<number>(size).fill(Math.sqrt(r));
  if (input.length !== size)
    throw new OutOfRange(`the input has ${input.length} coordinates, expected ${size}`);
  const found = input.reduce((total, x) => total + x * x, 0) / size;
  if (!(Math.abs(found - r) <= 1e-9 * r)) {
    throw new OutOfRange(`the input has |x|²/n_0 = ${found}, expected r = ${r}`);
  }
  return input;
}
