import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import { edgesOf, LogHistogram } from '../../src/simulate/log-histogram.ts';

const histogramOf = (values: readonly number[]): LogHistogram => {
  const histogram = new LogHistogram();
  for (const x of values) histogram.add(x);
  return histogram;
};
const text = (histogram: LogHistogram): string => JSON.stringify(histogram);

const values = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0.5, max: 4, noNaN: true }),
    fc.constantFrom(0, -0, -1, 1, 2, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** -1022),
  ),
  { maxLength: 40 },
);
const SEED = { seed: 71 };

describe('bins', () => {
  test('hold their values, touch, and are narrow', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, minExcluded: true, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        const [[bin] = [Number.NaN]] = histogramOf([x]).bins();
        const { low, high } = edgesOf(bin);
        expect(low <= x && x < high).toBe(true);
        expect(edgesOf(bin + 1).low).toBe(high);
        if (x >= 2 ** -1022 && high < Number.POSITIVE_INFINITY)
          expect((high - low) / low).toBeLessThanOrEqual(1 / 256);
      }),
      SEED,
    );
  });

  test('by hand: 256 in an octave', () => {
    const { bins } = histogramOf([1, 1 + 1 / 512, 1 + 1 / 256, 1.999, 2]).toJSON();
    // The exponent of 1 is 1023.
    const one = 1023 * 256;
    expect(bins).toEqual([
      [one, 2],
      [one + 1, 1],
      [one + 255, 1],
      [one + 256, 1],
    ]);
    expect(edgesOf(one + 1)).toEqual({ low: 1 + 1 / 256, high: 1 + 2 / 256 });
    expect(histogramOf([Number.MAX_VALUE]).valueOfRank(1).high).toBe(Number.POSITIVE_INFINITY);
  });
});

test('any order and any split give the same text, which reads back', () => {
  const split = values.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.nat(list.length)),
  );
  fc.assert(
    fc.property(split, ([list, order, at]) => {
      const whole = histogramOf(list);
      const merged = histogramOf(order.slice(0, at));
      merged.merge(histogramOf(order.slice(at)));
      expect(text(merged)).toBe(text(whole));
      expect(merged.count).toBe(list.length);
      const read = LogHistogram.fromJSON(JSON.parse(text(whole)));
      expect(text(read)).toBe(text(whole));
      expect(read.count).toBe(list.length);
    }),
    SEED,
  );
});

test('a histogram merged with itself counts everything twice', () => {
  const histogram = histogramOf([1, 1, 3, 0, -2]);
  histogram.merge(histogram);
  expect(text(histogram)).toBe(text(histogramOf([1, 1, 3, 0, -2, 1, 1, 3, 0, -2])));
});

test('the value of every rank lies where it is said to', () => {
  fc.assert(
    fc.property(values, (list) => {
      const histogram = histogramOf(list);
      const ordered = Float64Array.from(list).sort();
      for (const [i, x] of ordered.entries()) {
        const { low, high } = histogram.valueOfRank(i + 1);
        expect(low <= x && x <= high).toBe(true);
      }
      const minus = Number.NEGATIVE_INFINITY;
      expect(histogram.valueOfRank(0)).toEqual({ low: minus, high: minus });
      expect(histogram.valueOfRank(list.length + 1)).toEqual({ low: -minus, high: -minus });
    }),
    SEED,
  );
});

test('counts are exact up to 2^53, and refused beyond', () => {
  const large = { binsPerOctave: 256, negative: 0, zero: 0, bins: [[1000, 10 ** 15]] } as const;
  const histogram = LogHistogram.fromJSON(large);
  histogram.merge(LogHistogram.fromJSON({ ...large, bins: [[1000, 1]] }));
  expect(histogram.toJSON().bins).toEqual([[1000, 10 ** 15 + 1]]);
  expect(histogram.valueOfRank(10 ** 15)).toEqual(edgesOf(1000));
  const huge = LogHistogram.fromJSON({ ...large, bins: [[1000, 2 ** 53 - 1]] });
  expect(() => huge.merge(histogram)).toThrow('less than 2^53 values');
  expect(huge.count).toBe(2 ** 53 - 1);
});

test('what is no number is refused', () => {
  const histogram = histogramOf([1]);
  for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(() => histogram.add(x)).toThrow(OutOfRange);
  expect(histogram.count).toBe(1);
  for (const rank of [-1, 0.5, 3, Number.NaN]) expect(() => histogram.valueOfRank(rank)).toThrow(OutOfRange);
});

test.each([
  ['another grid', { binsPerOctave: 128 }],
  ['a negative count', { zero: -1 }],
  ['half a count', { negative: 0.5 }],
  ['an empty bin', { bins: [[5, 0]] }],
  [
    'bins that do not rise',
    {
      bins: [
        [5, 1],
        [5, 1],
      ],
    },
  ],
  ['a bin of infinities', { bins: [[0x7ff00, 1]] }],
  ['a bin that is no number', { bins: [['5', 1]] }],
  ['too many values', { zero: 2 ** 53 - 1, bins: [[5, 1]] }],
])('refused: %s', (_, wrong) => {
  const json = { binsPerOctave: 256, negative: 0, zero: 0, bins: [], ...wrong };
  expect(() => LogHistogram.fromJSON(json as never)).toThrow(OutOfRange);
});
