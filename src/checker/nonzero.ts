import type { Domain, Interval } from './domain.ts';
import { children, decayKey, type Formula, MINUS_ONE, make, ratioOf, type Width } from './formula.ts';
import { type Fraction, integer, isZero, ONE, power, ZERO } from './fraction.ts';
import { combine, constantForm, indexForm, isConstant, leastValue, type Region } from './linear.ts';
import {
  addPolynomials,
  compose,
  constant,
  constantValue,
  degreeIn,
  divided,
  multiplyPolynomials,
  type Polynomial,
  powerOf,
  powersOf,
  proportional,
  type Ratio,
  settle,
  variable,
} from './polynomial.ts';
import { Refusal, refuse, short, spend } from './refusal.ts';
import { resolve } from './resolve.ts';
import type { Comparison } from './syntax.ts';

const POSITIVE: Interval = { low: ZERO, lowOpen: true, highOpen: true };
/** Widths tried one by one before the rest are taken together. */
const SMALL_WIDTHS = 24;

/**
 * The definedness lemma. An identity of rational functions holds at every point of the domain at which no divisor of either
 * side vanishes. Here every divisor of a formula is shown to be nonzero on the whole domain: multiplied out, with each symbol
 * written as low + t or (low + high t)/(1 + t), t >= 0, it has coefficients of one sign, one of them always present. Or a
 * condition of the domain says that it is nonzero.
 */
export class Divisors {
  private readonly domain: Domain;
  private readonly fixed: ReadonlyMap<string, Fraction>;
  private readonly excluded: readonly Split[];

  constructor(domain: Domain, fixed: ReadonlyMap<string, Fraction>) {
    this.domain = domain;
    this.fixed = fixed;
    // Where left and right are defined and differ, the numerator of their difference is not zero.
    this.excluded = domain.where.flatMap((condition) => {
      const quotient = attempt(() => settle(ratioOf(differenceOf(condition, domain)), fixed));
      return condition.operator === '!=' && quotient ? [split(quotient.num)] : [];
    });
  }

  /** Refuses a formula that has a divisor which may vanish. */
  check(formula: Formula, region: Region): void {
    if (formula.kind === 'fold') {
      const { index, from, to } = formula;
      this.check(formula.body, [...region, { index, from, to }]);
      return;
    }
    if (
      formula.kind === 'power' &&
      leastValue(formula.exponent, region) < 0 &&
      !this.isNonzero(formula.base, region)
    )
      refuse(`the divisor ${short(formula.base.key)} may vanish on the domain`);
    for (const part of children(formula)) this.check(part, region);
  }

  isNonzero(formula: Formula, region: Region): boolean {
    if (formula.kind === 'decay' || formula.kind === 'exponential') return true;
    if (formula.kind === 'power' && isConstant(formula.exponent) && formula.exponent.constant === 0)
      return true;
    if (formula.kind === 'power' && this.isNonzero(formula.base, region)) return true;
    if (formula.kind === 'product' && formula.parts.every((part) => this.isNonzero(part, region)))
      return true;
    if (formula.kind === 'fold') {
      const { operator, index, from, to, body } = formula;
      return operator === 'Prod' && this.isNonzero(body, [...region, { index, from, to }]);
    }
    const box = new Map<string, Interval>();
    const ratio = this.multipliedOut(formula, region, box);
    if (!ratio) return false;
    // The divisors inside a divisor are checked on their own, so that only its numerator matters.
    const { letters, rest } = split(ratio.num);
    const sure = (polynomial: Polynomial): boolean => signs(polynomial, box).every((sign) => sign !== 0);
    const known = (name: string): boolean =>
      this.excluded.some((other) => other.letters.includes(name)) || sure(variable(name));
    const isExcluded = constantValue(rest) || this.excluded.some((other) => proportional(rest, other.rest));
    return (isExcluded && rest.size > 0 && letters.every(known)) || sure(ratio.num);
  }

  /** Whether a quotient in the symbols and in e = exp(lambda) has no zero on the domain. */
  neverVanishes({ num }: Ratio): boolean {
    const box = new Map<string, Interval>([['e', { low: ONE, lowOpen: true, highOpen: true }]]);
    for (const monomial of num.keys())
      for (const name of powersOf(monomial).keys()) this.range(name, [], box);
    return signs(num, box).every((sign) => sign !== 0);
  }

  private isPositive(formula: Formula, region: Region): boolean {
    const box = new Map<string, Interval>();
    const ratio = this.multipliedOut(formula, region, box);
    if (!ratio) return false;
    const positive = (polynomial: Polynomial): boolean => signs(polynomial, box).every((sign) => sign > 0);
    return positive(ratio.num) && [...ratio.den.values()].every(({ base }) => positive(base));
  }

  /** The formula as a quotient of polynomials whose variables range over the box; undefined when it is not one. */
  private multipliedOut(formula: Formula, region: Region, box: Map<string, Interval>): Ratio | undefined {
    return attempt(() => {
      const quotient = ratioOf(formula, (part) => this.opaque(part, region, box));
      for (const polynomial of [quotient.num, ...[...quotient.den.values()].map(({ base }) => base)])
        for (const monomial of polynomial.keys())
          for (const name of powersOf(monomial).keys()) this.range(name, region, box);
      return settle(quotient, this.fixed);
    });
  }

  /** A power of something positive is a positive variable. */
  private opaque(part: Formula, region: Region, box: Map<string, Interval>): string | undefined {
    if (part.kind === 'width') box.set(part.key, this.widthRange(part.at, region));
    if (part.kind === 'decay') box.set(decayKey(part.width), decayRange(this.widthRange(part.width, region)));
    if (part.kind === 'decay' && isConstant(part.exponent)) return undefined;
    const positive =
      part.kind === 'decay' ||
      part.kind === 'exponential' ||
      (part.kind === 'power' && !isConstant(part.exponent) && this.isPositive(part.base, region));
    if (!positive) return undefined;
    box.set(part.key, POSITIVE);
    return part.key;
  }

  /** Hidden widths are those of the domain; a form that may name the input or the output is any width. */
  private widthRange(width: Width, region: Region): Interval {
    const declared = this.domain.intervals.get('n')!;
    if (width === 'n') return declared;
    const beyond = combine(combine(indexForm('d'), -1, width), -1, constantForm(1));
    const hidden = leastValue(width, region) >= 1 && leastValue(beyond, region) >= 0;
    return hidden ? declared : { low: ONE, lowOpen: false, highOpen: true };
  }

  private range(name: string, region: Region, box: Map<string, Interval>): void {
    if (box.has(name) || this.fixed.has(name)) return;
    const inner = region.findIndex(({ index }) => index === name);
    if (inner >= 0) {
      const least = leastValue({ constant: 0, slopes: new Map([[name, 1]]) }, region.slice(0, inner + 1));
      if (!Number.isFinite(least)) refuse(`the index ${name} has no least value`);
      const { to } = region[inner]!;
      const last = to && isConstant(to) ? { high: integer(to.constant) } : {};
      box.set(name, { low: integer(least), ...last, lowOpen: false, highOpen: !to });
      return;
    }
    const declared = this.domain.intervals.get(name);
    if (name === 'n0') box.set(name, declared ?? { low: ONE, lowOpen: false, highOpen: true });
    else box.set(name, declared ?? refuse(`${name} has no interval`));
  }
}

/** The letters that every monomial has, and the polynomial without them. */
interface Split {
  readonly letters: readonly string[];
  readonly rest: Polynomial;
}

function split(polynomial: Polynomial): Split {
  const [first = '', ...more] = polynomial.keys();
  let common = powersOf(first);
  for (const monomial of more) {
    const powers = powersOf(monomial);
    common = new Map([...common].map(([name, power]) => [name, Math.min(power, powers.get(name) ?? 0)]));
  }
  const letters = [...common].flatMap(([name, power]) => (power > 0 ? [name] : []));
  return { letters, rest: divided(polynomial, common) };
}

/** left - right. */
export function differenceOf({ left, right }: Comparison, domain: Domain): Formula {
  return make.sum([resolve(left, domain), make.product([MINUS_ONE, resolve(right, domain)])]);
}

const decayRange = ({ low }: Interval): Interval => ({
  low: ZERO,
  high: power(integer(2), -Number(low!.num)),
  lowOpen: true,
  highOpen: false,
});

function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * The signs of a polynomial on pieces that cover the box, 0 where none is shown. Small widths are pieces of their own: a
 * divisor such as 3 n^2 - 4 has no sign, and no zero either.
 */
function signs(polynomial: Polynomial, box: ReadonlyMap<string, Interval>): number[] {
  const n = box.get('n');
  if (!n) return [signOn(polynomial, box)];
  const found: number[] = [];
  for (let width = Number(n.low!.num); found.length < SMALL_WIDTHS; width++) {
    if (n.high && BigInt(width) > n.high.num) return found;
    const rest = new Map(box).set('n', { ...n, low: integer(width) });
    if (box.has('y')) rest.set('y', decayRange({ ...n, low: integer(width) }));
    const whole = signOn(polynomial, rest);
    if (whole !== 0) return [...found, whole];
    const here = compose(polynomial, (name) => {
      if (name === 'n') return constant(integer(width));
      return name === 'y' ? constant(power(integer(2), -width)) : variable(name);
    });
    found.push(signOn(here, box));
    if (found.at(-1) === 0) break;
  }
  return [...found, 0];
}

/** The sign of a polynomial on a box: all coefficients of one sign, and on every closed corner one of them left. */
function signOn(polynomial: Polynomial, box: ReadonlyMap<string, Interval>): number {
  const value = constantValue(polynomial);
  if (value) return isZero(value) ? 0 : value.num > 0n ? 1 : -1;
  const names = [...new Set([...polynomial.keys()].flatMap((monomial) => [...powersOf(monomial).keys()]))];
  let shifted = polynomial;
  for (const name of names) shifted = shift(shifted, name, box.get(name)!);
  const signs = new Set([...shifted.values()].map(({ num }) => (num > 0n ? 1 : -1)));
  if (signs.size !== 1 || names.length > 12) return 0;
  const zeros = names.map((name) => {
    const { lowOpen, high, highOpen } = box.get(name)!;
    const ends = [...(lowOpen ? [] : [`${name}'`]), ...(high && !highOpen ? [`${name}"`] : [])];
    return ends.length > 0 ? ends : [''];
  });
  const corners = zeros.reduce<string[][]>(
    (all, ends) => all.flatMap((corner) => ends.map((e) => [...corner, e])),
    [[]],
  );
  const monomials = [...shifted.keys()].map(powersOf);
  spend(corners.length * monomials.length);
  const kept = corners.every((corner) =>
    monomials.some((powers) => corner.every((letter) => !powers.has(letter))),
  );
  return kept ? [...signs][0]! : 0;
}

/** x = low + x' on a half-line; x = (low x" + high x')/(x" + x'), times the denominator's power, on a bounded interval. */
function shift(polynomial: Polynomial, name: string, { low, high }: Interval): Polynomial {
  const right = variable(`${name}'`);
  if (!high)
    return compose(polynomial, (other) =>
      other === name ? addPolynomials(constant(low!), right) : variable(other),
    );
  const left = variable(`${name}"`);
  const scaled = (p: Polynomial, by: Fraction): Polynomial => multiplyPolynomials(p, constant(by));
  const numerator = addPolynomials(scaled(left, low!), scaled(right, high));
  const degree = degreeIn(polynomial, name);
  let sum: Polynomial = new Map();
  for (const [monomial, coefficient] of polynomial) {
    const powers = powersOf(monomial);
    const exponent = powers.get(name) ?? 0;
    let term: Polynomial = constant(coefficient);
    for (const [other, times] of powers)
      if (other !== name) term = multiplyPolynomials(term, powerOf(variable(other), times));
    term = multiplyPolynomials(term, powerOf(numerator, exponent));
    sum = addPolynomials(
      sum,
      multiplyPolynomials(term, powerOf(addPolynomials(left, right), degree - exponent)),
    );
  }
  return sum;
}

export const regionOf = (first: number, last: number): Region => [
  { index: 'd', from: constantForm(first), to: Number.isFinite(last) ? constantForm(last) : undefined },
];
