import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand, factorize } from '../../src/algebra/factor.ts';
import * as F from '../../src/algebra/fraction.ts';
import * as P from '../../src/algebra/polynomial.ts';
import {
  add,
  divide,
  equals,
  isZero,
  multiply,
  type Rational,
  rational,
} from '../../src/rational/rational.ts';

const names = ['d', 'r', 'a', 'x', 'y'] as const;
const monomial = fc.record(Object.fromEntries(names.map((name) => [name, fc.integer({ min: 0, max: 3 })])));
const polynomial = fc
  .array(fc.tuple(monomial, fc.integer({ min: -9, max: 9 })), { maxLength: 4 })
  .map((terms) =>
    terms.reduce<P.Polynomial>(
      (total, [exponents, value]) =>
        P.add(total, P.multiply(P.constant(value), new Map([[P.monomialOf(exponents), 1n]]))),
      P.ZERO,
    ),
  );
const point = fc.array(fc.integer({ min: 2, max: 50 }), { minLength: 5, maxLength: 5 });

/** The definition: every monomial's value, summed. */
const valueAt = (p: P.Polynomial, at: readonly number[]): bigint =>
  [...p].reduce(
    (total, [packed, value]) =>
      total +
      value *
        names.reduce(
          (product, name, i) => product * BigInt(at[i]!) ** BigInt(P.exponentOf(packed, name)),
          1n,
        ),
    0n,
  );

test('polynomials: sums and products have the values of sums and products', () => {
  fc.assert(
    fc.property(polynomial, polynomial, point, (p, q, at) => {
      expect(valueAt(P.add(p, q), at)).toBe(valueAt(p, at) + valueAt(q, at));
      expect(valueAt(P.multiply(p, q), at)).toBe(valueAt(p, at) * valueAt(q, at));
    }),
  );
});

test('polynomials: a product divides exactly by its factors, and by nothing that is off by one', () => {
  fc.assert(
    fc.property(polynomial, polynomial, (p, q) => {
      fc.pre(!P.isZero(p) && !P.isZero(q));
      expect(P.divideExactly(P.multiply(p, q), q)).toEqual(p);
      fc.pre(!P.isConstant(q));
      expect(P.divideExactly(P.add(P.multiply(p, q), P.ONE), q)).toBeUndefined();
    }),
  );
});

test('polynomials: a power that does not fit is refused, not wrapped round', () => {
  expect(() => P.power(P.symbol('r'), 64)).toThrow(P.TooLarge);
  expect(P.degree(P.power(P.symbol('r'), 63), 'r')).toBe(63);
});

test('factorize: the factors multiply to the polynomial, and linear ones are found', () => {
  fc.assert(
    fc.property(polynomial, (p) => {
      expect(expand(factorize(p))).toEqual(p);
    }),
  );
  const x = P.symbol('x');
  const linear = (u: number, v: number) => P.add(P.constant(u), P.multiply(P.constant(v), x));
  const product = [linear(1, 5), linear(1, -1), linear(2, 3), x].reduce(P.multiply);
  expect(factorize(P.scale(product, -6n)).factors).toHaveLength(4);
});

/** Denominators from a few factors, as eigenvalues give them. */
const fraction = fc
  .tuple(polynomial, fc.integer({ min: 1, max: 9 }), fc.array(fc.constantFrom(1, 5, -1), { maxLength: 2 }))
  .map(([p, k, shifts]) =>
    shifts.reduce(
      (total, shift) =>
        F.divide(total, F.fromPolynomial(P.add(P.constant(1), P.multiply(P.constant(shift), P.symbol('x'))))),
      F.fromPolynomial(p, rational(1, k)),
    ),
  );

function rationalAt(f: F.Fraction, at: readonly number[]): Rational {
  const bottom = rational(valueAt(F.denominatorOf(f), at));
  return multiply(f.content, divide(rational(valueAt(f.numerator, at)), bottom));
}

test('fractions: arithmetic has the values of rational arithmetic', () => {
  fc.assert(
    fc.property(fraction, fraction, point, (f, g, at) => {
      const [a, b] = [rationalAt(f, at), rationalAt(g, at)];
      expect(rationalAt(F.add(f, g), at)).toEqual(add(a, b));
      expect(rationalAt(F.multiply(f, g), at)).toEqual(multiply(a, b));
      fc.pre(!F.isZero(g) && !isZero(b));
      expect(equals(rationalAt(F.divide(f, g), at), divide(a, b))).toBe(true);
    }),
  );
});

test('fractions: equal ones have equal parts, so that equality can be seen', () => {
  fc.assert(
    fc.property(fraction, fraction, (f, g) => {
      fc.pre(!F.isZero(g));
      const again = F.divide(F.multiply(f, g), g);
      expect(F.equals(again, f)).toBe(true);
      expect(F.subtract(F.add(f, g), g).numerator).toEqual(f.numerator);
    }),
  );
});

test('fractions: substitution puts values in place', () => {
  fc.assert(
    fc.property(fraction, point, fc.integer({ min: 1, max: 9 }), (f, at, value) => {
      const put = F.substitute(f, new Map([['a', F.fromRational(rational(value, 2))]]));
      expect(P.degree(put.numerator, 'a')).toBe(0);
      const doubled = F.substitute(f, new Map([['a', F.fromRational(rational(value))]]));
      expect(rationalAt(doubled, at)).toEqual(rationalAt(f, at.with(2, value)));
    }),
  );
});
