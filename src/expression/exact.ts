import * as Q from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { binomial, factorial, loopCost } from './combinatorics.ts';
import { checkDivisor, checkLogarithm, checkPower, checkRoot } from './domain.ts';
import type { Field } from './field.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import { integerRoot } from './root.ts';
import { bitCost, bitLength, checkProduct, checkRadicand, checkSum } from './size.ts';

type Rational = Q.Rational;

const sign = (x: Rational): number => (x.num > 0n ? 1 : x.num < 0n ? -1 : 0);

/** Rational arithmetic, without rounding. An irrational value is refused, but 8^(1/3), exp(0) and the like are exact. */
export const exactField: Field<Rational> = {
  fromRational: (value) => value,
  pi: () => {
    throw new Refusal('irrational', 'pi is irrational');
  },
  add: (a, b) => {
    checkSum(a, b);
    return Q.add(a, b);
  },
  subtract: (a, b) => {
    checkSum(a, b);
    return Q.subtract(a, b);
  },
  multiply: (a, b) => {
    checkProduct(a, b);
    return Q.multiply(a, b);
  },
  divide: (a, b) => {
    checkDivisor(sign(b));
    checkProduct(a, { num: b.den, den: b.num });
    return Q.divide(a, b);
  },
  negate: Q.negate,
  power,
  call: (name, args) => {
    const [x = Q.ZERO, y = Q.ZERO] = args;
    switch (name) {
      case 'exp':
        if (Q.isZero(x)) return Q.ONE;
        throw irrational(`exp(${shown(x)})`);
      case 'log':
        checkLogarithm(sign(x));
        if (Q.equals(x, Q.ONE)) return Q.ZERO;
        throw irrational(`log(${shown(x)})`);
      case 'sqrt':
        checkRoot(sign(x));
        return power(x, Q.HALF);
      case 'abs':
        return Q.absolute(x);
      case 'floor':
        return Q.rational((x.num - (((x.num % x.den) + x.den) % x.den)) / x.den);
      case 'factorial':
        return Q.rational(factorial(integer(x)));
      case 'binomial':
        return Q.rational(binomial(integer(x), integer(y)));
      case 'min':
        return args.reduce((a, b) => (Q.compare(b, a) < 0 ? b : a));
      case 'max':
        return args.reduce((a, b) => (Q.compare(b, a) > 0 ? b : a));
    }
  },
  integer,
  cost: bitCost,
  callCost: loopCost,
};

function integer(x: Rational): number | undefined {
  if (!Q.isInteger(x)) return undefined;
  const value = Number(x.num);
  return Number.isSafeInteger(value) ? value : sign(x) * Infinity;
}

function power(base: Rational, exponent: Rational): Rational {
  checkPower(sign(base), sign(exponent), Q.isInteger(exponent));
  if (Q.isZero(exponent)) return Q.ONE;
  const positive = exponent.num < 0n ? { num: base.den, den: base.num } : base;
  const times = exponent.num < 0n ? -exponent.num : exponent.num;
  const root = (x: bigint): bigint => {
    if (exponent.den === 1n || x === 0n || x === 1n) return x;
    checkRadicand(x);
    const found = integerRoot(x, exponent.den);
    if (found === undefined) throw irrational(`(${shown(base)})^(${shown(exponent)})`);
    return found;
  };
  const { num, den } = { num: raise(root(positive.num), times), den: raise(root(positive.den), times) };
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

/** `x^times`, refused before it is computed when it would be too long; coprime parts stay so, and need no reducing. */
function raise(x: bigint, times: bigint): bigint {
  if (x === 0n || x === 1n) return x;
  if (x === -1n) return times % 2n === 0n ? 1n : -1n;
  const bits = BigInt(bitLength(x)) * times;
  if (bits > VALUE_LIMITS.bits)
    throw new Refusal('budget', `an exact power would take ${short(`${bits}`)} bits`);
  return x ** times;
}

const irrational = (what: string): Refusal => new Refusal('irrational', `${what} is irrational`);
const shown = (x: Rational): string =>
  short(bitLength(x.num) + bitLength(x.den) > 400 ? '…' : formatRational(x));
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
