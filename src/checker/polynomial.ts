import { add, divide, type Fraction, isZero, multiply, ONE, reduce, ZERO } from './fraction.ts';
import { refuse, spend } from './refusal.ts';

/** A polynomial: the coefficient of each monomial, written "n^2 r^1" with the names sorted, "" for 1. None is zero. */
export type Polynomial = ReadonlyMap<string, Fraction>;

const MAX_TERMS = 20_000;

export const constant = (value: Fraction): Polynomial => (isZero(value) ? new Map() : new Map([['', value]]));
export const variable = (name: string): Polynomial => new Map([[`${name}^1`, ONE]]);

/** The powers of a monomial. */
export function powersOf(monomial: string): Map<string, number> {
  if (monomial === '') return new Map();
  return new Map(
    monomial.split(' ').map((part) => {
      const at = part.lastIndexOf('^');
      return [part.slice(0, at), Number(part.slice(at + 1))];
    }),
  );
}

function monomialOf(powers: ReadonlyMap<string, number>): string {
  return [...powers]
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => `${name}^${exponent}`)
    .sort()
    .join(' ');
}

function collect(terms: Iterable<readonly [string, Fraction]>): Polynomial {
  const sum = new Map<string, Fraction>();
  for (const [monomial, coefficient] of terms)
    sum.set(monomial, reduce(add(sum.get(monomial) ?? ZERO, coefficient)));
  for (const [monomial, coefficient] of sum) if (isZero(coefficient)) sum.delete(monomial);
  spend(sum.size);
  if (sum.size > MAX_TERMS) refuse(`a polynomial has more than ${MAX_TERMS} terms`);
  return sum;
}

export const addPolynomials = (a: Polynomial, b: Polynomial): Polynomial => collect([...a, ...b]);

export function multiplyPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  if (a.size * b.size > 50 * MAX_TERMS) refuse('multiplying out a polynomial would take too long');
  spend(10 * a.size * b.size);
  const terms: [string, Fraction][] = [];
  for (const [left, x] of a) {
    const powers = powersOf(left);
    for (const [right, y] of b) {
      const all = new Map(powers);
      for (const [name, exponent] of powersOf(right)) all.set(name, (all.get(name) ?? 0) + exponent);
      terms.push([monomialOf(all), multiply(x, y)]);
    }
  }
  return collect(terms);
}

export function powerOf(base: Polynomial, exponent: number): Polynomial {
  if (exponent > 500) refuse('multiplying out a power above 500');
  let result = constant(ONE);
  for (let i = 0; i < exponent; i++) result = multiplyPolynomials(result, base);
  return result;
}

/** The polynomial with polynomials in place of its variables. */
export function compose(polynomial: Polynomial, by: (name: string) => Polynomial): Polynomial {
  let sum: Polynomial = new Map();
  for (const [monomial, coefficient] of polynomial) {
    let term = constant(coefficient);
    for (const [name, exponent] of powersOf(monomial))
      term = multiplyPolynomials(term, powerOf(by(name), exponent));
    sum = addPolynomials(sum, term);
  }
  return sum;
}

export function degreeIn(polynomial: Polynomial, name: string): number {
  return Math.max(0, ...[...polynomial.keys()].map((monomial) => powersOf(monomial).get(name) ?? 0));
}

/** The polynomial over a monomial that divides it. */
export function divided(polynomial: Polynomial, by: ReadonlyMap<string, number>): Polynomial {
  const lower = (monomial: string): string =>
    monomialOf(new Map([...powersOf(monomial)].map(([name, power]) => [name, power - (by.get(name) ?? 0)])));
  return new Map([...polynomial].map(([monomial, x]) => [lower(monomial), x]));
}

/** The value of a constant polynomial. */
export function constantValue(polynomial: Polynomial): Fraction | undefined {
  if (polynomial.size === 0) return ZERO;
  return polynomial.size === 1 ? polynomial.get('') : undefined;
}

const scaled = (a: Polynomial, factor: Fraction): Polynomial => multiplyPolynomials(a, constant(factor));

/** The polynomial over its first coefficient, in the order of monomials: equal up to a constant means equal text. */
function normalized(polynomial: Polynomial): { text: string; lead: Fraction } {
  const sorted = [...polynomial].sort(([a], [b]) => (a < b ? -1 : 1));
  const lead = sorted[0]![1];
  const shown = sorted.map(([monomial, x]) => {
    const { num, den } = reduce(divide(x, lead));
    return `${num}/${den}[${monomial}]`;
  });
  return { text: shown.join('+'), lead };
}

/** Whether two polynomials differ by a rational factor at most. */
export const proportional = (a: Polynomial, b: Polynomial): boolean =>
  a.size > 0 && b.size > 0 && normalized(a).text === normalized(b).text;

/** A quotient of polynomials; the denominator stays factored, so that sums find their common denominator. */
export interface Ratio {
  readonly num: Polynomial;
  readonly den: ReadonlyMap<string, { readonly base: Polynomial; readonly power: number }>;
}

/** The quotient with numbers in place of some variables. */
export function settle({ num, den }: Ratio, values: ReadonlyMap<string, Fraction>): Ratio {
  const put = (polynomial: Polynomial): Polynomial =>
    compose(polynomial, (name) => {
      const value = values.get(name);
      return value ? constant(value) : variable(name);
    });
  return {
    num: put(num),
    den: new Map([...den].map(([key, { base, power }]) => [key, { base: put(base), power }])),
  };
}

export const ratio = (num: Polynomial): Ratio => ({ num, den: new Map() });
export const ratioZero = (a: Ratio): boolean => a.num.size === 0;

export function addRatios(a: Ratio, b: Ratio): Ratio {
  const den = new Map(a.den);
  for (const [key, factor] of b.den) if (factor.power > (den.get(key)?.power ?? 0)) den.set(key, factor);
  const raised = ({ num, den: own }: Ratio): Polynomial => {
    let result = num;
    for (const [key, { base, power }] of den)
      result = multiplyPolynomials(result, powerOf(base, power - (own.get(key)?.power ?? 0)));
    return result;
  };
  return { num: addPolynomials(raised(a), raised(b)), den };
}

export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  const den = new Map(a.den);
  for (const [key, { base, power }] of b.den)
    den.set(key, { base, power: power + (den.get(key)?.power ?? 0) });
  return { num: multiplyPolynomials(a.num, b.num), den };
}

/** 1/a; monomials are split into their variables. */
export function invertRatio({ num, den }: Ratio): Ratio {
  if (num.size === 0) refuse('a division by zero');
  const { text, lead } = normalized(num);
  let above = constant(divide(ONE, lead));
  for (const { base, power } of den.values()) above = multiplyPolynomials(above, powerOf(base, power));
  if (num.size > 1)
    return { num: above, den: new Map([[text, { base: scaled(num, divide(ONE, lead)), power: 1 }]]) };
  const parts = powersOf([...num.keys()][0]!);
  return {
    num: above,
    den: new Map([...parts].map(([name, power]) => [name, { base: variable(name), power }])),
  };
}

export function powerRatio(base: Ratio, exponent: number): Ratio {
  const one = exponent < 0 ? invertRatio(base) : base;
  let result = ratio(constant(ONE));
  if (Math.abs(exponent) > 500) refuse('multiplying out a power above 500');
  for (let i = 0; i < Math.abs(exponent); i++) result = multiplyRatios(result, one);
  return result;
}
