import * as Q from '../rational/rational.ts';
import * as C from './closed.ts';
import { loopCost } from './combinatorics.ts';
import { enclosing } from './enclosing.ts';
import type { Enclosure, Ends } from './ends.ts';
import { exactField } from './exact.ts';
import type { Field } from './field.ts';
import { Refusal } from './refusal.ts';
import { bitLength } from './size.ts';

type Rational = Q.Rational;

/** A real number: exact as long as it is short, rational or written in closed form; else between two ends. */
export type Value<X> = Rational | C.Closed | Enclosure<X>;

export const isRational = <X>(x: Value<X>): x is Rational => 'num' in x;
const isClosed = <X>(x: Value<X>): x is C.Closed => 'above' in x;

const CLOSED = { add: C.add, subtract: C.subtract, multiply: C.multiply, divide: C.divide } as const;

/** Numerators and denominators beyond this are rounded, lest a long sum become slow. */
const LONG_BITS = 2048;
const LONG = 2n ** BigInt(LONG_BITS);
const isLong = ({ num, den }: Rational): boolean => num >= LONG || num <= -LONG || den >= LONG;

export interface EnclosureField<X> extends Field<Value<X>> {
  /** Two ends between which the value lies. */
  enclose(value: Value<X>): Enclosure<X>;
  sign(value: Value<X>): -1 | 0 | 1 | undefined;
}

/**
 * Arithmetic that is never wrong: every value lies in its enclosure, or is exact. What depends on more digits (a division
 * by an interval that holds zero, an index that may be whole, …) is refused as `undecided`. A floor that is not known is
 * the interval of the whole numbers that it may be.
 */
export function enclosureField<X>(ends: Ends<X>): EnclosureField<X> {
  const I = enclosing(ends);

  const enclose = (value: Value<X>): Enclosure<X> => {
    if (isRational(value)) return { low: ends.of(value, false), high: ends.of(value, true) };
    if (!isClosed(value)) return value;
    const above = sum(value.above);
    return C.isUnit(value.below) ? above : I.divide(above, sum(value.below));
  };
  const sum = (terms: readonly C.Term[]): Enclosure<X> => terms.map(encloseTerm).reduce(I.add);
  const encloseTerm = ({ coefficient, radicand, degree, exponent, pi }: C.Term): Enclosure<X> => {
    let value = enclose(coefficient);
    if (degree === 2) value = I.multiply(value, I.sqrt(enclose(radicand)));
    else if (degree > 2)
      value = I.multiply(value, I.positivePower(enclose(radicand), enclose(Q.rational(1, degree))));
    if (!Q.isZero(exponent)) value = I.multiply(value, I.exp(enclose(exponent)));
    return pi === 0 ? value : I.multiply(value, I.wholePower(I.pi(), pi));
  };

  /** The sign of a number that is written is found by its digits: none is zero but 0 itself. */
  const sign = (value: Value<X>): -1 | 0 | 1 | undefined =>
    isRational(value) ? signOf(value) : I.sign(enclose(value));

  const closed = (value: Value<X>): C.Closed | undefined =>
    isRational(value) ? C.fromRational(value) : isClosed(value) ? value : undefined;

  /** As short as it is: rational where it can be. */
  const settled = (value: C.Closed | undefined): Value<X> | undefined =>
    value && (C.rationalOf(value) ?? value);

  /** The exact operation of rationals, unless the result is irrational, or long. */
  const rationally = (compute: () => Rational): Value<X> | undefined => {
    try {
      const value = compute();
      return isLong(value) ? enclose(value) : value;
    } catch (error) {
      if (error instanceof Refusal && error.kind !== 'domain') return undefined;
      throw error;
    }
  };

  const binary =
    (name: 'add' | 'subtract' | 'multiply' | 'divide') =>
    (a: Value<X>, b: Value<X>): Value<X> => {
      if (name === 'divide' && !isRational(b) && sign(b) === undefined)
        throw new Refusal('undecided', 'division by an interval that holds zero');
      if (isRational(a) && isRational(b)) {
        const value = rationally(() => exactField[name](a, b));
        if (value) return value;
      } else {
        if (isRational(a) && Q.isZero(a) && (name === 'multiply' || name === 'divide')) return a;
        if (isRational(b) && Q.isZero(b)) {
          if (name === 'multiply') return b;
          if (name === 'divide') throw new Refusal('domain', 'division by zero');
          return a;
        }
        const [x, y] = [closed(a), closed(b)];
        const value = x && y && settled(CLOSED[name](x, y));
        if (value) return value;
      }
      return I[name](enclose(a), enclose(b));
    };

  const power = (base: Value<X>, exponent: Value<X>): Value<X> => {
    if (isRational(exponent)) {
      if (Q.isZero(exponent)) return Q.ONE;
      const whole = exactField.integer(exponent);
      if (isRational(base) && isShortPower(base, exponent)) {
        const value = rationally(() => exactField.power(base, exponent));
        if (value) return value;
      }
      const baseSign = sign(base);
      if (whole === undefined && baseSign === -1)
        throw new Refusal('domain', 'a fractional power of a negative number');
      const x = closed(base);
      if (x && baseSign && (whole !== undefined || baseSign === 1)) {
        const value = settled(C.power(x, exponent));
        if (value) return value;
      }
      if (whole !== undefined && Number.isFinite(whole)) return I.wholePower(enclose(base), whole);
    } else {
      if (isRational(base) && Q.equals(base, Q.ONE)) return base;
      if (sign(base) === -1 && integer(exponent) === undefined)
        throw new Refusal('domain', 'a fractional power of a negative number');
      if (isRational(base) && Q.isZero(base)) {
        const exponentSign = sign(exponent);
        if (exponentSign === 1) return base;
        if (exponentSign === -1) throw new Refusal('domain', 'a negative power of zero');
      }
    }
    return I.positivePower(enclose(base), enclose(exponent));
  };

  /** Of a value that is not exact: whole numbers cannot be known by intervals. */
  const integer = (value: Value<X>): number | undefined => {
    if (isRational(value)) return exactField.integer(value);
    const { low, high } = enclose(value);
    const below = ends.floor(low);
    const isWhole = ends.compare(low, ends.of(Q.rational(below), false)) === 0;
    if (!isWhole && ends.floor(high) === below) return undefined;
    throw new Refusal('undecided', 'a value may or may not be a whole number');
  };

  const order = (a: Value<X>, b: Value<X>): -1 | 0 | 1 | undefined => sign(binary('subtract')(a, b));

  /** min or max: one of the values where the order is known. */
  const extreme = (name: 'min' | 'max', a: Value<X>, b: Value<X>): Value<X> => {
    const found = order(a, b);
    if (found === undefined) return I[name](enclose(a), enclose(b));
    return found <= 0 === (name === 'min') ? a : b;
  };

  const call: Field<Value<X>>['call'] = (name, args) => {
    const [x = Q.ZERO] = args;
    if (args.every(isRational)) {
      const value = rationally(() => exactField.call(name, args));
      if (value) return value;
    }
    switch (name) {
      case 'exp':
        return isRational(x) ? C.exponential(x) : I.exp(enclose(x));
      case 'log': {
        if (sign(x) === -1) throw new Refusal('domain', 'the logarithm of a negative number');
        const exact = isClosed(x) ? C.logarithmOf(x) : undefined;
        return exact ?? I.log(enclose(x));
      }
      case 'sqrt':
        if (sign(x) === -1) throw new Refusal('domain', 'the square root of a negative number');
        return sign(x) === 1 ? power(x, Q.HALF) : I.sqrt(enclose(x));
      case 'abs': {
        const known = sign(x);
        if (known === undefined) return I.abs(enclose(x));
        return known < 0 ? field.negate(x) : x;
      }
      case 'floor': {
        const [low, high] = I.floor(enclose(x));
        return low === high
          ? Q.rational(low)
          : { low: ends.of(Q.rational(low), false), high: ends.of(Q.rational(high), true) };
      }
      case 'min':
      case 'max':
        return args.reduce((a, b) => extreme(name, a, b));
      default:
        if (args.every(isRational)) return exactField.call(name, args);
        throw new Refusal('undecided', `${name} is of whole numbers, not of intervals`);
    }
  };

  const { step, series } = ends.costs;
  const field: EnclosureField<X> = {
    digits: ends.digits,
    fromRational: (value) => (isLong(value) ? enclose(value) : value),
    fromRounded: (value) => {
      const error = Q.multiply(Q.absolute(value), { num: 1n, den: 10n ** BigInt(ends.digits - 1) });
      return { low: ends.of(Q.subtract(value, error), false), high: ends.of(Q.add(value, error), true) };
    },
    pi: () => C.PI,
    add: binary('add'),
    subtract: binary('subtract'),
    multiply: binary('multiply'),
    divide: binary('divide'),
    negate: (a) => (isRational(a) ? Q.negate(a) : isClosed(a) ? C.negate(a) : I.negate(a)),
    power,
    call,
    integer,
    // A closed form may have to be enclosed, term by term.
    cost: (x) =>
      isRational(x) ? exactField.cost(x) : isClosed(x) ? C.cost(x) + (C.size(x) * series) / 3 : step,
    callCost: (name, args) => {
      const exponent = args[1];
      const isWhole = name === 'power' && exponent && isRational(exponent) && Q.isInteger(exponent);
      const isSeries = name === 'exp' || name === 'log' || (name === 'power' && !isWhole);
      const products = isWhole || name === 'sqrt' ? C.POWERS : 0;
      const closedCost = args.filter(isClosed).reduce((total, x) => total + C.cost(x), 0);
      return loopCost(name) + (isSeries ? series : products * step) + products * closedCost;
    },
    enclose,
    sign,
  };
  return field;
}

/** Whether x^y, if it is rational, is short enough to be computed exactly. */
function isShortPower({ num, den }: Rational, y: Rational): boolean {
  if (den === 1n && num * num <= 1n) return true;
  return BigInt(Math.max(bitLength(num), bitLength(den))) * (y.num < 0n ? -y.num : y.num) < 2 * LONG_BITS;
}

const signOf = (x: Rational): -1 | 0 | 1 => (x.num > 0n ? 1 : x.num < 0n ? -1 : 0);
