import { expect, test } from 'vitest';
import { WEIGHT_LAWS, type WeightLaw } from '../../src/random/laws.ts';
import { Stream } from '../../src/random/stream.ts';
import { DenseSampler } from '../../src/simulate/dense.ts';
import { RAW } from '../../src/simulate/sampler.ts';
import { medianOfMeans } from '../random/moments.ts';
import { biased, he, networkOf } from './networks.ts';

const networkStatistic = (sampler: DenseSampler, seed: number, read: (out: Float64Array) => number) => {
  const stream = new Stream(seed);
  const out = new Float64Array(RAW.length);
  let index = 0;
  return () => {
    stream.restart(index++);
    sampler.sample(stream, out);
    return read(out);
  };
};

// Two layers, Gaussian, x ≠ 0, no random bias: K = c + Σ_i gate_i (u q g_i² + (u|x|² + c) v w_i²) with fair
// gates and independent standard normals g, w. Its mean and variance follow neuron by neuron. Rate 4e-9.
test.each(['relu', 'fair'] as const)('E K of a two-layer network is known (%s gates)', (gates) => {
  const [n0, n] = [3, 5];
  const q = 2 * 0.5;
  const alpha = (2 / n) * q;
  const beta = ((2 / n0) * (n0 * 0.5) + 1) * (2 / n);
  const mean = 1 + (n * (alpha + beta)) / 2;
  const square = (3 * alpha ** 2 + 3 * beta ** 2 + 2 * alpha * beta) / 2;
  const variance = n * (square - ((alpha + beta) / 2) ** 2);
  const sampler = new DenseSampler(networkOf([n0, n, 1], he, { gates }), { needsQ: false });
  const kernel = networkStatistic(sampler, 7, (out) => out[1]! + out[2]!);
  const { median, bound } = medianOfMeans(kernel, Math.sqrt(variance), 2000);
  expect(bound).toBeLessThan(0.06 * mean);
  expect(Math.abs(median - mean)).toBeLessThan(bound);
});

// f = Σ_i √v w_i √r + b: E f² = v n_0 r + s, E f⁴ = 3 (E f²)² + (μ₄ - 3) n_0 (v r)². Rate 4e-9.
test.each(Object.keys(WEIGHT_LAWS) as WeightLaw[])('%s weights give f its second moment', (law) => {
  const n0 = 3;
  const { num, den } = WEIGHT_LAWS[law].fourthMoment;
  const second = 2 * 0.5 + 1 / 3;
  const fourth = 3 * second ** 2 + (Number(num) / Number(den) - 3) * n0 * (0.5 * (2 / n0)) ** 2;
  const sampler = new DenseSampler(networkOf([n0, 1], biased, { mu4: { num, den } }), { law });
  const draw = networkStatistic(sampler, 8, (out) => out[0]! ** 2);
  const { median, bound } = medianOfMeans(draw, Math.sqrt(fourth - second ** 2), 1000);
  expect(Math.abs(median - second)).toBeLessThan(bound);
});

test('a dead layer stays dead under relu gates and keeps tossing coins under fair ones', () => {
  const n = 4000;
  const out = new Float64Array(RAW.length);
  const stream = new Stream(9);
  const counts = { relu: { dead: 0, open: 0 }, fair: { dead: 0, open: 0 } };
  for (const gates of ['relu', 'fair'] as const) {
    const sampler = new DenseSampler(networkOf([1, 1, 1, 1], he, { gates }));
    for (let index = 0; index < n; index++) {
      stream.restart(index);
      sampler.sample(stream, out);
      if (sampler.pass.gates[0]![0] === 1) continue;
      counts[gates].dead++;
      expect([out[0], out[1]]).toEqual([0, 0]);
      const open = sampler.pass.gates[1]![0]!;
      counts[gates].open += open;
      // K_b = c_3 + c_2 |J²|²: what a closed gate behind a dead one takes from it.
      const weight = sampler.parameters.weights[2]![0]!;
      expect(out[2]).toBe(1 + open * weight ** 2);
    }
  }
  // Hoeffding: each exceeded with probability at most 2 exp(-2kε²) = 1e-9.
  const bound = (k: number) => Math.sqrt(Math.log(2e9) / (2 * k));
  expect(counts.relu.open).toBe(0);
  expect(counts.fair.dead).toBe(counts.relu.dead);
  expect(Math.abs(counts.fair.dead / n - 0.5)).toBeLessThan(bound(n));
  expect(Math.abs(counts.fair.open / counts.fair.dead - 0.5)).toBeLessThan(bound(counts.fair.dead));
});

test('an input of zero and no biases: everything is dead from the start', () => {
  const network = networkOf([2, 3, 1], he, { r: { num: 0n, den: 1n } });
  const out = new Float64Array(RAW.length);
  new DenseSampler(network).sample(new Stream(1), out);
  expect([...out]).toEqual([0, 0, 1, 0, 0, 0, 0]);
});
