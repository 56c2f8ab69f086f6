import { type Expression, evaluateDecimal } from '../../expression/index.ts';
import { parseOpen } from '../../latex/index.ts';
import {
  add,
  divide,
  multiply,
  power,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../rational/rational.ts';
import { parseRational, toNumber } from '../../rational/text.ts';
import { isRefusal } from '../../verify/refusal.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { atEqualWidths, hasLists } from '../claim/equal-widths.ts';
import type { Setting } from '../claim/setting.ts';
import { quotientOf } from '../claim/similar.ts';
import { derivedLimit } from './derived.ts';
import { shortRational } from './vocabulary.ts';

/**
 * To which order in λ = d/n a false formula is right, and by what it is off at the next: from the limit of claimed/true as n -> inf with
 * d/n -> λ, which is known in closed form, and its Taylor coefficients at λ = 0. Undefined where there is no such limit, or where the
 * coefficients are no short fractions that are the same at every value of the other symbols and at two step sizes.
 */
export function ordersOf(read: ReadClaim, setting: Setting): string | undefined {
  const claim = hasLists(read) ? atEqualWidths(read) : read;
  try {
    const quotient = quotientOf(claim.quantity, claim.formula, true);
    const limit = derivedLimit(parseOpen(quotient.quantity), setting, 'd/n');
    if (limit === undefined || limit === '0') return undefined;
    const found = coefficients(parseOpen(`(${quotient.formula})/(${limit})`));
    return found && inWords(found);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

const SYMBOLS = ['r', 'sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2', 'n0', 'mu_4'];
/** Values of the other symbols, without a pattern. */
const PLACES: readonly (readonly string[])[] = [
  ['2', '3', '1/3', '5', '7/2', '4', '5/2'],
  ['3/7', '2', '3', '1/2', '4/3', '9', '7/3'],
];
const STEPS = [rational(1, 10n ** 14n), rational(3, 10n ** 13n)];
const ORDERS = 5;
const DIGITS = 250;

/** The Taylor coefficients of a function of λ, as far as they are needed: up to the first that is not that of 1. */
function coefficients(ratio: Expression): Rational[] | undefined {
  const all = PLACES.flatMap((place) => STEPS.map((step) => taylor(ratio, place, step)));
  const found: Rational[] = [];
  for (let order = 0; order < ORDERS; order++) {
    const [first, ...others] = all.map((one) => one[order]);
    if (first === undefined || others.some((x) => x === undefined || Math.abs(x - first) > 1e-9))
      return undefined;
    const c = Math.abs(first) < 1e-9 ? { num: 0n, den: 1n } : shortRational(first);
    if (!c) return undefined;
    found.push(c);
    if (order === 0 ? c.num !== 1n || c.den !== 1n : c.num !== 0n) return found;
  }
  return found;
}

/** Coefficients of the polynomial through values at multiples of a small step. */
function taylor(ratio: Expression, place: readonly string[], step: Rational): number[] {
  const values = SYMBOLS.map((name, i) => [name, parseRational(place[i]!)!] as const);
  const at = Array.from({ length: ORDERS + 2 }, (_, j) => {
    const symbols = new Map<string, Rational>([...values, ['lambda', multiply(step, rational(j + 1))]]);
    return parseRational(evaluateDecimal(ratio, { symbols, lists: new Map() }, DIGITS).toFixed(DIGITS))!;
  });
  // Newton's divided differences at λ/step = 1, 2, …, and from them powers of λ/step.
  const newton = at.map((_, order) => {
    let row = at;
    for (let k = 1; k <= order; k++)
      row = row.slice(1).map((x, i) => multiply(subtract(x, row[i]!), rational(1, k)));
    return row[0]!;
  });
  let powers: Rational[] = [];
  for (let k = newton.length - 1; k >= 0; k--) {
    const shifted = [ZERO, ...powers];
    const times = rational(k + 1);
    powers = shifted.map((x, i) => subtract(x, multiply(powers[i] ?? ZERO, times)));
    powers[0] = add(powers[0]!, newton[k]!);
  }
  return powers.map((x, order) => toNumber(divide(x, power(step, order))));
}

const NTH = ['leading', 'first', 'second', 'third', 'fourth', 'fifth'];

function inWords(found: readonly Rational[]): string {
  const order = found.length - 1;
  const last = found[order]!;
  const limit = 'as n -> inf with d/n -> λ';
  if (order === 0) return `off by a factor ${fraction(last, '')} at leading order, ${limit}`;
  if (last.num === 0n) return `right to ${NTH[order]} order in λ at least, ${limit}`;
  const power = order === 1 ? 'λ' : `λ${['²', '³', '⁴', '⁵'][order - 2]}`;
  return `right to ${NTH[order - 1]} order in d/n, off by ${fraction(last, power)} at ${NTH[order]}, ${limit}`;
}

/** 2λ²/3, -λ, 4/3. */
function fraction({ num, den }: Rational, power: string): string {
  const factor = power !== '' && (num === 1n || num === -1n) ? `${num}`.slice(0, -1) : `${num}`;
  return `${factor}${power}${den === 1n ? '' : `/${den}`}`;
}
