import { gcd } from './gcd.ts';
import { refuse, spend } from './refusal.ts';

/** An exact rational; `den` is positive, and the two are reduced only by `reduce`: a gcd costs more than the rest. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

export const integer = (value: bigint | number): Fraction => ({ num: BigInt(value), den: 1n });
export const ZERO = integer(0);
export const ONE = integer(1);

const FREE_BITS = 1024n;
const MAX_BITS = 1n << 21n;
/** Denominators that grow past this are reduced, so that long sums stay small. */
const REDUCE_BITS = 4096n;

const exceeds = (x: bigint, bits: bigint): boolean => (x < 0n ? -x : x) >> bits !== 0n;

/** Charges an operation on numbers of this size to the budget of the whole check. */
function charge(x: bigint, perSquare: number): void {
  let bits = FREE_BITS;
  while (exceeds(x, bits)) {
    if (bits >= MAX_BITS) refuse('a number outgrows 2^21 bits');
    bits *= 2n;
  }
  const thousands = Number(bits) / 1024;
  spend(perSquare * thousands * thousands);
}

function made(num: bigint, den: bigint): Fraction {
  charge(num, 1);
  charge(den, 1);
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return made(a.num * b.num, a.den * b.den);
}

export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.num === 0n) refuse('a division by zero');
  return made(a.num * b.den, a.den * b.num);
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.den === b.den) return made(a.num + b.num, a.den);
  if (a.den % b.den === 0n) return made(a.num + b.num * (a.den / b.den), a.den);
  if (b.den % a.den === 0n) return made(a.num * (b.den / a.den) + b.num, b.den);
  const sum = made(a.num * b.den + b.num * a.den, a.den * b.den);
  return exceeds(sum.den, REDUCE_BITS) ? reduce(sum) : sum;
}

export const negate = (a: Fraction): Fraction => ({ num: -a.num, den: a.den });
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));
export const equal = (a: Fraction, b: Fraction): boolean => a.num * b.den === b.num * a.den;
export const isZero = (a: Fraction): boolean => a.num === 0n;

/** -1, 0 or 1 as a < b, a = b or a > b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** base^exponent, with 0^0 = 1: a power with exponent 0 is the polynomial 1. */
export function power(base: Fraction, exponent: number): Fraction {
  if (exponent < 0) return power(divide(ONE, base), -exponent);
  const widest = base.num * base.num > base.den * base.den ? base.num : base.den;
  if (BigInt(widest.toString(16).length * 4 - 4) * BigInt(exponent) > MAX_BITS)
    refuse('a power outgrows 2^21 bits');
  return made(base.num ** BigInt(exponent), base.den ** BigInt(exponent));
}

/** Divides integers by their greatest common divisor. */
export function primitive(row: readonly bigint[]): bigint[] {
  let divisor = 0n;
  for (const entry of row) {
    charge(entry, 8);
    divisor = gcd(divisor, entry);
    if (divisor === 1n) return [...row];
  }
  return divisor === 0n ? [...row] : row.map((entry) => entry / divisor);
}

export function reduce({ num, den }: Fraction): Fraction {
  charge(num, 64);
  const divisor = gcd(num, den);
  return { num: num / divisor, den: den / divisor };
}

/** "p/q" in lowest terms, or "p". */
export function fractionText(value: Fraction): string {
  const { num, den } = reduce(value);
  return den === 1n ? `${num}` : `${num}/${den}`;
}

/** Reads "-3/2" or "0.25"; undefined when it is no rational of moderate length. */
export function parseFraction(text: string): Fraction | undefined {
  const match = /^(-?)(\d{1,10000})(?:\/(\d{1,10000})|\.(\d{1,1000}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', den = '1', decimals = ''] = match;
  const value = { num: BigInt(sign + whole + decimals), den: BigInt(den) * 10n ** BigInt(decimals.length) };
  return value.den === 0n ? undefined : value;
}
