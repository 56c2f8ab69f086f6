import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import { Stream } from '../../src/random/stream.ts';
import { rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { DenseSampler } from '../../src/simulate/dense.ts';
import { RAW } from '../../src/simulate/sampler.ts';
import { gatePattern, moved, weightedGradient } from './differences.ts';
import { biased, he, networkOf, smallNetworks } from './networks.ts';

const [F, KW, KB, QWW, QWB, QBW, QBB] = RAW.keys() as unknown as [0, 1, 2, 3, 4, 5, 6];
const raw = () => new Float64Array(RAW.length);
const near = (found: number, expected: number, scale: number, tolerance: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(tolerance * (Math.abs(scale) + 1e-3));
const distanceToKink = (sampler: DenseSampler): number =>
  Math.min(...sampler.pass.preActivations.flatMap((z) => [...z].map(Math.abs)));

test('K is the weighted squared gradient of f, and Q its derivative along the weighted gradient', () => {
  let checked = 0;
  const property = fc.property(smallNetworks, fc.nat(), (network, seed) => {
    const sampler = new DenseSampler(network);
    const stream = new Stream(seed);
    const out = raw();
    sampler.sample(stream, out);
    if (distanceToKink(sampler) < 0.02) return;
    checked++;
    const pattern = gatePattern(sampler);
    const step = weightedGradient(network, sampler, stream);
    for (const [group, index, scale] of [
      ['weights', KW, 'weightScale'],
      ['biases', KB, 'biasScale'],
    ] as const) {
      let total = 0;
      for (const [l, slopes] of step[group].entries()) {
        const lambda = toNumber(network.layers[l]![scale]);
        for (const slope of slopes) if (lambda > 0) total += slope ** 2 / lambda;
      }
      near(out[index]!, total, total, 1e-8);
    }
    const size = 1e-6;
    for (const [group, w, b] of [
      ['weights', QWW, QWB],
      ['biases', QBW, QBB],
    ] as const) {
      const [above, below] = [raw(), raw()];
      sampler.evaluate(moved(sampler.parameters, step, group, size), stream, above);
      expect(gatePattern(sampler)).toBe(pattern);
      sampler.evaluate(moved(sampler.parameters, step, group, -size), stream, below);
      expect(gatePattern(sampler)).toBe(pattern);
      near(out[w]!, (above[KW]! - below[KW]!) / (2 * size), out[KW]! + out[w]!, 1e-6);
      near(out[b]!, (above[KB]! - below[KB]!) / (2 * size), out[KB]! + out[b]!, 1e-6);
    }
    expect(out[QBB]).toBe(0);
  });
  fc.assert(property, { numRuns: 300, seed: 1 });
  expect(checked).toBeGreaterThan(100);
});

test('without biases J^l·z^l = f at every layer', () => {
  const arbitrary = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(arbitrary, fc.constantFrom('linear', 'relu'), fc.nat(), (hidden, outputActivation, seed) => {
      const sampler = new DenseSampler(networkOf([...hidden, 1], he, { outputActivation }));
      const out = raw();
      sampler.sample(new Stream(seed), out);
      for (const [l, z] of sampler.pass.preActivations.entries()) {
        const products = [...z].map((value, i) => value * sampler.pass.sensitivities[l]![i]!);
        const size = products.reduce((total, p) => total + Math.abs(p), 0);
        near(
          products.reduce((total, p) => total + p, 0),
          out[F]!,
          size,
          1e-12,
        );
      }
    }),
  );
});

test('depth 1 is exact: K = u|x|² + c, and nothing drifts', () => {
  const out = raw();
  new DenseSampler(networkOf([4, 1], biased)).sample(new Stream(1), out);
  expect(out[KW]).toBeCloseTo(3, 14);
  expect([...out.subarray(2)]).toEqual([5 / 7, 0, 0, 0, 0]);
});

test('a ReLU on the output closes f, K and Q together, and otherwise changes nothing', () => {
  const [linear, gated] = [raw(), raw()];
  const plain = new DenseSampler(networkOf([3, 4, 1], biased));
  const rectified = new DenseSampler(networkOf([3, 4, 1], biased, { outputActivation: 'relu' }));
  for (let index = 0; index < 50; index++) {
    plain.sample(new Stream(2, index), linear);
    rectified.sample(new Stream(2, index), gated);
    if (linear[F]! > 0) expect(gated).toEqual(linear);
    else expect(gated.every((value) => value === 0)).toBe(true);
  }
});

test('without Q the draws are the same and its parts are NaN', () => {
  const network = networkOf([3, 4, 4, 1], biased);
  const [full, less] = [raw(), raw()];
  const [first, second] = [new Stream(3), new Stream(3)];
  new DenseSampler(network).sample(first, full);
  new DenseSampler(network, { needsQ: false }).sample(second, less);
  expect(less.subarray(0, 3)).toEqual(full.subarray(0, 3));
  expect(less.subarray(3).every(Number.isNaN)).toBe(true);
  expect(second.uint32()).toBe(first.uint32());
});

test('an input of the right length and r is used; any other is refused', () => {
  const network = networkOf([2, 1], he);
  const sampler = new DenseSampler(network, { input: [1, 0] });
  const out = raw();
  sampler.sample(new Stream(4), out);
  expect(out[F]).toBe(sampler.parameters.weights[0]![0]);
  expect(() => new DenseSampler(network, { input: [1] })).toThrow('1 coordinates, expected 2');
  expect(() => new DenseSampler(network, { input: [1, 1e-4] })).toThrow('expected r = 0.5');
  expect(() => new DenseSampler(network, { input: [Number.NaN, 1] })).toThrow(OutOfRange);
  expect(() => new DenseSampler({ ...network, r: rational(0) }, { input: [0, 0] })).not.toThrow();
});
