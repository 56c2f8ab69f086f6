import { Decimal } from 'decimal.js';
import type { Rational } from '../rational/rational.ts';
import { exp, floorDivide, LOG10, log, type Pair, PI } from './elementary.ts';
import type { Enclosure, Ends } from './ends.ts';
import { Refusal } from './refusal.ts';
import { floorRoot } from './root.ts';
import { bitLength } from './size.ts';

const BITS_A_DIGIT = Math.log2(10);
/** Of the whole part of an exponent: decimal.js has exponents to 9·10^15. */
const EXPONENT_BITS = 60;
/** Beyond this an exponential is refused: products of some of them still have an exponent. */
const MOST_EXPONENT = 2e15;

const known = new Map<number, Ends<Decimal>>();

/** Ends in decimal floating point. Of decimal.js only + - * / are used, which it rounds as it is told. */
export function decimalEnds(digits: number): Ends<Decimal> {
  const ends = known.get(digits) ?? newEnds(digits);
  known.set(digits, ends);
  return ends;
}

/** A clone of decimal.js takes as long as an evaluation. */
function newEnds(digits: number): Ends<Decimal> {
  const settings = { precision: digits, defaults: true };
  const Down = Decimal.clone({ ...settings, rounding: Decimal.ROUND_FLOOR });
  const Up = Decimal.clone({ ...settings, rounding: Decimal.ROUND_CEIL });
  const towards = (up: boolean): typeof Decimal => (up ? Up : Down);
  const bits = Math.ceil((digits + 3) * BITS_A_DIGIT);
  const scale = 10n ** BigInt(digits + 3);

  /** A pair of integers times 2^-bits 10^exponent. */
  const decimals = ([low, high]: Pair, exponent: number): Enclosure<Decimal> => {
    const end = (value: bigint, up: boolean): Decimal => {
      const cut = ((value * scale) >> BigInt(bits)) + (up ? 1n : 0n);
      return ordinary(towards(up).add(`${cut}e${exponent - digits - 3}`, 0), cut === 0n);
    };
    return { low: end(low, false), high: end(high, true) };
  };

  const expAt = (low: Decimal, high: Decimal): Enclosure<Decimal> => {
    if (low.abs().gt(MOST_EXPONENT)) throw beyond();
    const [a, b] = [fixed(low, bits + EXPONENT_BITS)[0], fixed(high, bits + EXPONENT_BITS)[1]];
    const log10 = LOG10(bits + EXPONENT_BITS);
    // x = k log 10 + r, 0 <= r
    let k = floorDivide(a, log10[0]);
    const rest = (end: bigint, up: 0 | 1): bigint => end - k * log10[k < 0n === (up === 1) ? 1 : 0];
    if (rest(a, 0) < 0n) k -= 1n;
    const [r, s] = [rest(a, 0) >> BigInt(EXPONENT_BITS), (rest(b, 1) >> BigInt(EXPONENT_BITS)) + 1n];
    return decimals(exp([r, s], bits), Number(k));
  };

  const logAt = (x: Decimal): Enclosure<Decimal> => {
    const exponent = BigInt(x.e);
    const mantissa = fixed(new Down(x.toExponential().split('e')[0]!), bits);
    const [low, high] = log(mantissa, bits);
    const log10 = LOG10(bits + EXPONENT_BITS);
    const times = (up: 0 | 1): bigint =>
      (exponent * log10[exponent < 0n === (up === 1) ? 0 : 1]) >> BigInt(EXPONENT_BITS);
    return decimals([low + times(0), high + times(1) + 1n], 0);
  };

  return {
    digits,
    of: (value, up) => ordinary(quotient(towards(up), value, up)),
    compare: (x, y) => x.cmp(y),
    negate: (x) => x.neg(),
    add: (x, y, up) => {
      const sum = towards(up).add(x, y);
      return ordinary(sum, !sum.isZero() || x.eq(y.neg()));
    },
    multiply: (x, y, up) => ordinary(towards(up).mul(x, y), x.isZero() || y.isZero()),
    divide: (x, y, up) => ordinary(towards(up).div(x, y), x.isZero()),
    sqrt: (x, up) => {
      if (x.isZero()) return x;
      const { root, exponent, isExact } = rootOf(x, digits + 1);
      return towards(up).add(`${up && !isExact ? root + 1n : root}e${exponent}`, 0);
    },
    pi: () => decimals(PI(bits), 0),
    exp: ({ low, high }) =>
      high.minus(low).lt('1e-3')
        ? expAt(low, high)
        : { low: expAt(low, low).low, high: expAt(high, high).high },
    log: ({ low, high }) => {
      const found = logAt(low);
      if (low.eq(high)) return found;
      const growth = Up.div(Up.sub(high, low), low);
      // log(x + s) <= log x + s/x
      return growth.lt('1e-3')
        ? { low: found.low, high: Up.add(found.high, growth) }
        : { low: found.low, high: logAt(high).high };
    },
    floor: (x) => BigInt(x.floor().toFixed()),
    // 4 µs and 60 µs at 40 digits, 5 ms and 15 ms at 2560.
    costs: { step: 0.2 + digits ** 2 * 3.7e-5, series: 3 + digits ** 2 * 1.15e-4 },
  };
}

/** An integer c and an exponent, x = c 10^exponent. */
function integerAndExponent(x: Decimal): readonly [bigint, number] {
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

/** x times 2^bits, down and up. */
function fixed(x: Decimal, bits: number): Pair {
  if (!x.isZero() && x.e < -bits) return x.isNegative() ? [-1n, 0n] : [0n, 1n];
  const [integer, exponent] = integerAndExponent(x);
  const shifted = integer << BigInt(bits);
  const down =
    exponent >= 0 ? shifted * 10n ** BigInt(exponent) : floorDivide(shifted, 10n ** BigInt(-exponent));
  return [down, down + 1n];
}

/** The root of x > 0, down to `digits` digits or more, an integer times 10^exponent. */
function rootOf(x: Decimal, digits: number) {
  const [integer, exponent] = integerAndExponent(x);
  const missing = Math.max(0, 2 * digits - integer.toString().length);
  const shift = missing + Math.abs((exponent - missing) % 2);
  const square = integer * 10n ** BigInt(shift);
  const root = floorRoot(square, 2n);
  return { root, exponent: (exponent - shift) / 2, isExact: root * root === square };
}

/**
 * num/den, rounded up or down. Long numbers are cut to their leading bits first, one that way and the other the other: a
 * million bits take decimal.js a tenth of a second.
 */
function quotient(Real: typeof Decimal, { num, den }: Rational, up: boolean): Decimal {
  if (den === 1n && bitLength(num) < 4 * Real.precision) return Real.add(`${num}`, 0);
  const excess = BigInt(Math.max(0, Math.min(bitLength(num), bitLength(den)) - 4 * (Real.precision + 10)));
  // A larger numerator and a smaller denominator are a larger value, where it is positive: >> rounds down.
  const above = (num >> excess) + (up && excess > 0n ? 1n : 0n);
  const below = (den >> excess) + (up === num < 0n && excess > 0n ? 1n : 0n);
  return Real.div(`${above}`, `${below}`);
}

/** A value as it is, unless it left the range of exponents: infinite, or zero where that is not the true value. */
function ordinary(x: Decimal, mayBeZero = true): Decimal {
  if (x.isFinite() && (mayBeZero || !x.isZero())) return x;
  throw beyond();
}

const beyond = (): Refusal => new Refusal('budget', 'a value is beyond the range of decimal numbers');
