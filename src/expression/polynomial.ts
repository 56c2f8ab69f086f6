import { OBSERVABLES, type Observable } from '../network/observables.ts';
import type { Rational } from '../rational/rational.ts';
import * as Q from '../rational/rational.ts';
import type { Expression } from './ast.ts';
import type { Environment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { exactField } from './exact.ts';
import type { Field } from './field.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Coefficients by monomial; the key is its powers in the order of OBSERVABLES, comma-separated. No zero is kept. */
type Polynomial = ReadonlyMap<string, Rational>;

/** One term of an expanded polynomial in the observables; a power that is 0 is left out. */
export interface Monomial {
  readonly coefficient: Rational;
  readonly powers: Readonly<Partial<Record<Observable, number>>>;
}

const UNIT = OBSERVABLES.map(() => 0).join(',');
const powersOf = (key: string): number[] => key.split(',').map(Number);

const constant = (value: Rational): Polynomial => new Map(Q.isZero(value) ? [] : [[UNIT, value]]);

function constantOf(p: Polynomial): Rational | undefined {
  if (p.size === 0) return Q.ZERO;
  return p.size === 1 ? p.get(UNIT) : undefined;
}

function variable(name: Observable): Polynomial {
  return new Map([[OBSERVABLES.map((other) => (other === name ? 1 : 0)).join(','), Q.ONE]]);
}

function collect(terms: Iterable<readonly [string, Rational]>): Polynomial {
  const total = new Map<string, Rational>();
  for (const [key, value] of terms) total.set(key, exactField.add(total.get(key) ?? Q.ZERO, value));
  for (const [key, value] of total) if (Q.isZero(value)) total.delete(key);
  return total;
}

const scale = (p: Polynomial, factor: (value: Rational) => Rational): Polynomial =>
  collect([...p].map(([key, value]) => [key, factor(value)]));

function multiply(a: Polynomial, b: Polynomial): Polynomial {
  if (a.size * b.size > VALUE_LIMITS.polynomialTerms)
    throw new Refusal('budget', `a product of polynomials would have ${a.size * b.size} terms`);
  const terms: [string, Rational][] = [];
  for (const [left, x] of a)
    for (const [right, y] of b) {
      const other = powersOf(right);
      const key = powersOf(left).map((power, i) => power + (other[i] ?? 0));
      terms.push([key.join(','), exactField.multiply(x, y)]);
    }
  return collect(terms);
}

function power(base: Polynomial, exponent: Polynomial): Polynomial {
  const value = constantOf(exponent);
  if (!value)
    throw new Refusal('domain', 'an exponent holds an observable; powers of observables are numbers');
  const fixed = constantOf(base);
  if (fixed) return constant(exactField.power(fixed, value));
  const times = exactField.integer(value);
  if (times === undefined || times < 0)
    throw new Refusal('domain', 'a power of an observable must be a natural number');
  if (times > VALUE_LIMITS.polynomialPower)
    throw new Refusal('budget', `a power of an observable is above ${VALUE_LIMITS.polynomialPower}`);
  let result = constant(Q.ONE);
  for (let i = 0; i < times; i += 1) result = multiply(result, base);
  return result;
}

const polynomialField: Field<Polynomial> = {
  fromRational: constant,
  pi: () => constant(exactField.pi()),
  add: (a, b) => collect([...a, ...b]),
  subtract: (a, b) => collect([...a, ...scale(b, Q.negate)]),
  multiply,
  divide: (a, b) => {
    const divisor = constantOf(b);
    if (!divisor) throw new Refusal('domain', 'a division by an observable; moments are of polynomials');
    if (Q.isZero(divisor)) throw new Refusal('domain', 'division by zero');
    return scale(a, (value) => exactField.divide(value, divisor));
  },
  negate: (a) => scale(a, Q.negate),
  power,
  call: (name, args) => {
    const values = args.map(constantOf).filter((value) => value !== undefined);
    if (values.length < args.length)
      throw new Refusal('domain', `${name} of an observable; moments are of polynomials`);
    return constant(exactField.call(name, values));
  },
  integer: (value) => {
    const fixed = constantOf(value);
    return fixed && exactField.integer(fixed);
  },
  cost: (value) => {
    let cost = 0;
    for (const coefficient of value.values()) cost += 3 + exactField.cost(coefficient);
    return cost;
  },
  callCost: (name, [base, exponent]) => {
    if (name !== 'power' || !base || !exponent || base.size < 2) return 0;
    const times = polynomialField.integer(exponent) ?? 0;
    return (Math.min(base.size ** times, VALUE_LIMITS.polynomialTerms) * times) / 10;
  },
};

/**
 * Expands the body of an E(...) into monomials of the observables, exactly, highest powers first. `environment` gives
 * the other symbols their values, bound indices included.
 */
export function expandPolynomial(body: Expression, environment: Environment<Rational>): readonly Monomial[] {
  const observables = OBSERVABLES.map((name) => [name, variable(name)] as const);
  const { symbols, lists, budget } = environment;
  const polynomial = evaluate(body, polynomialField, {
    symbols: new Map([
      ...[...symbols].map(([name, value]) => [name, constant(value)] as const),
      ...observables,
    ]),
    lists: new Map([...lists].map(([name, read]) => [name, (index: number) => constant(read(index))])),
    budget,
  });
  return [...polynomial]
    .map(([key, coefficient]) => ({ coefficient, exponents: powersOf(key) }))
    .sort((a, b) => compareExponents(b.exponents, a.exponents))
    .map(({ coefficient, exponents }) => ({
      coefficient,
      powers: Object.fromEntries(
        OBSERVABLES.map((name, i) => [name, exponents[i]]).filter(([, power]) => power),
      ),
    }));
}

function compareExponents(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((power, i) => power !== b[i]);
  return (a[differing] ?? 0) - (b[differing] ?? 0);
}
