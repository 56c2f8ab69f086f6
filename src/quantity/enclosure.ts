import { Refusal } from '../expression/index.ts';

/** Two finite doubles, low <= high, between which a real number lies. */
export interface Enclosure {
  readonly low: number;
  readonly high: number;
}

/**
 * More than the relative error of one operation: sums, products, quotients and roots are within 2^-53, exponentials,
 * logarithms and powers (fdlibm's, in V8) within 2^-52 and the rest for this widening itself.
 */
const ROUNDING = 2 ** -50;
const LEAST = Number.MIN_VALUE;

const below = (x: number): number => x - (Math.abs(x) * ROUNDING + LEAST);
const above = (x: number): number => -below(-x);

/** Refuses what has left the range of doubles; nothing is infinite. */
export function enclosure(low: number, high: number): Enclosure {
  if (Number.isFinite(low) && Number.isFinite(high)) return { low, high };
  throw new Refusal('budget', 'a value is beyond the range of double numbers');
}

/** About a double that one operation has rounded. */
export const around = (x: number): Enclosure => enclosure(below(x), above(x));

/** The least and the greatest of the values at the corners, where a monotone function has them. */
const hull = (corners: readonly Enclosure[]): Enclosure =>
  enclosure(Math.min(...corners.map(({ low }) => low)), Math.max(...corners.map(({ high }) => high)));

const ends = ({ low, high }: Enclosure): readonly [number, number] => [low, high];
const atEnds = (a: Enclosure, value: (x: number) => Enclosure): Enclosure => hull(ends(a).map(value));
const atCorners = (a: Enclosure, b: Enclosure, value: (x: number, y: number) => Enclosure): Enclosure =>
  hull(ends(a).flatMap((x) => ends(b).map((y) => value(x, y))));
const exactly = (x: number): Enclosure => ({ low: x, high: x });

export const negate = ({ low, high }: Enclosure): Enclosure => ({ low: -high, high: -low });

/** A sum of doubles that is below the normal range is exact. */
const sum = (x: number, y: number): Enclosure => (x + y === 0 ? exactly(0) : around(x + y));
export const add = (a: Enclosure, b: Enclosure): Enclosure =>
  enclosure(sum(a.low, b.low).low, sum(a.high, b.high).high);

export const multiply = (a: Enclosure, b: Enclosure): Enclosure =>
  atCorners(a, b, (x, y) => (x === 0 || y === 0 ? exactly(0) : around(x * y)));

export function divide(a: Enclosure, b: Enclosure): Enclosure {
  if (b.low <= 0 && b.high >= 0) throw new Refusal('domain', 'division by an interval that holds zero');
  return atCorners(a, b, (x, y) => (x === 0 ? exactly(0) : around(x / y)));
}

/** Both ends are values of a function >= 0. */
const positive = ({ low, high }: Enclosure): Enclosure => ({ low: Math.max(0, low), high });

export const exp = (a: Enclosure): Enclosure => positive(atEnds(a, (x) => around(Math.exp(x))));

export function log(a: Enclosure): Enclosure {
  if (a.low <= 0) throw new Refusal('domain', 'the logarithm of an interval that is not positive');
  return atEnds(a, (x) => around(Math.log(x)));
}

export function sqrt(a: Enclosure): Enclosure {
  if (a.low < 0) throw new Refusal('domain', 'the square root of an interval that is not all positive');
  return positive(atEnds(a, (x) => around(Math.sqrt(x))));
}

export function abs(a: Enclosure): Enclosure {
  if (a.low >= 0) return a;
  return a.high <= 0 ? negate(a) : { low: 0, high: Math.max(-a.low, a.high) };
}

/** x^n for a whole n. */
export function wholePower(a: Enclosure, n: number): Enclosure {
  if (n === 0) return exactly(1);
  if (n < 0) return divide(exactly(1), wholePower(a, -n));
  const even = n % 2 === 0;
  const rises = even ? abs(a) : a;
  const power = atEnds(rises, (x) => (x === 0 ? exactly(0) : around(x ** n)));
  return even ? positive(power) : power;
}

/** x^y for x > 0, or x = 0 and y > 0: it is monotone in x for every y, and in y for every x. */
export function positivePower(a: Enclosure, b: Enclosure): Enclosure {
  if (a.low < 0 || (a.low === 0 && b.low <= 0))
    throw new Refusal('domain', 'a fractional power of an interval that is not positive');
  return positive(atCorners(a, b, (x, y) => (x === 0 ? exactly(0) : around(x ** y))));
}
