import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulateBlock } from '../../src/jobs/block.ts';
import { blocksOf } from '../../src/jobs/blocks.ts';
import { DataError } from '../../src/jobs/data.ts';
import { METHODS } from '../../src/simulate/sampler.ts';
import { job, PartialResult, tampered, textOf } from './make.ts';

const JOB = job({ samples: 200 });
const WHOLE = textOf(simulateBlock(JOB, { from: 0, to: 200 }));
const block = (from: number, to: number): PartialResult => simulateBlock(JOB, { from, to });

describe('a partial result', () => {
  test('is the same to the last bit for any size of block and any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1 }), (size, seed) => {
        const blocks = [...blocksOf([{ from: 0, to: 200 }], size)];
        const partial = PartialResult.empty(JOB);
        const key = ({ from }: { from: number }): number => (from * seed) % 211;
        for (const { from, to } of blocks.sort((a, b) => key(a) - key(b))) partial.merge(block(from, to));
        expect(textOf(partial)).toBe(WHOLE);
        expect(partial.complete).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('survives JSON to the last bit, half-way too', () => {
    const half = PartialResult.read(JSON.parse(textOf(block(50, 120))));
    expect([half.samples, half.complete, half.covered]).toEqual([70, false, [{ from: 50, to: 120 }]]);
    half.merge(block(120, 200));
    half.merge(block(0, 50));
    expect(textOf(half)).toBe(WHOLE);
  });

  test('of no sample survives too', () => {
    const none = PartialResult.empty(JOB);
    expect(textOf(PartialResult.read(JSON.parse(textOf(none))))).toBe(textOf(none));
  });

  test('counts no sample twice, and is as it was after a refusal', () => {
    const partial = block(0, 100);
    expect(() => partial.merge(block(90, 110))).toThrow('networks 90–99 would be counted twice');
    partial.merge(block(100, 200));
    expect(textOf(partial)).toBe(WHOLE);
  });

  test('is not mixed with that of another job', () => {
    const other = simulateBlock(job({ samples: 200, seed: 8 }), { from: 100, to: 200 });
    expect(() => block(0, 100).merge(other)).toThrow('another job: its seed is 8, not 7');
  });

  const rows: readonly (readonly [message: string, change: (record: never) => void])[] = [
    ['covered[0]: found 5; wanted a list', (r: { covered: unknown[] }) => r.covered.splice(0, 1, 5)],
    [
      'covered[0][1]: found 10; wanted an integer from 11 to 200',
      (r: { covered: unknown[] }) => r.covered.splice(0, 1, [10, 10]),
    ],
    [
      'covered[1][0]: found 100; wanted an integer from 101',
      (r: { covered: unknown[] }) => r.covered.push([100, 101]),
    ],
    [
      'parts.moments: found 100 samples; covered has 101',
      (r: { covered: unknown[] }) => r.covered.push([150, 151]),
    ],
    [
      'parts.moments.powers: missing',
      (r: { parts: { moments: { powers?: unknown } } }) => delete r.parts.moments.powers,
    ],
    [
      'parts.moments.powers: found a list of 2; wanted one of 3',
      (r: { parts: { moments: { powers: unknown[]; products: unknown[] } } }) => {
        r.parts.moments.powers.pop();
        r.parts.moments.products.length = 1;
      },
    ],
    [
      'parts: found a sum that is no hexadecimal integer',
      (r: { parts: { moments: { products: string[] } } }) => r.parts.moments.products.splice(0, 1, '0x1'),
    ],
    [
      'parts: found a sum that is no hexadecimal integer',
      (r: { parts: { moments: { products: string[] } } }) =>
        r.parts.moments.products.splice(0, 1, 'f'.repeat(600)),
    ],
    [
      'parts: the sum is beyond the range',
      (r: { parts: { moments: { products: string[] } } }) =>
        r.parts.moments.products.splice(0, 1, 'f'.repeat(560)),
    ],
    [
      'parts: wanted 4 power sums of each of 3 statistics and 3 products',
      (r: { parts: { moments: { products: string[] } } }) => r.parts.moments.products.pop(),
    ],
    [
      'parts.more: unknown field',
      (r: { parts: Record<string, unknown> }) => {
        r.parts.more = 1;
      },
    ],
  ];

  test.each(rows)('that was altered is refused: %s', (message, change) => {
    const read = () =>
      PartialResult.read(tampered(block(0, 100), change as (record: Record<string, never>) => void));
    expect(read).toThrow(DataError);
    expect(read).toThrow(message);
  });
});

test.each(METHODS)('%s: blocks merge to the whole to the last bit', (method) => {
  const one = job({ samples: 700, method, quantities: ['E(K^2)'] });
  const partial = PartialResult.empty(one);
  for (const range of blocksOf([{ from: 0, to: 700 }], 130)) partial.merge(simulateBlock(one, range));
  expect(textOf(partial)).toBe(textOf(simulateBlock(one, { from: 0, to: 700 })));
});

describe('checks', () => {
  const checks = [
    { known: 'posterior1', mean: 0.5, scale: null },
    { known: ['f', 'f', 'K'], mean: 2, scale: 0.01 },
  ] as const;
  const one = job({ samples: 300, method: 'tilted-collapsed', quantities: ['E(K^2)'], checks });
  const whole = simulateBlock(one, { from: 0, to: 300 });

  test('are summed along, the same for any split, and survive JSON', () => {
    const partial = PartialResult.empty(one);
    for (const range of blocksOf([{ from: 0, to: 300 }], 70))
      partial.merge(PartialResult.read(JSON.parse(textOf(simulateBlock(one, range)))));
    expect(textOf(partial)).toBe(textOf(whole));
    expect(whole.parts.checks.value(0) / 300).toBeGreaterThan(0.05);
    expect(whole.parts.checks.value(1)).toBeLessThan(whole.parts.checks.value(0));
    expect(whole.parts.checks.value(3)).toBe(0);
  });

  const altered = (change: (record: never) => void) => () =>
    PartialResult.read(tampered(whole, change as (record: Record<string, never>) => void));
  test.each([
    [
      'parts.checks: found a list of 3; wanted one of 4',
      (r: { parts: { checks: unknown[] } }) => r.parts.checks.pop(),
    ],
    [
      'job.checks[0].known: found "posterior9"',
      (r: { job: { checks: { known: unknown }[] } }) => {
        r.job.checks[0]!.known = 'posterior9';
      },
    ],
    [
      'job.checks[1].known[0]: found "Kx"',
      (r: { job: { checks: { known: unknown[] }[] } }) => r.job.checks[1]!.known.splice(0, 1, 'Kx'),
    ],
    [
      'job.checks[1].scale: found -1',
      (r: { job: { checks: { scale: number }[] } }) => {
        r.job.checks[1]!.scale = -1;
      },
    ],
  ])('that were altered are refused: %s', (message, change) => {
    expect(altered(change as (record: never) => void)).toThrow(message);
  });
});

test('a sample that cannot be summed is named', () => {
  const huge = job({ samples: 10, quantities: ['10^80*E(10^80*f)', 'E(10^80*K)'] });
  expect(() => simulateBlock(huge, { from: 3, to: 5 })).toThrow(/^sample 3: statistic 0 is /);
});
