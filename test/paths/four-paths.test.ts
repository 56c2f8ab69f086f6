import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagram, fourPathDiagrams, fourPathMoment } from '../../src/paths/four-paths.ts';
import { PathLimit } from '../../src/paths/limit.ts';
import { edgesOf, type Path, paths } from '../../src/paths/path.ts';
import { add, multiply, ONE, power, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { formatRational, parseRational } from '../../src/rational/text.ts';
import { networkOf, references } from '../exact/reference.ts';
import { network } from './networks.ts';

/** The same by going through all four-tuples of paths, and counting edges and neurons of each. */
function bruteForce(widths: readonly number[], mu4: Rational): ReadonlyMap<string, Diagram> {
  const all = [...paths(widths)];
  const diagrams = new Map<string, Diagram>();
  for (const a of all)
    for (const b of all)
      for (const c of all)
        for (const d of all) {
          const counts = edgeCounts([a, b, c, d]);
          if (counts.some((count) => count % 2 === 1)) continue;
          const hidden = a.neurons.slice(1, -1).map((neuron, i) => {
            const others = [b, c, d].map(({ neurons }) => neurons[i + 1]);
            return new Set([neuron, ...others]).size;
          });
          const pattern = hidden.map((size) => (size === 1 ? 'T' : 'A')).join('');
          const shared = counts.filter((count) => count === 4).length;
          const gates = hidden.filter((size) => size === 1).length;
          const weight = multiply(power(mu4, shared), power(rational(2), gates));
          const known = diagrams.get(pattern) ?? { tuples: 0n, weight: ZERO };
          diagrams.set(pattern, { tuples: known.tuples + 1n, weight: add(known.weight, weight) });
        }
  return diagrams;
}

function edgeCounts(tuple: readonly Path[]): number[] {
  const counts = new Map<string, number>();
  for (const { layer, from, to } of tuple.flatMap(edgesOf)) {
    const name = `${layer} ${from} ${to}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('even four-tuples of paths', () => {
  test.each([
    [[1, 1]],
    [[3, 1]],
    [[2, 2, 1]],
    [[1, 3, 1]],
    [[1, 2, 2, 1]],
    [[2, 1, 2, 1]],
    [[2, 2, 1, 2, 1]],
  ])('are those of all four-tuples at widths %j', (widths) => {
    const mu4 = rational(7, 3);
    const found = fourPathDiagrams(widths, mu4);
    expect(new Map([...found].sort())).toEqual(new Map([...bruteForce(widths, mu4)].sort()));
  });

  test('of Gaussian weights: 3·6^(meetings) for each ordered pair of paths that meet there', () => {
    const some = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, (below) => {
        const widths = [...below, 1];
        const found = fourPathDiagrams(widths);
        const [input, ...hidden] = below as [number, ...number[]];
        let sum = ZERO;
        for (const [pattern, { weight }] of found) {
          // Two paths meet at one of n neurons, or are at two of them, n(n-1) ways.
          const pairs = hidden.reduce(
            (product, n, i) => product * (pattern[i] === 'T' ? n : n * (n - 1)),
            input * input,
          );
          const meetings = [...pattern].filter((letter) => letter === 'T').length;
          expect(weight).toEqual(rational(3 * 6 ** meetings * pairs));
          sum = add(sum, weight);
        }
        // Nothing is missing: the mean over pairs is 3 Π (1 + (6-1)/n).
        const expected = hidden.reduce(
          (product, n) => multiply(product, rational(n * (n + 5))),
          rational(3 * input * input),
        );
        expect(sum).toEqual(expected);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('are refused where there are too many, before they are', () => {
    expect(() => fourPathDiagrams([200, 200, 1])).toThrow(PathLimit);
    expect(() => fourPathDiagrams([200, 200, 1])).toThrow(
      /4800000000 four-tuples of paths at widths 200,200,1/,
    );
  });
});

describe('E f⁴ of four-tuples of paths', () => {
  const v = rational(2, 5);
  const plain = { sigmaW2: v, parametrization: 'standard' } as const;
  const mu4 = rational(5, 2);
  /** v_l = 2/5 over the fan-in, r = 2/3. */
  const of = (widths: readonly number[], change = {}) =>
    formatRational(fourPathMoment({ ...network(widths, { ...plain, ...change }), mu4 }));
  const r2 = power(rational(2, 3), 2);
  const value = (...factors: Rational[]) => formatRational(factors.reduce(multiply, r2));

  test('of one weight: E (w x)⁴ = μ₄ v² r²', () => {
    expect(of([1, 1])).toBe(value(mu4, power(v, 2)));
  });

  test('of two inputs: 2 μ₄ + 6 ways to pair, and half of it behind a ReLU', () => {
    const half = power(rational(1, 5), 2);
    const ways = add(multiply(rational(2), mu4), rational(6));
    expect(of([2, 1])).toBe(value(ways, half));
    expect(of([2, 1], { outputActivation: 'relu' })).toBe(value(ways, half, rational(1, 2)));
  });

  test('of two hidden neurons: 2 μ₄² / 2 at one of them, 6 / 4 at both', () => {
    const scale = multiply(power(v, 2), power(rational(1, 5), 2));
    expect(of([1, 2, 1])).toBe(value(add(power(mu4, 2), rational(3, 2)), scale));
  });

  const cases = ['brute_force.json', 'weight_law.json'].flatMap((file) =>
    references(file)
      .filter(({ layers, moments }) => layers.every(({ s }) => s === '0') && 'f^4' in moments)
      .map((one) => [`${file} ${one.widths}, ${one.gates ?? 'fair'}, ${one.output}`, one] as const),
  );
  test.each(cases)('of the reference %s', (_, one) => {
    expect(fourPathMoment(networkOf(one))).toEqual(parseRational(one.moments['f^4']!));
  });
  test('there are references of many laws', () => expect(cases.length).toBeGreaterThan(35));

  test('is refused where biases are drawn', () => {
    expect(() => fourPathMoment(network([1, 1], { sigmaB2: ONE }))).toThrow(PathLimit);
  });
});
