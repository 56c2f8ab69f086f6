import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { type Seed, Stream } from '../random/stream.ts';
import { type Example, oneExample, twoClasses } from './data.ts';
import { GradientDescent } from './descent.ts';
import { relativeChange, shapeChange } from './movement.ts';

/** What may move in training, on which examples, and how far it has moved. */
const MEASURES = {
  /** |K_T/K_0 - 1| at one input, trained to 0. */
  kernel: { examples: oneExample, change: relativeChange },
  /** |K_T - K_0| / |K_0| of the matrix at two classes of inputs, in the Frobenius norm. */
  gram: { examples: twoClasses, change: relativeChange },
  /** What is left of it when scale does not count. */
  shape: { examples: twoClasses, change: shapeChange },
} as const satisfies Record<
  string,
  {
    examples: (network: Network) => readonly Example[];
    change: (from: Float64Array, to: Float64Array) => number;
  }
>;

export type Measure = keyof typeof MEASURES;

export interface TrainingRequest {
  readonly network: Network;
  readonly measure: Measure;
  /** T, at least 1. */
  readonly steps: number;
  /** κ > 0: the learning rate, in units of 1 / (number of examples · scale). */
  readonly rate: number;
  /** The size of K(x, x), such as its mean: the learning rate is the same for every network. */
  readonly scale: number;
  readonly seed: Seed;
}

/**
 * Trains networks by gradient descent and says how far K has moved: a function of the sample index, the same for the same
 * request. η = κ/(k scale) with k examples: an error at one input shrinks by 1 - κ K/scale a step to first order, and
 * κ < 2 is where wide networks cease to diverge. A network that diverges, to values that are not finite, has moved by Infinity (its shape by 2).
 *
 * Throws an OutOfRange for settings out of range, and as `GradientDescent` does.
 */
export function trainer(request: TrainingRequest): (index: number) => number {
  const { network, measure, steps, rate, scale, seed } = request;
  if (!(Number.isSafeInteger(steps) && steps >= 1))
    throw new OutOfRange(`${steps} steps; wanted a whole number of at least 1`);
  if (!(rate > 0 && Number.isFinite(rate)))
    throw new OutOfRange(`a learning rate of ${rate}; wanted a finite number > 0`);
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new OutOfRange(`K of size ${scale}; wanted a finite number > 0`);
  const { examples, change } = MEASURES[measure];
  const data = examples(network);
  const descent = new GradientDescent(network, data);
  const stream = new Stream(seed);
  const eta = rate / (data.length * scale);
  return (index) => {
    stream.restart(index);
    descent.draw(stream);
    const before = descent.gram();
    for (let step = 0; step < steps && descent.outputs.every(Number.isFinite); step++) descent.step(eta);
    return change(before, descent.gram());
  };
}
