import { ONE, ZERO } from '../rational/rational.ts';
import type { Enclosure, Ends } from './ends.ts';
import { Refusal } from './refusal.ts';

/** From here on a whole power is taken by exponential and logarithm. */
const LONGEST_POWER = 2 ** 20;

/** The operations on enclosures: each result holds that of every choice of values in the arguments. */
export function enclosing<X>(ends: Ends<X>) {
  type E = Enclosure<X>;
  const [zero, one] = [ends.of(ZERO, false), ends.of(ONE, false)];
  const least = (x: X, y: X): X => (ends.compare(y, x) < 0 ? y : x);
  const most = (x: X, y: X): X => (ends.compare(y, x) > 0 ? y : x);
  const isZero = (x: X): boolean => ends.compare(x, zero) === 0;
  const exactly = (x: X): E => ({ low: x, high: x });
  const [ZEROS, ONES] = [exactly(zero), exactly(one)];

  /** The sign where it is known; 0 of exactly 0. */
  const sign = ({ low, high }: E): -1 | 0 | 1 | undefined => {
    const [least, most] = [ends.compare(low, zero), ends.compare(high, zero)];
    if (least > 0) return 1;
    if (most < 0) return -1;
    return least === 0 && most === 0 ? 0 : undefined;
  };
  const isNegative = ({ low }: E): boolean => ends.compare(low, zero) < 0;

  const negate = ({ low, high }: E): E => ({ low: ends.negate(high), high: ends.negate(low) });
  const add = (a: E, b: E): E => ({
    low: ends.add(a.low, b.low, false),
    high: ends.add(a.high, b.high, true),
  });

  /** The least and the greatest at the corners, where an operation that is monotone in each argument has them. */
  const atCorners = (a: E, b: E, value: (x: X, y: X, up: boolean) => X): E => {
    const corners: readonly (readonly [X, X])[] = [
      [a.low, b.low],
      [a.low, b.high],
      [a.high, b.low],
      [a.high, b.high],
    ];
    return {
      low: corners.map(([x, y]) => value(x, y, false)).reduce(least),
      high: corners.map(([x, y]) => value(x, y, true)).reduce(most),
    };
  };

  const multiply = (a: E, b: E): E => {
    const product = (x: X, y: X, up: boolean): X => (isZero(x) || isZero(y) ? zero : ends.multiply(x, y, up));
    return isNegative(a) || isNegative(b)
      ? atCorners(a, b, product)
      : { low: product(a.low, b.low, false), high: product(a.high, b.high, true) };
  };

  const divide = (a: E, b: E): E => {
    if (!sign(b)) throw new Refusal('undecided', 'division by an interval that holds zero');
    const quotient = (x: X, y: X, up: boolean): X => (isZero(x) ? zero : ends.divide(x, y, up));
    return isNegative(a) || isNegative(b)
      ? atCorners(a, b, quotient)
      : { low: quotient(a.low, b.high, false), high: quotient(a.high, b.low, true) };
  };

  const abs = (a: E): E => {
    if (!isNegative(a)) return a;
    return ends.compare(a.high, zero) <= 0
      ? negate(a)
      : { low: zero, high: most(ends.negate(a.low), a.high) };
  };

  const sqrt = (a: E): E => {
    if (isNegative(a))
      throw new Refusal('undecided', 'the square root of an interval that is not all positive');
    return { low: ends.sqrt(a.low, false), high: ends.sqrt(a.high, true) };
  };

  const log = (a: E): E => {
    if (sign(a) !== 1) throw new Refusal('undecided', 'the logarithm of an interval that is not positive');
    return ends.log(a);
  };

  /** x^n by repeated squaring, for a whole n. */
  const wholePower = (a: E, n: number): E => {
    if (n === 0) return ONES;
    if (n < 0) return divide(ONES, wholePower(a, -n));
    const even = n % 2 === 0;
    const base = even ? abs(a) : a;
    const raised = (x: X, up: boolean): X => {
      if (ends.compare(x, zero) < 0) return ends.negate(raised(ends.negate(x), !up));
      let power = one;
      for (let bit = 2 ** Math.floor(Math.log2(n)); bit >= 1; bit /= 2) {
        power = ends.multiply(power, power, up);
        if (Math.floor(n / bit) % 2 === 1) power = ends.multiply(power, x, up);
      }
      return power;
    };
    const power = (x: X, up: boolean): X => (isZero(x) ? zero : raised(x, up));
    return { low: power(base.low, false), high: power(base.high, true) };
  };

  /** x^y for x > 0, or x = 0 and y > 0. */
  const positivePower = (a: E, b: E): E => {
    const fromZero = isZero(a.low) && sign(b) === 1;
    if (sign(a) !== 1 && !fromZero)
      throw new Refusal('undecided', 'a fractional power of an interval that is not positive');
    if (isZero(a.high)) return ZEROS;
    const power = (base: E): E => ends.exp(multiply(b, ends.log(base)));
    // It rises with x where y > 0.
    return fromZero ? { low: zero, high: power(exactly(a.high)).high } : power(a);
  };

  return {
    negate,
    add,
    subtract: (a: E, b: E): E => add(a, negate(b)),
    multiply,
    divide,
    abs,
    sqrt,
    log,
    exp: (a: E): E => ends.exp(a),
    pi: (): E => ends.pi(),
    /** a^n for a whole n. */
    wholePower: (a: E, n: number): E =>
      sign(a) === 1 && Math.abs(n) > LONGEST_POWER
        ? positivePower(a, {
            low: ends.of({ num: BigInt(n), den: 1n }, false),
            high: ends.of({ num: BigInt(n), den: 1n }, true),
          })
        : wholePower(a, n),
    positivePower,
    min: (a: E, b: E): E => ({ low: least(a.low, b.low), high: least(a.high, b.high) }),
    max: (a: E, b: E): E => ({ low: most(a.low, b.low), high: most(a.high, b.high) }),
    /** Between these whole numbers. */
    floor: ({ low, high }: E): readonly [bigint, bigint] => [ends.floor(low), ends.floor(high)],
    sign,
  };
}
