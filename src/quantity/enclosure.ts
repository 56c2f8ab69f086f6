import { type Enclosure as EnclosureOf, type Ends, Refusal } from '../expression/index.ts';
import { toNumber } from '../rational/text.ts';

/** Two finite doubles, low <= high, between which a real number lies. */
export type Enclosure = EnclosureOf<number>;

/**
 * More than the relative error of one operation: sums, products, quotients and roots are within 2^-53, exponentials and
 * logarithms (fdlibm's, in V8) within 2^-52, numbers that are read within 2^-52, and the rest for this widening itself.
 */
const ROUNDING = 2 ** -50;
const LEAST = Number.MIN_VALUE;

/** On that side of a double that one operation has rounded. Refuses what has left the range: nothing is infinite. */
function beside(x: number, up: boolean): number {
  const away = Math.abs(x) * ROUNDING + LEAST;
  const moved = up ? x + away : x - away;
  if (Number.isFinite(moved)) return moved;
  throw new Refusal('budget', 'a value is beyond the range of double numbers');
}

/** About a double that one operation has rounded. */
const around = (x: number): Enclosure => ({ low: beside(x, false), high: beside(x, true) });

/** Ends in double arithmetic: fast, and wide enough for what is estimated. */
export const doubleEnds: Ends<number> = {
  digits: 15,
  of: ({ num, den }, up) => {
    const whole = Number(num);
    return den === 1n && Number.isSafeInteger(whole) ? whole : beside(toNumber({ num, den }), up);
  },
  compare: (x, y) => x - y,
  negate: (x) => -x,
  // A sum of doubles that is below the normal range is exact.
  add: (x, y, up) => (x + y === 0 ? 0 : beside(x + y, up)),
  multiply: (x, y, up) => (x === 0 || y === 0 ? 0 : beside(x * y, up)),
  divide: (x, y, up) => (x === 0 ? 0 : beside(x / y, up)),
  sqrt: (x, up) => (x === 0 ? 0 : Math.max(0, beside(Math.sqrt(x), up))),
  pi: () => around(Math.PI),
  exp: ({ low, high }) => ({
    low: Math.max(0, beside(Math.exp(low), false)),
    high: beside(Math.exp(high), true),
  }),
  log: ({ low, high }) => ({ low: beside(Math.log(low), false), high: beside(Math.log(high), true) }),
  floor: (x) => BigInt(Math.floor(x)),
  costs: { step: 0, series: 0 },
};
