import { describe, expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import { rational } from '../../src/rational/rational.ts';
import { simulate } from '../../src/simulate/run.ts';
import type { Method } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { type Case, illConditioned } from './ill-conditioned.ts';
import { biased, networkOf } from './networks.ts';
import { heldAgainstExact } from './tilted-run.ts';

/** Probability of a false alarm of each network, interval and checks together. */
const LEVEL = 1e-9;

const nameOf = ({ settings, power, part }: Case): string =>
  `depth ${settings.widths.length - 1}, widths to ${Math.max(...settings.widths)}, power ${power} of ${part}`;

describe.each([
  ['tilted-collapsed', 100, 2000],
  ['tilted', 40, 1000],
] as const)(
  '%s holds the exact value, and its checks, however ill-conditioned the network',
  (method, networks, count) => {
    test('deep, narrow, biases and inputs of every size, all phases', () => {
      const wrong = illConditioned(networks).flatMap((one, seed) => {
        const found = heldAgainstExact(one, { method, seed, count, level: LEVEL });
        return found === undefined ? [] : [`${nameOf(one)}: ${found}`];
      });
      expect(wrong).toEqual([]);
    });
  },
);

// 2.3374e19 exactly: two directions that collapse to one in every layer.
test('σ_w² = 2, σ_b² = 1, width 2, depth 30: E K² of both samplers to 4%', () => {
  const layer = (fanIn: number) => {
    const [v, s] = [rational(2, fanIn), rational(1)];
    return { weightVariance: v, biasVariance: s, weightScale: v, biasScale: s };
  };
  const network = networkOf([1, ...Array<number>(29).fill(2), 1], layer, { r: rational(1) });
  for (const method of ['tilted-collapsed', 'tilted'] as const) {
    const found = heldAgainstExact(
      { network, power: 2, part: 'K' },
      { method, seed: 0, count: 20_000, level: LEVEL, width: 0.08 },
    );
    expect(found, method).toBeUndefined();
  }
});

describe('what doubles do not reach is refused, and never averaged', () => {
  const request = (r: readonly [bigint, bigint], power: number, method: Method = 'tilted-collapsed') => ({
    network: networkOf(
      [2, 3, 3, 1],
      (fanIn) => ({ ...biased(fanIn), biasScale: rational(0), biasVariance: rational(0) }),
      { r: rational(...r) },
    ),
    seed: 1,
    method,
    power,
    needsQ: false,
  });

  test.each([
    ['underflow', [1n, 10n ** 180n], 2],
    ['underflow of a cube', [1n, 10n ** 120n], 3],
    ['overflow', [10n ** 160n, 1n], 2],
  ] as const)('%s of E T^p', (_, r, power) => {
    expect(() => mixtureOf(request(r, power))).toThrow('leave the range of doubles');
  });

  test('small moments that are still exact are not', () => {
    const { network } = request([1n, 10n ** 130n], 2);
    const how = { method: 'tilted-collapsed', seed: 1, count: 2000, level: LEVEL, width: 0.5 } as const;
    expect(heldAgainstExact({ network, power: 2, part: 'K' }, how)).toBeUndefined();
  });

  test('a sample whose density cannot be computed ends the run', () => {
    const statistics = [(o: Float64Array) => o[1]! ** 2];
    const deep = networkOf([1, ...Array<number>(400).fill(1), 1], (fanIn) => ({
      ...biased(fanIn),
      biasVariance: rational(0),
      biasScale: rational(0),
      weightVariance: rational(1, 4),
    }));
    expect(() =>
      simulate({
        network: deep,
        seed: 1,
        method: 'tilted-collapsed',
        needsQ: false,
        from: 0,
        to: 50,
        statistics,
      }),
    ).toThrow(OutOfRange);
  });
});
