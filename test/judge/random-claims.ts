import fc from 'fast-check';
import type { Written } from '../verify/claims.ts';

/** A claim whose truth is known by construction. */
export interface Known {
  readonly written: Written;
  readonly as?: 'd';
  readonly isTrue: boolean;
}

/** Moments with closed forms that are derived by hand: fair gates, He weights, biases that are trained (MATH: E f² = 2r, …). */
const EXACT = [
  { quantity: 'E(f^2)', formula: '2*r' },
  { quantity: 'E(Kw)', formula: '2*d*r' },
  { quantity: 'E(Kb)', formula: 'd' },
  { quantity: 'E(K)', formula: 'd*(1 + 2*r)' },
  { quantity: 'E(f^4)', formula: '12*r^2*(1 + 5/n)^(d - 1)' },
] as const;

const EQUAL = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: { rational: "[0, inf)" } }';
const LIST = EQUAL.replace('width:', 'widths:');
const JOINT =
  '{ d: { equals: lambda*n }, n: { width: [1, inf] }, r: { rational: "(0, inf)" }, lambda: { rational: "(0, inf)" } }';

/** Sizes that a search is likely to try. */
const DEPTHS = [1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 128, 256];
const WIDTHS = [1, 2, 3, 4, 5, 6, 8, 12, 16, 32, 64, 128, 1000, 1_000_000];
const INPUTS = ['0', '1', '2', '1/2', '3', '1/3', '1/1000', '1000', '10^18'];
const LAMBDAS = ['1', '2', '1/2', '3', '1/3'];

const power = fc.integer({ min: 0, max: 40 }).map((k) => `1/10^${k}`);
const vanishing = <T extends string | number>(symbol: string, at: readonly T[]): fc.Arbitrary<string> =>
  fc
    .subarray([...at], { minLength: 1 })
    .map((chosen) => chosen.map((value) => `(${symbol} - ${value})`).join('*'));

/** Terms that are 0 where claims are usually tried, and nowhere else. */
const hidden = fc.oneof(
  vanishing('d', DEPTHS),
  vanishing('n', WIDTHS),
  vanishing('r', INPUTS),
  fc.tuple(vanishing('d', DEPTHS), vanishing('r', INPUTS)).map(([a, b]) => `${a}*${b}`),
);

/** Equalities that fail by a term that is 0 where they are tried; some with nothing added, or a factor that is irrational. */
const equality: fc.Arbitrary<Known> = fc
  .record({
    base: fc.constantFrom(...EXACT),
    error: fc.option(hidden, { freq: 8 }),
    size: power,
    style: fc.constantFrom('plain', 'factor', 'root', 'exponential'),
  })
  .map(({ base, error, size, style }) => {
    const { quantity, formula } = base;
    const gap = error === null ? '0' : `${size}*${error}`;
    const written = {
      plain: `${formula} + ${gap}`,
      factor: `(${formula})*(1 + ${gap})`,
      root: `${formula} + (${gap})*sqrt(2)`,
      exponential: `${formula} + (${gap})*exp(-d)`,
    }[style];
    return { written: { domain: EQUAL, quantity, formula: written }, isTrue: error === null };
  });

/** The same over lists of widths, where an error may also hide in a Sum over layers. */
const listed: fc.Arbitrary<Known> = fc
  .record({
    base: fc.constantFrom(...EXACT.slice(0, 4)),
    error: fc.option(fc.oneof(vanishing('d', DEPTHS.slice(0, 9)), vanishing('r', INPUTS)), { freq: 8 }),
    size: power,
    inSum: fc.boolean(),
  })
  .map(({ base, error, size, inSum }) => {
    const gap = error === null ? '0' : `${size}*${error}`;
    const formula = inSum
      ? `${base.formula} + (${gap})*Sum(i, 1, d, 1/n[i - 1])`
      : `${base.formula} + ${gap}`;
    return { written: { domain: LIST, quantity: base.quantity, formula }, isTrue: error === null };
  });

/** Bounds with room that is used up along one direction: depth, width, large inputs or small ones. */
const bound: fc.Arbitrary<Known> = fc
  .record({
    base: fc.constantFrom(...EXACT.slice(0, 4)),
    direction: fc.constantFrom('d', 'n', 'r', '1/r'),
    reach: fc.integer({ min: 1, max: 9 }),
    side: fc.constantFrom('at-most', 'at-least'),
    isTrue: fc.boolean(),
  })
  .map(({ base, direction, reach, side, isTrue }) => {
    const { quantity, formula } = base;
    const limit = { d: 6 * reach, n: 10 ** (reach % 5), r: 10 ** reach, '1/r': 10 ** reach }[direction];
    // Above 1 before the limit, below it beyond; or above it for ever.
    const room = isTrue
      ? `(1 + 1/(1 + ${direction}))`
      : `(1 + (1 - (${direction})/${limit})/10^6/(1 + ${direction}))`;
    const factor = side === 'at-most' ? room : `(2 - ${room})`;
    const domain = EQUAL.replace('[0, inf)', '(0, inf)');
    return { written: { domain, quantity, relation: side, formula: `(${formula})*${factor}` }, isTrue };
  });

/** Limits at inputs of every size, with errors that vanish at some λ or r, or are relative and small. */
const limit: fc.Arbitrary<Known> = fc
  .record({
    base: fc.constantFrom(
      { quantity: 'E(K)/n', formula: 'lambda*(1 + 2*r)' },
      { quantity: 'E(f^4)', formula: '12*r^2*exp(5*lambda)' },
      { quantity: 'E(Kb^2)/E(Kb)^2', formula: '2*(exp(5*lambda) - 1 - 5*lambda)/(25*lambda^2)' },
    ),
    r: fc.option(fc.integer({ min: -18, max: 18 })),
    error: fc.option(fc.oneof(vanishing('lambda', LAMBDAS), power), { freq: 3 }),
    size: power,
  })
  .map(({ base, r, error, size }) => {
    const fixed = r === null ? undefined : r < 0 ? `1/1${'0'.repeat(-r)}` : `1${'0'.repeat(r)}`;
    const domain =
      fixed === undefined ? JOINT : JOINT.replace('{ rational: "(0, inf)" }, lambda', `"${fixed}", lambda`);
    const formula = error === null ? base.formula : `(${base.formula})*(1 + ${size}*${error})`;
    return {
      written: { domain, relation: 'tends-to', quantity: base.quantity, formula },
      isTrue: error === null,
    };
  });

/** Limits at fixed depths, and in depth at fixed widths, of quantities that alternate, settle, or grow. */
const along: fc.Arbitrary<Known> = fc
  .record({
    depth: fc.integer({ min: 1, max: 6 }),
    error: fc.option(power, { freq: 2 }),
    kind: fc.constantFrom('fixed', 'deep', 'alternating', 'growing'),
  })
  .map(({ depth, error, kind }): Known => {
    const gap = error === null ? '' : ` + ${error}`;
    const isTrue = error === null;
    if (kind === 'fixed')
      return {
        written: {
          domain: `{ d: ${depth}, n: { width: [1, inf] }, r: { rational: "(0, inf)" } }`,
          relation: 'tends-to',
          quantity: 'E(K^2)/E(K)^2',
          formula: `1${gap}`,
        },
        isTrue,
      };
    const domain = EQUAL.replace('[0, inf)', '(0, inf)');
    const [quantity, formula] = {
      deep: ['E(K)/d', `1 + 2*r${gap}`],
      alternating: [`(-1)^d*E(Kw)/d`, `2*r${gap}`],
      growing: ['E(f^4)/(1 + 4/n)^d', `r^2${gap}`],
    }[kind] as [string, string];
    return {
      written: { domain, relation: 'tends-to', quantity, formula },
      as: 'd',
      isTrue: kind === 'deep' && isTrue,
    };
  });

export const RANDOM_CLAIMS = { equality, listed, bound, limit, along } as const;
