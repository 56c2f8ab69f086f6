import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { kernels, MOST_DIGITS, nngp, ntk } from '../../src/infinite-width/kernels.ts';
import type { Network, OutputActivation } from '../../src/network/network.ts';
import { divide, ONE, rational, ZERO } from '../../src/rational/rational.ts';
import { parseRational } from '../../src/rational/text.ts';
import { biased, he, networkOf, type Scales } from '../simulate/networks.ts';

/** Gain v·fanIn, s, u·fanIn, c of a layer. */
type Written = readonly [string, string, string, string];

interface Reference {
  readonly r: string;
  readonly rho: string;
  readonly layers?: readonly Written[];
  readonly layer?: Written;
  readonly depth?: number;
  readonly output: OutputActivation;
  readonly ntk: string;
  readonly nngp: string;
}

const file = new URL('../reference/infinite_width.json', import.meta.url);
const references: Reference[] = JSON.parse(readFileSync(file, 'utf8')).networks;
/** Digits of the reference, rounded in the last. */
const KNOWN = 60;

const exactly = (text: string) => parseRational(text)!;

/** Input width 1: |x|² = r. The kernels know a hidden width by fanIn times a variance alone: any will do. */
function networkLike({ r, layers, layer, depth, output }: Reference, width = 3): Network {
  const written = layers ?? Array<Written>(depth!).fill(layer!);
  const widths = [1, ...Array<number>(written.length - 1).fill(width), 1];
  return {
    widths,
    r: exactly(r),
    gates: 'relu',
    outputActivation: output,
    layers: written.map(([gain, s, u, c], i) => {
      const fanIn = rational(widths[i]!);
      return {
        fanIn: widths[i]!,
        width: widths[i + 1]!,
        weightVariance: divide(exactly(gain), fanIn),
        biasVariance: exactly(s),
        weightScale: divide(exactly(u), fanIn),
        biasScale: exactly(c),
      };
    }),
  };
}

const Digits = Decimal.clone({ precision: 2 * KNOWN });

/** |found/expected - 1|, and 0 where both are 0. */
function error(found: Decimal, expected: string): Decimal {
  const wanted = new Digits(expected);
  const off = wanted.minus(found.toString()).abs();
  return wanted.isZero() ? off : off.div(wanted.abs());
}

describe('the kernels are those of the recursion in another language, to 60 digits', () => {
  test.each(references.map((one, i) => [i, (one.layers?.length ?? one.depth)!, one.rho, one] as const))(
    '%i: depth %i, cosine %s',
    (_, __, rho, reference) => {
      const found = kernels({ network: networkLike(reference), rho: exactly(rho), digits: KNOWN });
      for (const name of ['ntk', 'nngp'] as const)
        expect(error(found[name], reference[name]).lte(`2e-${KNOWN - 1}`), `${name} ${found[name]}`).toBe(
          true,
        );
    },
  );

  test('the reference is not empty', () => expect(references.length).toBeGreaterThan(200));

  test('whatever the hidden widths, when the gains are the same', () => {
    const reference = references.find(({ layers }) => layers?.length === 7)!;
    const [narrow, wide] = [1, 1000].map((width) =>
      kernels({ network: networkLike(reference, width), rho: exactly('1/3'), digits: 30 }),
    );
    for (const name of ['ntk', 'nngp'] as const)
      expect(error(narrow![name], `${wide![name]}`).lte('1e-29')).toBe(true);
  });
});

describe('by hand', () => {
  const HALF = rational(1, 2);
  const value = (network: Network, rho: ReturnType<typeof exactly>) => {
    const { ntk: K, nngp: ff } = kernels({ network, rho, digits: 20 });
    return [K.toNumber(), ff.toNumber()] as const;
  };
  /** He weights without biases, |x|² = 1: K of depth d is d at ρ = 1, E f² is 2. */
  const edge = (depth: number): Network =>
    networkOf([1, ...Array<number>(depth - 1).fill(4), 1], withoutBiases, { r: HALF });
  const withoutBiases = (fanIn: number): Scales => ({ ...he(fanIn), biasScale: ZERO });

  // (π - θ)/π and (sin θ + (π - θ) cos θ)/π are 1/2 and 1/π at a right angle, 0 and 0 at π.
  const third = Math.acos(1 / Math.PI);
  const across = (Math.sin(third) + (Math.PI - third) / Math.PI) / Math.PI;
  test.each([
    [1, 1, [1, 1]],
    [2, 1, [2, 1]],
    [3, 1, [3, 1]],
    [1, -1, [-1, -1]],
    [2, -1, [0, 0]],
    [3, -1, [1 / Math.PI, 1 / Math.PI]],
    [1, 0, [0, 0]],
    [2, 0, [1 / Math.PI, 1 / Math.PI]],
    [3, 0, [across + (1 - third / Math.PI) / Math.PI, across]],
  ] as const)('He weights, depth %d, cosine %d', (depth, rho, expected) => {
    const found = value(edge(depth), rational(rho));
    for (const [i, one] of expected.entries()) expect(found[i]).toBeCloseTo(one, 14);
  });

  test('one hidden layer with random biases that make the pre-activations perpendicular', () => {
    // q = 2|x|² + 1/3, m = -2/3·2|x|² ... with |x|² = 1/2 and ρ = -1/3: m = 0.
    const network = networkOf([1, 5, 1], biased, { r: HALF });
    const [q, fan] = [4 / 3, 5];
    const first = (3 / 2) * (1 / 2) * (-1 / 3) + 5 / 7;
    const [K, ff] = value(network, rational(-1, 3));
    expect(ff).toBeCloseTo(q / Math.PI + 1 / 3, 14);
    expect(K).toBeCloseTo((3 / 2) * fan * (q / (2 * Math.PI)) + 5 / 7 + (2 / 4) * first, 14);
  });

  test('a ReLU on the output at right angles: a quarter of K, q/2π', () => {
    const network = networkOf([1, 1], he, { r: HALF, outputActivation: 'relu' });
    const [K, ff] = value(network, ZERO);
    expect(K).toBeCloseTo(1 / 4, 14);
    expect(ff).toBeCloseTo(1 / (2 * Math.PI), 14);
  });
});

describe('what cannot be computed is an OutOfRange', () => {
  const network = networkOf([2, 3, 1], he);
  test.each([0, -1, 1.5, Number.NaN, MOST_DIGITS + 1])('%d digits', (digits) =>
    expect(() => ntk({ network, rho: ONE, digits })).toThrow(/digits; wanted an integer from 1 to 1000/),
  );

  test.each([
    [1000001n, 1000000n],
    [-2n, 1n],
  ])('a cosine of %d/%d', (num, den) =>
    expect(() => nngp({ network, rho: rational(num, den), digits: 9 })).toThrow(/wanted one from -1 to 1/),
  );

  test('an input of length 0 without biases, unless the network is linear', () => {
    const zero = { r: ZERO };
    expect(() => ntk({ network: { ...network, ...zero }, rho: ONE, digits: 9 })).toThrow(/no direction/);
    const linear = networkOf([2, 1], he, zero);
    expect(kernels({ network: linear, rho: ONE, digits: 9 }).ntk.toNumber()).toBe(1);
    const random = networkOf([2, 3, 1], biased, zero);
    // Both inputs are 0, so that any cosine gives the diagonal.
    const [right, along] = [ZERO, ONE].map((rho) => ntk({ network: random, rho, digits: 9 }));
    expect(right!.eq(along!)).toBe(true);
  });

  test('a sum that is 0 as far as can be told', () => {
    // K_1 = -1/2, and behind perpendicular pre-activations a quarter of it, which the bias takes away.
    const [first, last] = networkOf([1, 1, 1], biased, { r: ONE }).layers;
    const network: Network = {
      ...networkOf([1, 1, 1], he, { r: ONE }),
      layers: [
        { ...first!, weightVariance: ONE, biasVariance: rational(1, 2), weightScale: ONE, biasScale: ZERO },
        { ...last!, weightVariance: ONE, weightScale: ZERO, biasScale: rational(1, 8) },
      ],
    };
    expect(() => ntk({ network, rho: rational(-1, 2), digits: 9 })).toThrow(/cancels/);
  });

  test('but a network without hidden layers has a kernel that is 0, exactly', () => {
    // K = u |x|² ρ + c with u |x|² = 2, c = 1.
    const linear = networkOf([1, 1], he, { r: ONE });
    expect(ntk({ network: linear, rho: rational(-1, 2), digits: 9 }).isZero()).toBe(true);
  });
});
