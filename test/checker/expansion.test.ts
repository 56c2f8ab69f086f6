import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaim } from '../../src/checker/claim.ts';
import { compile } from '../../src/checker/evaluate.ts';
import { Expansion } from '../../src/checker/expansion.ts';
import { type Fraction, integer, power } from '../../src/checker/fraction.ts';
import { type JsonObject, snapshot } from '../../src/checker/json.ts';
import { known } from '../../src/checker/laurent.ts';
import { type Polynomial, powersOf, type Ratio } from '../../src/checker/polynomial.ts';
import { resetBudget } from '../../src/checker/refusal.ts';
import { resolve } from '../../src/checker/resolve.ts';
import { parse } from '../../src/checker/syntax.ts';
import { HE_WEIGHTS } from './make.ts';

/** A floating-point number near a fraction of long integers. */
function approximate({ num, den }: Fraction): number {
  const scaled = (num * 10n ** 400n) / den;
  const text = `${scaled}`;
  return Number(`${text.slice(0, 30)}e${Math.max(0, text.length - 30) - 400}`);
}

const numberOf = (polynomial: Polynomial, at: Readonly<Record<string, number>>): number =>
  [...polynomial].reduce(
    (sum, [monomial, x]) =>
      sum + [...powersOf(monomial)].reduce((product, [name, k]) => product * at[name]! ** k, approximate(x)),
    0,
  );
const ratioAt = ({ num, den }: Ratio, at: Readonly<Record<string, number>>): number =>
  [...den.values()].reduce((value, { base, power: k }) => value / numberOf(base, at) ** k, numberOf(num, at));

const claim = readClaim(
  snapshot({
    claim: { quantity: '0', relation: 'tends-to', formula: '0' },
    network: HE_WEIGHTS,
    domain: { widths: 'equal', d: '= lambda*n', n: '[1, inf)', r: '(0, inf)', lambda: '(0, 2]' },
  }) as JsonObject,
);

/** Functions of n and d = lambda n, with exponentials of several rates, and divisors that do not vanish. */
const formulas = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    tie('leaf'),
    tie('sum'),
    tie('product'),
    tie('quotient'),
    tie('square'),
  ),
  leaf: fc.constantFrom(
    '3/7',
    'r',
    'd/n',
    '(n + 2)/(3*n - 1)',
    '(1 + 5/n)^d',
    '(1 - 1/n)^(d - 1)',
    '(1 + 2/n + 3/n^2)^(2 - d)',
    '(1 - 2^(-n))^d',
    '(3/2)^(-d)',
    '(2*n/(3*n + 1))^(d + 2)',
    '2^(-n)',
    '(9/4*(1 + 5/n))^d*(4/9)^d',
    '(2 + 1/n)^d/2^d',
    'n*(1 - 1/(2*n))^2*(1/2)^d',
  ),
  sum: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a} + ${b})`),
  product: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `${a}*(${b})`),
  quotient: fc.tuple(tie('any'), tie('leaf')).map(([a, b]) => `(${a})/(1 + ${b})`),
  square: tie('any').map((a) => `(1 - (${a}))^2`),
})).any as fc.Arbitrary<string>;

describe('expansions', () => {
  it('agree with the values at a large width', () => {
    let expanded = 0;
    fc.assert(
      fc.property(formulas, fc.constantFrom(1n, 2n), (text, lambda) => {
        resetBudget();
        const formula = resolve(parse(text), claim.domain);
        const n = 400n;
        const d = n * lambda;
        const r = { num: 2n, den: 3n };
        let value: number;
        let series: ReturnType<Expansion['error']>;
        try {
          series = new Expansion(claim, undefined, 4).error(formula, resolve(parse('0'), claim.domain));
          value = approximate(
            compile(formula)({
              symbols: new Map([
                ['n', integer(n)],
                ['r', r],
              ]),
              indices: new Map([['d', Number(d)]]),
              width: () => undefined,
              decay: () => power(integer(2), -Number(n)),
              moments: () => [],
            }),
          );
        } catch (error) {
          expect(String(error)).toMatch(
            /not grow like a power|grow exponentially|leading coefficient|vanishes as far|above 500|too long|outgrows/,
          );
          return;
        }
        expanded += 1;
        const at = { lambda: Number(lambda), e: Math.exp(Number(lambda)), r: approximate(r) };
        const terms = series.coefficients.map(
          (coefficient, i) => ratioAt(coefficient, at) / Number(n) ** (series.order + i),
        );
        expect(known(series)).toBeGreaterThan(0);
        const rest = terms.reduce((sum, term) => sum + term, -value);
        const size = Math.max(1e-6, ...terms.map(Math.abs));
        // The next term is not far above the last two.
        const next = Math.max(...terms.slice(-2).map(Math.abs));
        expect(Math.abs(rest)).toBeLessThan(3 * next + 1e-6 * size);
      }),
      { numRuns: 120 },
    );
    expect(expanded).toBeGreaterThan(60);
  });
});
