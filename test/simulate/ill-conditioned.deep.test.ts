import { describe, expect, test } from 'vitest';
import { moments } from '../../src/exact/moment.ts';
import { OutOfRange } from '../../src/limits/error.ts';
import { isZero } from '../../src/rational/rational.ts';
import type { Method } from '../../src/simulate/sampler.ts';
import { type Case, illConditioned } from './ill-conditioned.ts';
import { eachSample } from './sampled.ts';
import { heldAgainstExact } from './tilted-run.ts';
import { farthest, sampleDistance } from './two-samples.ts';

/** Probability of a false alarm of each network. */
const LEVEL = 1e-10;

/** A power of K that doubles do not hold, at inputs of 10^12, is refused and not wrong. */
function found(one: Case, method: Method, seed: number): string | undefined {
  try {
    return heldAgainstExact(one, { method, seed, count: 3000, level: LEVEL });
  } catch (error) {
    return error instanceof OutOfRange ? 'refused' : String(error);
  }
}

test.each([
  ['tilted-collapsed', 2000],
  ['tilted', 600],
] as const)('%s holds the exact value of %d ill-conditioned networks', (method, networks) => {
  const outcomes = illConditioned(networks, 11).map((one, seed) => found(one, method, seed));
  const wrong = outcomes.filter((outcome) => outcome !== undefined && outcome !== 'refused');
  expect(wrong).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeLessThan(0.02 * networks);
});

describe('both tilted samplers draw from one law', () => {
  const count = 4000;
  const columns = ({ network, power, part }: Case, method: Method): Float64Array[] => {
    const read = [0, 1].map(() => new Float64Array(count));
    const stream = method === 'tilted' ? 1 : 0;
    const request = { network, seed: 5, method, power, part, needsQ: false, stream };
    eachSample(request, count, ([f, k], _, i) => {
      read[0]![i] = f!;
      // What both compute exactly alike but for rounding is to be equal.
      read[1]![i] = Math.round(1e6 * Math.log(k!));
    });
    return read;
  };

  test('150 ill-conditioned networks: f, log K', () => {
    // Without biases, or their gradients, K_b is 0.
    const live = illConditioned(150, 23).filter(
      ({ network, part, power }) => !isZero(moments(network, [{ [part]: power }])[0]!),
    );
    const apart = live.flatMap((one, i) => {
      const [left, right] = (['tilted', 'tilted-collapsed'] as const).map((method) => columns(one, method));
      const distances = [0, 1].map((c) => sampleDistance(left![c]!, right![c]!));
      return distances.some((distance) => distance >= farthest(count, count, LEVEL))
        ? [`${i}: ${distances}`]
        : [];
    });
    expect(apart).toEqual([]);
  });
});
