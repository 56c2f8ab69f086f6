import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { toNumber } from '../rational/text.ts';
import { inputOf } from '../simulate/input.ts';

/** An input and what the network is to answer. */
export interface Example {
  /** The n_0 coordinates of x. */
  readonly input: readonly number[];
  /** y. */
  readonly label: number;
}

/** The input that samplers use, every coordinate √r, and the label 0: the error is f itself. */
export const oneExample = (network: Network): readonly Example[] => [
  { input: inputOf(network, undefined), label: 0 },
];

/** Examples of `twoClasses`. */
const POINTS = 8;

/**
 * Eight inputs of squared length n_0 r, equally spaced on a circle in the plane of the first two coordinates, half a
 * step off the axes: the label is 1 for the four above the first axis, -1 for their opposites below. Where weights are
 * Gaussian the law of a network's outputs depends on the inputs' lengths and angles alone, so that the plane does not matter.
 *
 * Throws an OutOfRange for one input coordinate: there is no circle.
 */
export function twoClasses(network: Network): readonly Example[] {
  const size = network.widths[0]!;
  if (size < 2) throw new OutOfRange(`n_0 = ${size}; two classes on a circle need n_0 of at least 2`);
  const radius = Math.sqrt(size * toNumber(network.r));
  return Array.from({ length: POINTS }, (_, i) => {
    const angle = ((2 * i + 1) * Math.PI) / POINTS;
    const input = new Array<number>(size).fill(0);
    input[0] = radius * Math.cos(angle);
    input[1] = radius * Math.sin(angle);
    return { input, label: i < POINTS / 2 ? 1 : -1 };
  });
}
