import type { Claim } from './claim.ts';
import { single } from './domain.ts';
import { type Formula, someFormula } from './formula.ts';
import { type Fraction, integer, ONE, reduce } from './fraction.ts';
import { known, type Laurent, LaurentSeries, type Ring } from './laurent.ts';
import { evaluate, type Linear } from './linear.ts';
import { Divisors, differenceOf } from './nonzero.ts';
import {
  addRatios,
  constant,
  constantValue,
  invertRatio,
  multiplyRatios,
  type Polynomial,
  powerRatio,
  powersOf,
  type Ratio,
  ratio,
  ratioZero,
  variable,
} from './polynomial.ts';
import { refuse, short } from './refusal.ts';
import type { Comparison } from './syntax.ts';

const number = (value: Fraction): Ratio => ratio(constant(value));
const RATIOS: Ring<Ratio> = {
  zero: number(integer(0)),
  number,
  add: addRatios,
  multiply: multiplyRatios,
  invert: invertRatio,
  isZero: ratioZero,
};

/** Σ rational function of n · Π base^(slope d), by the text of [[base, slope], ...]. */
type Exponentials = ReadonlyMap<string, Ratio>;
const PLAIN = '[]';
type Slopes = readonly (readonly [base: string, slope: number])[];

const EXPONENTIALS: Ring<Exponentials> = {
  zero: new Map(),
  number: (value) => (value.num === 0n ? new Map() : new Map([[PLAIN, number(value)]])),
  add(a, b) {
    const sum = new Map(a);
    for (const [key, x] of b) sum.set(key, addRatios(sum.get(key) ?? RATIOS.zero, x));
    for (const [key, x] of sum) if (ratioZero(x)) sum.delete(key);
    return sum;
  },
  multiply(a, b) {
    let sum = EXPONENTIALS.zero;
    for (const [left, x] of a)
      for (const [right, y] of b)
        sum = EXPONENTIALS.add(sum, new Map([[joined(left, right), multiplyRatios(x, y)]]));
    return sum;
  },
  invert(a) {
    const [[key, x] = [PLAIN, RATIOS.zero], ...more] = a;
    if (more.length > 0) return refuse('a sum of exponentials in d as a divisor of powers of 2^n');
    const slopes = (JSON.parse(key) as Slopes).map(([base, slope]) => [base, -slope] as const);
    return new Map([[JSON.stringify(slopes), invertRatio(x)]]);
  },
  isZero: (a) => a.size === 0,
};

function joined(left: string, right: string): string {
  const slopes = new Map<string, number>(JSON.parse(left) as [string, number][]);
  for (const [base, slope] of JSON.parse(right) as Slopes) slopes.set(base, slope + (slopes.get(base) ?? 0));
  return JSON.stringify([...slopes].filter(([, slope]) => slope !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A function of n as a series in y = 2^-n with exact coefficients; or, where exponentials have been divided by, as a series in
 * x = 1/n alone, up to what vanishes faster than every power of x.
 */
type Value =
  | { readonly exact: true; readonly series: Laurent<Exponentials> }
  | { readonly exact: false; readonly series: Laurent<Ratio> };

/** Powers of y that are carried along; a closed form has few below y^0. */
const DECAY_TERMS = 8;

/** Expansions of formulas in x = 1/n, at one depth or with d = lambda n (limit). */
export class Expansion {
  private readonly claim: Claim;
  private readonly depth: number | undefined;
  private readonly divisors: Divisors;
  private readonly inX: LaurentSeries<Ratio>;
  private readonly inY: LaurentSeries<Exponentials>;
  /** The bases of exponentials in d, at y = 0. */
  private readonly bases = new Map<string, Ratio>();

  constructor(claim: Claim, depth: number | undefined, terms: number) {
    this.claim = claim;
    this.depth = depth;
    this.divisors = new Divisors(claim.domain, new Map());
    this.inX = new LaurentSeries(RATIOS, terms);
    this.inY = new LaurentSeries(EXPONENTIALS, DECAY_TERMS);
  }

  /** quantity - formula, or quantity/formula - 1, in powers of 1/n. */
  error(quantity: Formula, formula: Formula): Laurent<Ratio> {
    const minus = this.exact(number(integer(-1)));
    const [left, right] = [this.of(quantity), this.of(formula)];
    const difference =
      this.claim.relation === 'tends-to'
        ? this.add(left, this.multiply(minus, right))
        : this.add(this.multiply(left, this.invert(right)), minus);
    return this.settled(difference);
  }

  /** Whether a condition says that two sides differ, and they do at all large widths, everywhere on the domain. */
  differ(condition: Comparison): boolean {
    const difference = this.of(differenceOf(condition, this.claim.domain));
    return condition.operator === '!=' && this.divisors.neverVanishes(this.lead(this.settled(difference)));
  }

  private lead(series: Laurent<Ratio>): Ratio {
    return this.inX.withLead(series).lead;
  }

  private exact(coefficient: Ratio, decay = 0): Value {
    const plain = ratioZero(coefficient) ? EXPONENTIALS.zero : new Map([[PLAIN, coefficient]]);
    return { exact: true, series: this.inY.term(plain, decay) };
  }

  private of(formula: Formula): Value {
    switch (formula.kind) {
      case 'number':
        return this.exact(number(formula.value));
      case 'symbol':
        return this.exact(this.symbol(formula.name));
      case 'index':
        return this.exact(this.depthAs());
      case 'sum':
        return formula.parts.map((part) => this.of(part)).reduce((a, b) => this.add(a, b));
      case 'product':
        return formula.parts.map((part) => this.of(part)).reduce((a, b) => this.multiply(a, b));
      case 'power':
        return this.power(formula.base, formula.exponent);
      case 'decay': {
        const [slope, start] = this.split(formula.exponent);
        // 2^(-n d) vanishes faster than every power of 2^-n.
        if (slope > 0) return this.exact(RATIOS.zero);
        if (slope < 0 || Math.abs(start) > 1000) return refuse('2^(n d) has no expansion');
        return this.exact(number(ONE), start);
      }
      case 'exponential':
        return this.exact(powerRatio(ratio(variable('e')), formula.rate));
      default:
        return refuse(`a part of kind ${formula.kind} has no expansion here`);
    }
  }

  /** The depth: a number, or lambda n. */
  private depthAs(): Ratio {
    if (this.depth !== undefined) return number(integer(this.depth));
    return multiplyRatios(this.symbol('lambda'), ratio(variable('n')));
  }

  private symbol(name: string): Ratio {
    const interval = name === 'n' ? undefined : this.claim.domain.intervals.get(name);
    const only = interval && single(interval);
    return only ? number(reduce(only)) : ratio(variable(name));
  }

  private add(a: Value, b: Value): Value {
    if (a.exact && b.exact) return { exact: true, series: this.inY.add(a.series, b.series) };
    return { exact: false, series: this.inX.add(this.settled(a), this.settled(b)) };
  }

  private multiply(a: Value, b: Value): Value {
    if (a.exact && b.exact) return { exact: true, series: this.inY.multiply(a.series, b.series) };
    return { exact: false, series: this.inX.multiply(this.settled(a), this.settled(b)) };
  }

  /** The leading coefficient of a divisor must not vanish at large widths, anywhere on the domain. */
  private invert(value: Value): Value {
    if (value.exact) {
      const { lead } = this.inY.withLead(value.series);
      if (lead.size === 1) {
        for (const [key, x] of lead) this.nonvanishing(this.lead(this.expanded(key, x)));
        return { exact: true, series: this.inY.invert(value.series) };
      }
    }
    const series = this.settled(value);
    this.nonvanishing(this.lead(series));
    return { exact: false, series: this.inX.invert(series) };
  }

  private nonvanishing(lead: Ratio): void {
    if (!this.divisors.neverVanishes(lead))
      refuse('the leading coefficient of a divisor may vanish on the domain');
  }

  private power(base: Formula, exponent: Linear): Value {
    const below = this.of(base);
    const [slope, start] = this.split(exponent);
    if (slope === 0) {
      const value = start < 0 ? this.invert(below) : below;
      const times = Math.abs(start);
      if (value.exact) return { exact: true, series: this.inY.power(value.series, times) };
      return { exact: false, series: this.inX.power(value.series, times) };
    }
    if (someFormula(base, (part) => part.kind === 'index' || (part.kind === 'symbol' && part.name !== 'n')))
      return refuse(`the base ${short(base.key)} of an exponential in d speaks of more than n`);
    return this.exponential(base.key, below, slope, start);
  }

  /** B^(slope d + start) = B_0^(slope d) B_0^start exp((slope d + start) log(B/B_0)), B_0 being B at y = 0. */
  private exponential(key: string, base: Value, slope: number, start: number): Value {
    if (!base.exact) return refuse('an exponential in d as a base');
    const { order, coefficients } = this.inY.withLead(base.series);
    const lead = coefficients[0]!.get(PLAIN);
    if (
      order !== 0 ||
      !lead ||
      coefficients.some((part) => part.size > 1 || (part.size === 1 && !part.has(PLAIN)))
    )
      return refuse(`the base ${short(key)} of an exponential in d is not 1 + O(1/n)`);
    const inverse = new Map([[PLAIN, invertRatio(lead)]]);
    const log = this.inY.log(coefficients.map((part) => EXPONENTIALS.multiply(part, inverse)));
    const exponent = addRatios(
      multiplyRatios(number(integer(slope)), this.depthAs()),
      number(integer(start)),
    );
    const rest = this.inY.exp(log.map((part) => EXPONENTIALS.multiply(part, new Map([[PLAIN, exponent]]))));
    const isOne = ratioZero(addRatios(lead, number(integer(-1))));
    if (!isOne) this.bases.set(key, lead);
    const whole = new Map([[isOne ? PLAIN : JSON.stringify([[key, slope]]), powerRatio(lead, start)]]);
    // Refused here, and not later, if it is no exponential that stays bounded.
    for (const [name, x] of whole) this.expanded(name, x);
    return { exact: true, series: this.inY.multiply(this.inY.term(whole), { order: 0, coefficients: rest }) };
  }

  /** The series in x, once no power of 2^n is left; what has a factor 2^-n vanishes faster than every power of x. */
  private settled(value: Value): Laurent<Ratio> {
    if (!value.exact) return value.series;
    const { series } = value;
    for (let decay = series.order; decay < 0; decay++)
      if (!EXPONENTIALS.isZero(this.inY.at(series, decay)))
        refuse('a power of 2^n is left, which has no expansion in 1/n');
    if (known(series) <= 0) refuse('powers of 2^n cancel too far');
    const parts = [...this.inY.at(series, 0)].map(([key, x]) => this.expanded(key, x));
    return parts.reduce((a, b) => this.inX.add(a, b), this.inX.term(RATIOS.zero));
  }

  /** x as a series, times its exponentials: B^(slope lambda/x) = e^(slope c_1) exp(Σ slope lambda c_(i+1) x^i), log B = Σ c_i x^i. */
  private expanded(key: string, x: Ratio): Laurent<Ratio> {
    let series = this.quotient(x);
    for (const [base, slope] of JSON.parse(key) as Slopes) {
      const { order, coefficients } = this.quotient(this.bases.get(base)!);
      const numbers = coefficients.map(({ num, den }) => (den.size === 0 ? constantValue(num) : undefined));
      if (
        order !== 0 ||
        numbers.includes(undefined) ||
        !ratioZero(addRatios(coefficients[0]!, number(integer(-1))))
      )
        return refuse(`the base ${short(base)} of an exponential in d is not 1 + O(1/n)`);
      const log = this.inX.log(coefficients);
      const { num, den } = constantValue(log[1]!.num)!;
      const rate = reduce({ num: num * BigInt(slope), den });
      if (rate.den !== 1n || rate.num > 1000n || rate.num < -1000n)
        return refuse(
          `the base ${short(base)} of an exponential in d does not grow like a power of exp(lambda)`,
        );
      const by = multiplyRatios(number(integer(slope)), this.symbol('lambda'));
      const exponent = log.slice(1).map((c, i) => (i === 0 ? RATIOS.zero : multiplyRatios(by, c)));
      const limit = this.inX.term(powerRatio(ratio(variable('e')), Number(rate.num)));
      series = this.inX.multiply(
        series,
        this.inX.multiply(limit, { order: 0, coefficients: this.inX.exp(exponent) }),
      );
    }
    return series;
  }

  /** A rational function of n as a series in x. */
  private quotient({ num, den }: Ratio): Laurent<Ratio> {
    let series = this.polynomial(num);
    for (const { base, power } of den.values()) {
      const below = this.polynomial(base);
      this.nonvanishing(this.lead(below));
      series = this.inX.multiply(series, this.inX.power(this.inX.invert(below), power));
    }
    return series;
  }

  private polynomial(polynomial: Polynomial): Laurent<Ratio> {
    let series = this.inX.term(RATIOS.zero, 0);
    for (const [monomial, coefficient] of polynomial) {
      const powers = powersOf(monomial);
      const order = -(powers.get('n') ?? 0);
      powers.delete('n');
      const rest = [...powers].map(([name, power]) => `${name}^${power}`).join(' ');
      series = this.inX.add(series, this.inX.term(ratio(new Map([[rest, coefficient]])), order));
    }
    return series;
  }

  /** An exponent as slope · d + start; at one depth, as a number. */
  private split(exponent: Linear): [slope: number, start: number] {
    if (this.depth !== undefined) return [0, evaluate(exponent, new Map([['d', this.depth]]))];
    return [exponent.slopes.get('d') ?? 0, exponent.constant];
  }
}
