import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { rational } from '../../src/rational/rational.ts';
import { oneExample } from '../../src/training/data.ts';
import { GradientDescent } from '../../src/training/descent.ts';
import { type TrainingRequest, trainer } from '../../src/training/experiment.ts';
import { networkWith, withoutBiases } from './networks.ts';

const request = (rest: Partial<TrainingRequest> = {}): TrainingRequest => ({
  network: networkWith(),
  measure: 'kernel',
  steps: 10,
  rate: 0.25,
  scale: 4,
  seed: 3,
  ...rest,
});

describe('an experiment', () => {
  test.each(['kernel', 'gram', 'shape'] as const)(
    'measures %s the same at the same index, in any order',
    (measure) => {
      const one = trainer(request({ measure }));
      const forwards = [0, 1, 2, 3].map(one);
      const backwards = [3, 2, 1, 0].map(trainer(request({ measure }))).reverse();
      expect(backwards).toEqual(forwards);
      expect(new Set(forwards).size).toBe(4);
    },
  );

  test('the kernel measure is |K_T/K_0 - 1| of T steps at η = κ/scale', () => {
    const { network, steps, rate, scale, seed } = request();
    const descent = new GradientDescent(network, oneExample(network));
    descent.draw(new Stream(seed, 2));
    const [before] = descent.gram();
    for (let step = 0; step < steps; step++) descent.step(rate / scale);
    expect(trainer(request())(2)).toBeCloseTo(Math.abs(descent.gram()[0]! / before! - 1), 12);
  });

  test('without biases σ_w² changes no ratio, bit by bit: the phases do not differ', () => {
    const at = (sigmaW2: number, scale: number): number[] =>
      [0, 1, 2, 3].map(trainer(request({ network: withoutBiases({ sigmaW2: rational(sigmaW2) }), scale })));
    // Three layers: K is proportional to σ_w⁶.
    expect(at(8, 4 * 64)).toEqual(at(2, 4));
    expect(at(8, 4)).not.toEqual(at(2, 4));
  });

  test('for small steps the movement is proportional to the number of steps', () => {
    const few = trainer(request({ rate: 1e-6, steps: 10 }));
    const many = trainer(request({ rate: 1e-6, steps: 20 }));
    for (const index of [0, 1, 2]) expect(many(index) / few(index)).toBeCloseTo(2, 2);
  });

  test('networks that diverge have moved, by any threshold', () => {
    // A huge step kills many networks, whose outputs stay as they are; the others leave the doubles.
    const wild = { rate: 1e200, steps: 50 };
    const indices = Array.from({ length: 40 }, (_, index) => index);
    const moved = indices.map(trainer(request(wild)));
    const shapes = indices.map(trainer(request({ ...wild, measure: 'shape' })));
    expect(moved).toContain(Number.POSITIVE_INFINITY);
    expect(shapes).toContain(2);
    expect([...moved, ...shapes].some(Number.isNaN)).toBe(false);
  });

  test.each([
    ['steps', { steps: 0 }],
    ['learning rate', { rate: 0 }],
    ['K of size', { scale: Number.NaN }],
    ['circle', { measure: 'gram', network: networkWith({ widths: [1, 4, 1] }) }],
  ] as const)('refuses a bad %s', (message, rest) => {
    expect(() => trainer(request(rest))).toThrow(message);
  });
});
