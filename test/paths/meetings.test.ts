import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PathLimit } from '../../src/paths/limit.ts';
import { meetingMean, meetingPatterns, meetingsIn } from '../../src/paths/meetings.ts';
import { multiply, ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';

const patterns = (widths: readonly number[]) => Object.fromEntries(meetingPatterns(widths));
const narrow = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });

describe('where two paths meet', () => {
  test('by hand: one path, no hidden layer, two neurons, and two layers', () => {
    expect(patterns([1, 1])).toEqual({ '': 1n });
    expect(patterns([3, 1])).toEqual({ '': 9n });
    expect(patterns([1, 2, 1])).toEqual({ T: 2n, A: 2n });
    // Inputs 2·2 ways; layers of 1 and 3 neurons.
    expect(patterns([2, 1, 3, 1])).toEqual({ TT: 12n, TA: 24n });
  });

  test('pairs number n_0² times n for each meeting and n(n-1) for each layer apart', () => {
    fc.assert(
      fc.property(narrow, ([input, ...hidden]) => {
        let all = 0n;
        for (const [pattern, pairs] of meetingPatterns([input!, ...hidden, 1])) {
          const expected = hidden.reduce(
            (product, n, i) => product * (pattern[i] === 'T' ? n : n * (n - 1)),
            input! * input!,
          );
          expect(pairs).toBe(BigInt(expected));
          all += pairs;
        }
        expect(all).toBe(BigInt([input!, ...hidden].reduce((a, b) => a * b)) ** 2n);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('meetings are the letters T', () => {
    expect(['', 'A', 'T', 'TAT', 'TTT'].map(meetingsIn)).toEqual([0, 0, 1, 2, 3]);
  });
});

describe('the mean of c^(meetings)', () => {
  const mean = (hidden: readonly number[], c: Rational): Rational => meetingMean([2, ...hidden, 1], c);

  test('is a product over layers, of 1 - 1/n apart and c/n together', () => {
    expect(mean([2], rational(6))).toEqual(rational(7, 2));
    expect(mean([2, 3], rational(6))).toEqual(multiply(rational(7, 2), rational(8, 3)));
    expect(mean([2, 3, 4], rational(1, 2))).toEqual(rational(3 * 5 * 7, 4 * 6 * 8));
  });

  test('is 1 at c = 1, and the share of pairs that never meet at c = 0', () => {
    expect(mean([2, 3], ONE)).toEqual(ONE);
    expect(mean([2, 3], ZERO)).toEqual(rational(1, 3));
    expect(mean([1, 3], ZERO)).toEqual(ZERO);
    expect(mean([], ZERO)).toEqual(ONE);
  });

  test('is refused where there are too many pairs', () => {
    expect(() => meetingMean([10, 201, 1], ONE)).toThrow(PathLimit);
    expect(() => meetingMean([10, 201, 1], ONE)).toThrow(
      /4040100 pairs of paths at widths 10,201,1; at most 4000000/,
    );
  });
});
