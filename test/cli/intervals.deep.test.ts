import { describe, expect, test } from 'vitest';
import { expectRefusal, ntkcheck } from './run.ts';

const EOC = ['--sigma-w2', '2', '--sigma-b2', '0'];

async function json(...args: string[]) {
  const { code, stdout, stderr } = await ntkcheck(['simulate', ...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

async function exactly(quantity: string, ...network: string[]): Promise<number> {
  const { stdout } = await ntkcheck(['moments', ...network, '--quantity', quantity, '--json']);
  return Number(JSON.parse(stdout).moments[0].decimal);
}

describe('relative error', () => {
  test('is reached where log K has variance 10, and the interval holds the exact value', async () => {
    const network = ['--depth', '21', '--width', '10', ...EOC, '--bias-gradient', '0'];
    const how = ['--method', 'tilted', '--relative-error', '0.005', '--confidence', '0.999999'];
    const found = await json(...network, ...how, '--quantity', 'E(K^2)', '--seed', '7', '--workers', '2');
    const truth = await exactly('E(K^2)', ...network);
    const [{ interval, estimate }] = found.results;
    expect(found).toMatchObject({ method: 'tilted', complete: true, tilt: { part: 'K', power: 2 } });
    expect(interval).toMatchObject({ confidence: 0.999999, kind: 'bounded' });
    expect(interval.low).toBeLessThan(truth);
    expect(interval.high).toBeGreaterThan(truth);
    expect((interval.high - interval.low) / 2).toBeLessThanOrEqual(0.005 * estimate);
    expect(found.relativeError.reached).toBeLessThanOrEqual(0.005);
  });

  test('of light-tailed quantities comes from exact variances, of several E(...) from theirs', async () => {
    const network = ['--widths', '3,4,5,1', ...EOC, '--bias-gradient', '1'];
    const quantities = ['E(K)', 'E(K^2)/E(K)^2'];
    const flags = quantities.flatMap((quantity) => ['--quantity', quantity]);
    const found = await json(...network, ...flags, '--relative-error', '0.03', '--confidence', '0.9999');
    expect(found).toMatchObject({ method: 'collapsed', methodReason: expect.any(String) });
    const kinds = ['exact-variance', 'combined'];
    for (const [i, { interval }] of found.results.entries()) {
      const truth = await exactly(quantities[i]!, ...network);
      expect(interval.kind).toBe(kinds[i]);
      expect(interval.low).toBeLessThan(truth);
      expect(interval.high).toBeGreaterThan(truth);
    }
    expect(found.relativeError.reached).toBeLessThanOrEqual(0.03);
  });

  test.each([
    [
      '--quantity',
      'E(K)',
      '--weight-law',
      'laplace',
      /--relative-error: none can be promised for E\(K\): the mean of a/,
    ],
    [
      '--quantity',
      'E(K)',
      '--method',
      'tilted',
      /none can be promised for E\(K\): networks tilted by powers of K/,
    ],
    ['--quantity', 'E(K)', '--samples', '5', /--relative-error says how many networks; leave out --samples/],
    ['--quantity', 'E(f)', '--method', 'dense', /none can be promised for E\(f\): its exact value is 0/],
  ] as const)('that cannot be promised is refused: %s %s %s %s', async (...row) => {
    const message = row[4];
    const args = row.slice(0, 4) as string[];
    expectRefusal(
      await ntkcheck(['simulate', '--widths', '3,4,1', '--relative-error', '0.01', ...args]),
      message,
    );
  });
});

describe('far from 1', () => {
  const small = `1/1${'0'.repeat(100)}`;
  const network = ['--widths', '3,4,5,1', ...EOC, '--r', small];

  test('tilted samples are summed where sums are exact, and intervals hold', async () => {
    const truth = await exactly('E(K^2)', ...network);
    const runs = [];
    for (const seed of ['1', '3', '4']) {
      const how = ['--relative-error', '0.01', '--confidence', '0.9999', '--seed', seed];
      runs.push(await json(...network, '--quantity', 'E(K^2)', '--method', 'tilted-collapsed', ...how));
    }
    for (const { results } of runs) {
      const [{ interval, standardError }] = results;
      expect([interval.low < truth, interval.high > truth, standardError > 0]).toEqual([true, true, true]);
    }
  });

  test.each([
    [
      [...network, '--quantity', 'E(K^2)', '--method', 'collapsed'],
      /its standard deviation is beyond 2\^±200/,
    ],
    [
      ['--depth', '1000', '--width', '10', '--quantity', 'E(K^2)', '--method', 'tilted-collapsed'],
      /leaves the range of its numbers/,
    ],
  ] as const)('what its numbers cannot hold is refused: %#', async (args, message) => {
    expectRefusal(await ntkcheck(['simulate', ...args, '--relative-error', '0.01']), message);
  });
});

test('a quantity without a value takes no other with it', async () => {
  const flags = ['--quantity', 'E(K)', '--quantity', 'sqrt(-E(K))', '--samples', '100'];
  const { results } = await json('--widths', '3,4,1', ...EOC, ...flags);
  expect(results[0].estimate).toBeGreaterThan(0);
  expect(results[1]).toMatchObject({ estimate: null, noEstimate: expect.stringContaining('square root') });
});

test('what is not random is given as it is', async () => {
  const found = await json('--widths', '1,1', ...EOC, '--quantity', 'E(K)', '--relative-error', '0.1');
  expect(found.results[0].estimate).toBeCloseTo(2, 8);
  expect(found.results[0].interval.high - found.results[0].interval.low).toBeLessThan(1e-8);
});

describe('a number of samples', () => {
  const network = ['--depth', '11', '--width', '5', ...EOC, '--samples', '20000'];

  test('plain heavy-tailed means get no interval, and are told what can', async () => {
    const found = await json(
      ...network,
      '--quantity',
      'E(K^3)',
      '--method',
      'collapsed',
      '--confidence',
      '0.99',
    );
    expect(found.results[0].interval).toBeNull();
    expect(found.results[0].noInterval).toContain('tilted-collapsed');
  });

  test('tilted ones have an interval for nothing', async () => {
    const found = await json(...network, '--quantity', 'E(K^3)');
    expect(found).toMatchObject({ method: 'tilted-collapsed', tilt: { power: 3 } });
    expect(found.results[0].interval).toMatchObject({ kind: 'bounded', confidence: 0.999 });
    const { low, high } = found.results[0].interval;
    const truth = await exactly('E(K^3)', ...network.slice(0, -2));
    expect([low < truth, high > truth]).toEqual([true, true]);
  });

  test('the law of K: quantiles, histogram, distance from normal', async () => {
    const found = await json(...network, '--quantity', 'E(K)', '--distribution', 'K');
    const { quantiles, histogram, normal } = found.distribution;
    const median = quantiles.find(({ p }: { p: number }) => p === 0.5);
    expect(median.low).toBeLessThan(median.high);
    const counted = histogram.reduce((total: number, [, , count]: number[]) => total + count!, 0);
    // In narrow networks K is 0 where a layer is dead.
    expect(counted + found.distribution.zeros).toBe(20000);
    expect(normal.interval[0]).toBeLessThanOrEqual(normal.distance[0]);
    expect(normal.interval[1]).toBeGreaterThanOrEqual(normal.distance[1]);
    // Half the networks lie below the median, and a mean of K above it: the law is skew.
    expect(median.high).toBeLessThan(found.results[0].estimate);
  });

  test.each([
    ['E(f^2)', 'f\\^2'],
    ['E(K^2) + E(1 + K)', '1 \\+ K'],
  ])('what tilted networks leave out is not lost in silence: %s', async (quantity, body) => {
    // Where a layer is dead K is 0 and f need not be: such networks are never drawn.
    const flags = ['--widths', '1,1,1,1', '--sigma-w2', '1', '--sigma-b2', '1', '--bias-gradient', '0'];
    expectRefusal(
      await ntkcheck(['simulate', ...flags, '--quantity', quantity, '--method', 'tilted']),
      new RegExp(`--method: tilted draws no networks with K = 0, and E\\(${body}\\) needs them`),
    );
  });

  test('the law of tilted networks is not theirs', async () => {
    expectRefusal(
      await ntkcheck([
        'simulate',
        ...network,
        '--quantity',
        'E(K^2)',
        '--method',
        'tilted',
        '--distribution',
        'K',
      ]),
      /--distribution: tilted draws networks from another law/,
    );
  });
});
