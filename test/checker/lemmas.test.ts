import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaim, resolveSides } from '../../src/checker/claim.ts';
import { denominator } from '../../src/checker/degree.ts';
import { readDomain } from '../../src/checker/domain.ts';
import { compile, type Place } from '../../src/checker/evaluate.ts';
import { ratioOf } from '../../src/checker/formula.ts';
import {
  add,
  type Fraction,
  fractionText,
  integer,
  isZero,
  multiply,
  power,
  subtract,
  ZERO,
} from '../../src/checker/fraction.ts';
import { Identity, placeOf } from '../../src/checker/identity.ts';
import { type JsonObject, snapshot } from '../../src/checker/json.ts';
import { openNeurons } from '../../src/checker/layer.ts';
import { regionOf } from '../../src/checker/nonzero.ts';
import { orderOf } from '../../src/checker/order.ts';
import { degreeIn } from '../../src/checker/polynomial.ts';
import { resolve } from '../../src/checker/resolve.ts';
import { parse } from '../../src/checker/syntax.ts';
import { HE_WEIGHTS } from './make.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const domain = readDomain(snapshot(DOMAIN));

/** Rank of a square matrix of fractions. */
function rank(rows: Fraction[][]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < rows.length; column++) {
    const pivot = left.findIndex((row, i) => i >= found && !isZero(row[column]!));
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot]!, left[found]!];
    const head = left[found]!;
    for (let i = found + 1; i < left.length; i++) {
      const factor = left[i]![column]!;
      if (isZero(factor)) continue;
      left[i] = left[i]!.map((x, j) => subtract(multiply(x, head[column]!), multiply(factor, head[j]!)));
    }
    found += 1;
  }
  return found;
}

/** Texts in d, n and the indices in scope, without divisors that vary with depth. */
function sequences(depth: number, indices: readonly string[]): fc.Arbitrary<string> {
  const leaf = fc.constantFrom('2', '3/7', 'n', 'r', ...indices, `(1 + 5/n)^(2*${indices.at(-1)} - 1)`);
  if (depth === 0) return leaf;
  const inner = sequences(depth - 1, indices);
  const index = `j${indices.length}`;
  const last = indices.at(-1)!;
  const body = sequences(depth - 1, [...indices, index]);
  const bounds = fc.constantFrom(
    `1, ${last}`,
    `0, ${last} - 1`,
    `1, ${last} - 1`,
    `${last}, ${last} + 3`,
    '2, 5',
  );
  return fc.oneof(
    leaf,
    fc.tuple(inner, inner).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(inner, inner).map(([a, b]) => `(${a})*(${b})`),
    inner.map((a) => `(${a})^2`),
    fc.tuple(bounds, body).map(([range, summand]) => `Sum(${index}, ${range}, ${summand})`),
    fc
      .tuple(bounds, fc.constantFrom('2', '(n + 1)/n'))
      .map(([range, factor]) => `Prod(${index}, ${range}, ${factor})`),
  );
}

const at = (n: number, depth: number): Place => ({
  symbols: new Map([
    ['n', integer(n)],
    ['r', { num: 2n, den: 3n }],
  ]),
  indices: new Map([['d', depth]]),
  width: () => undefined,
  decay: () => power(integer(2), -n),
  moments: () => [],
});

describe('the order lemma', () => {
  it('bounds the rank of the Hankel matrix of random formulas', () => {
    fc.assert(
      fc.property(sequences(3, ['d']), (text) => {
        const formula = resolve(parse(text), domain);
        let order: number;
        try {
          order = orderOf(
            [formula, resolve(parse('0'), domain)],
            regionOf(1, Number.POSITIVE_INFINITY),
            new Map(),
            () => 0,
          );
        } catch (error) {
          fc.pre(!/may end before/.test(String(error)));
          throw error;
        }
        fc.pre(order <= 12);
        const evaluator = compile(formula);
        const values = Array.from({ length: 2 * order + 1 }, (_, i) => evaluator(at(7, i + 1)));
        const hankel = Array.from({ length: order + 1 }, (_, i) => values.slice(i, i + order + 1));
        expect(rank(hankel)).toBeLessThanOrEqual(order);
      }),
      { numRuns: 400 },
    );
  });

  it('is tight for simple sequences', () => {
    const order = (text: string): number =>
      orderOf(
        [resolve(parse(text), domain), resolve(parse('0'), domain)],
        regionOf(1, Number.POSITIVE_INFINITY),
        new Map(),
        () => 0,
      );
    expect(order('d^3*(1 + 5/n)^d')).toBe(4 + 1);
    expect(order('Sum(j, 1, d, j^2)')).toBe(4);
    expect(order('Sum(j, 1, d, 2^j)')).toBe(1 + 1);
    // Two texts for the base 1 count twice.
    expect(order('Sum(j, 1, d, 2^j*(1/2)^j)')).toBe(2 + 1);
  });
});

describe('the degree lemma', () => {
  it('bounds the degrees of random formulas', () => {
    const rational = fc.constantFrom('n', 'r', '3', '(n + 5)', '(r - 1/2)');
    const formulas = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 5 }, rational, tie('sum'), tie('product'), tie('quotient'), tie('power')),
      sum: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a} + ${b})`),
      product: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `${a}*${b}`),
      quotient: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `${a}/(${b} + 7)`),
      power: tie('any').map((a) => `(${a} + 3)^(-2)`),
    })).any as fc.Arbitrary<string>;
    fc.assert(
      fc.property(formulas, (text) => {
        const claim = readClaim(
          snapshot({
            claim: { quantity: text, relation: 'equals', formula: '0' },
            network: HE_WEIGHTS,
            domain: DOMAIN,
          }) as JsonObject,
        );
        const sides = resolveSides(claim);
        const identity = new Identity(claim, sides, new Map());
        let exact: ReturnType<typeof ratioOf>;
        try {
          exact = ratioOf(sides.quantity);
        } catch {
          return;
        }
        const bound = identity.degrees(3);
        identity.symbols.forEach((name, i) => {
          const below = [...exact.den.values()].reduce(
            (sum, { base, power: e }) => sum + e * degreeIn(base, name),
            0,
          );
          const total = denominator(identity.bound(3).den, identity.symbols.length)[i]!;
          expect(degreeIn(exact.num, name) - below).toBeLessThanOrEqual(bound[i]! - total);
        });
      }),
      { numRuns: 300 },
    );
  });

  const MOMENTS = ['f^2', 'K', 'Kb', 'K^2', 'f*Q', 'f^2*K', 'Q^2', 'f^4*K'];
  it.each(MOMENTS.flatMap((body) => (['ntk', 'standard'] as const).map((kind) => [body, kind] as const)))(
    'bounds the degrees of E(%s), %s',
    (body, parametrization) => {
      for (const sigma_b2 of ['0', 'sigma_b2']) {
        const network = {
          ...HE_WEIGHTS,
          parametrization,
          sigma_w2: 'sigma_w2',
          output_sigma_w2: 'output_sigma_w2',
          sigma_b2,
          bias_gradient: 'bias_gradient',
        };
        const full = {
          ...DOMAIN,
          n0: '[1, inf)',
          sigma_w2: '(0, inf)',
          output_sigma_w2: '(0, inf)',
          ...(sigma_b2 !== '0' && { sigma_b2: '[0, inf)' }),
          bias_gradient: '[0, inf)',
        };
        const text = {
          claim: { quantity: `E(${body})`, relation: 'equals', formula: '0' },
          network,
          domain: full,
        };
        const claim = readClaim(snapshot(text) as JsonObject);
        const sides = resolveSides(claim);
        const identity = new Identity(claim, sides, new Map());
        const depth = 3;
        const k = [...identity.systems.values()][0]!.moments.half;
        const bounds = identity.degrees(depth);
        identity.symbols.forEach((name, i) => {
          const bound = bounds[i]!;
          // The finite difference of this order vanishes on polynomials of at most the degree that is claimed.
          let sum = ZERO;
          for (
            let x = 0, binomial = 1;
            x <= bound + 1;
            binomial = (binomial * (bound + 1 - x)) / (x + 1), x++
          ) {
            const symbols = new Map(
              identity.symbols.map((other, place) => [other, integer(other === name ? x + 1 : 2 + place)]),
            );
            const place = placeOf(claim, identity.systems, symbols, new Map([['d', depth]]), depth);
            const value = compile(sides.quantity)(place);
            const cleared = multiply(value, power(symbols.get('n')!, k * (depth - 1)));
            sum = add(sum, multiply(integer((x % 2 === 0 ? 1 : -1) * binomial), cleared));
          }
          expect(`${name} ${fractionText(sum)}`).toBe(`${name} 0`);
        });
      }
    },
  );
});

describe('open neurons', () => {
  it('have the moments of a binomial law', () => {
    for (let n = 1; n <= 6; n++)
      for (let classes = 0; classes <= 5; classes++) {
        let sum = ZERO;
        for (let m = 0, binomial = 1; m <= n; binomial = (binomial * (n - m)) / (m + 1), m++)
          sum = add(sum, { num: BigInt(binomial) * BigInt(m) ** BigInt(classes), den: 2n ** BigInt(n) });
        expect(fractionText(multiply(sum, power(integer(2), classes)))).toBe(
          `${openNeurons(classes, BigInt(n))}`,
        );
      }
  });
});
