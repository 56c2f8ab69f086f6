import type { Claim } from './claim.ts';
import { single } from './domain.ts';
import {
  EXPONENTIALS,
  type Exponential,
  type Exponentials,
  exponential,
  inWidth,
  MINUS_ONE,
  numberIn,
  plain,
  RATIOS,
  ratioOfNumber,
} from './exponentials.ts';
import { type Formula, someFormula } from './formula.ts';
import { compare, type Fraction, integer, multiply, ONE, power, reduce } from './fraction.ts';
import { known, type Laurent, LaurentSeries } from './laurent.ts';
import { evaluate, type Linear } from './linear.ts';
import { Divisors, differenceOf } from './nonzero.ts';
import {
  addRatios,
  invertRatio,
  multiplyRatios,
  powerRatio,
  type Ratio,
  ratio,
  ratioZero,
  variable,
} from './polynomial.ts';
import { refuse, short } from './refusal.ts';
import type { Comparison } from './syntax.ts';

/**
 * A function of n: growth^d times a series in y = 2^-n with exact coefficients, none of which grows faster; or, where sums of
 * exponentials have been divided by, times a series in x = 1/n alone, up to what vanishes faster than every power of x.
 */
type Value = { readonly growth: Fraction } & (
  | { readonly exact: true; readonly series: Laurent<Exponentials> }
  | { readonly exact: false; readonly series: Laurent<Ratio> }
);
type Settled = Value & { readonly exact: false };

/** Powers of y that are carried along; a closed form has few below y^0. */
const DECAY_TERMS = 8;
const MAX_POWER = 64;

/** Expansions of formulas in x = 1/n, at one depth or with d = lambda n (limit). */
export class Expansion {
  private readonly claim: Claim;
  private readonly depth: number | undefined;
  private readonly divisors: Divisors;
  private readonly inX: LaurentSeries<Ratio>;
  private readonly inY: LaurentSeries<Exponentials>;
  /** The bases of exponentials in d, at y = 0, over their values at infinite width. */
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
    const minus = this.exact(MINUS_ONE);
    const [left, right] = [this.of(quantity), this.of(formula)];
    const difference =
      this.claim.relation === 'tends-to'
        ? this.add(left, this.multiply(minus, right))
        : this.add(this.multiply(left, this.invert(right)), minus);
    const { growth, series } = this.settled(difference);
    const side = compare(growth, ONE);
    if (side > 0) refuse('the sides differ by something that may grow exponentially with d');
    return side < 0 ? this.inX.term(RATIOS.zero) : series;
  }

  /** Whether a condition says that two sides differ, and they do at all large widths, everywhere on the domain. */
  differ(condition: Comparison): boolean {
    const difference = this.of(differenceOf(condition, this.claim.domain));
    return (
      condition.operator === '!=' && this.divisors.neverVanishes(this.lead(this.settled(difference).series))
    );
  }

  private lead(series: Laurent<Ratio>): Ratio {
    return this.inX.withLead(series).lead;
  }

  private exact(coefficient: Ratio, decay = 0): Value {
    return { exact: true, growth: ONE, series: this.inY.term(exponential(coefficient), decay) };
  }

  private of(formula: Formula): Value {
    switch (formula.kind) {
      case 'number':
        return this.exact(ratioOfNumber(formula.value));
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
        return this.exact(ratioOfNumber(ONE), start);
      }
      case 'exponential':
        return this.exact(powerRatio(ratio(variable('e')), formula.rate));
      default:
        return refuse(`a part of kind ${formula.kind} has no expansion here`);
    }
  }

  /** The depth: a number, or lambda n. */
  private depthAs(): Ratio {
    if (this.depth !== undefined) return ratioOfNumber(integer(this.depth));
    return multiplyRatios(this.symbol('lambda'), ratio(variable('n')));
  }

  private symbol(name: string): Ratio {
    const value = this.soleValue(name);
    return value ? ratioOfNumber(reduce(value)) : ratio(variable(name));
  }

  /** The only value of a symbol that does not grow. */
  private soleValue(name: string): Fraction | undefined {
    const interval = name === 'n' ? undefined : this.claim.domain.intervals.get(name);
    return interval && single(interval);
  }

  /** What grows more slowly is nothing beside the rest. */
  private add(a: Value, b: Value): Value {
    const side = compare(a.growth, b.growth);
    const { growth } = side < 0 ? b : a;
    if (a.exact && b.exact) return { exact: true, growth, series: this.inY.add(a.series, b.series) };
    const [left, right] = [this.settled(a), this.settled(b)];
    if (side !== 0) return side < 0 ? right : left;
    return { exact: false, growth, series: this.inX.add(left.series, right.series) };
  }

  private multiply(a: Value, b: Value): Value {
    const growth = reduce(multiply(a.growth, b.growth));
    if (a.exact && b.exact) return { exact: true, growth, series: this.inY.multiply(a.series, b.series) };
    return {
      exact: false,
      growth,
      series: this.inX.multiply(this.settled(a).series, this.settled(b).series),
    };
  }

  /** The leading coefficient of a divisor must not vanish at large widths, anywhere on the domain. */
  private invert(value: Value): Value {
    const growth = power(value.growth, -1);
    if (value.exact) {
      const [only, ...more] = this.inY.withLead(value.series).lead.values();
      if (more.length === 0 && compare(only!.rate, value.growth) === 0) {
        this.nonvanishing(this.lead(this.expanded(only!)));
        return { exact: true, growth, series: this.inY.invert(value.series) };
      }
    }
    const { series } = this.settled(value);
    this.nonvanishing(this.lead(series));
    return { exact: false, growth, series: this.inX.invert(series) };
  }

  private nonvanishing(lead: Ratio): void {
    if (!this.divisors.neverVanishes(lead))
      refuse('the leading coefficient of a divisor may vanish on the domain');
  }

  private power(base: Formula, exponent: Linear): Value {
    const below = this.of(base);
    const [slope, start] = this.split(exponent);
    if (slope === 0) {
      if (Math.abs(start) > MAX_POWER) refuse(`a power above ${MAX_POWER} in an expansion`);
      const factor = start < 0 ? this.invert(below) : below;
      let result = this.exact(ratioOfNumber(ONE));
      for (let i = 0; i < Math.abs(start); i++) result = this.multiply(result, factor);
      return result;
    }
    const isVariable = (part: Formula): boolean =>
      part.kind === 'index' || (part.kind === 'symbol' && part.name !== 'n' && !this.soleValue(part.name));
    if (someFormula(base, isVariable))
      return refuse(`the base ${short(base.key)} of an exponential in d speaks of more than n`);
    return this.exponential(base.key, below, slope, start);
  }

  /**
   * With B_0 the base B at y = 0 and a = B_0 at infinite width,
   * B^(slope d + start) = a^(slope d) (B_0/a)^(slope d) B_0^start exp((slope d + start) log(B/B_0)).
   */
  private exponential(key: string, base: Value, slope: number, start: number): Value {
    const strange = (): never =>
      refuse(`the base ${short(key)} of an exponential in d is not a positive number + O(1/n)`);
    if (!base.exact) return strange();
    const { order, coefficients } = this.inY.withLead(base.series);
    const parts = coefficients.map((part) => plain(part) ?? strange());
    const lead = parts[0]!;
    const limit = this.quotient(lead);
    const a = limit.order === 0 ? numberIn(limit.coefficients[0]!) : undefined;
    if (order !== 0 || !a || a.num <= 0n) return strange();
    const over = ratioOfNumber(power(a, -1));
    const atOnce = multiplyRatios(lead, over);
    const isOne = ratioZero(addRatios(atOnce, MINUS_ONE));
    this.bases.set(key, atOnce);
    const rate = reduce(power(a, slope));
    const whole = exponential(powerRatio(lead, start), rate, new Map(isOne ? [] : [[key, slope]]));
    // Refused here, and not later, if the rest has no expansion.
    for (const term of whole.values()) this.expanded(term);
    const inverse = exponential(invertRatio(lead));
    const log = this.inY.log(parts.map((part) => EXPONENTIALS.multiply(exponential(part), inverse)));
    const exponent = addRatios(
      multiplyRatios(ratioOfNumber(integer(slope)), this.depthAs()),
      ratioOfNumber(integer(start)),
    );
    const rest = this.inY.exp(log.map((part) => EXPONENTIALS.multiply(part, exponential(exponent))));
    const series = this.inY.multiply(this.inY.term(whole), { order: 0, coefficients: rest });
    return { exact: true, growth: rate, series };
  }

  /** The series in x, once no power of 2^n is left; what has a factor 2^-n vanishes faster than every power of x. */
  private settled(value: Value): Settled {
    if (!value.exact) return value;
    const { growth, series } = value;
    for (let decay = series.order; decay < 0; decay++)
      if (!EXPONENTIALS.isZero(this.inY.at(series, decay)))
        refuse('a power of 2^n is left, which has no expansion in 1/n');
    if (known(series) <= 0) refuse('powers of 2^n cancel too far');
    let sum = this.inX.term(RATIOS.zero);
    for (const term of this.inY.at(series, 0).values())
      if (compare(term.rate, growth) === 0) sum = this.inX.add(sum, this.expanded(term));
    return { exact: false, growth, series: sum };
  }

  /** Over rate^d, in x: B^(slope lambda/x) = e^(slope c_1) exp(Σ slope lambda c_(i+1) x^i), where log B = Σ c_i x^i. */
  private expanded({ factor, slopes }: Exponential): Laurent<Ratio> {
    let series = this.quotient(factor);
    for (const [base, slope] of slopes) {
      const { coefficients } = this.quotient(this.bases.get(base)!);
      if (coefficients.some((coefficient) => !numberIn(coefficient)))
        refuse(`the base ${short(base)} of an exponential in d has no expansion in 1/n`);
      const log = this.inX.log(coefficients);
      const { num, den } = numberIn(log[1]!)!;
      const rate = reduce({ num: num * BigInt(slope), den });
      if (rate.den !== 1n || rate.num > 1000n || rate.num < -1000n)
        return refuse(
          `the base ${short(base)} of an exponential in d does not grow like a power of exp(lambda)`,
        );
      const by = multiplyRatios(ratioOfNumber(integer(slope)), this.symbol('lambda'));
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
    let series = inWidth(this.inX, num);
    for (const { base, power: times } of den.values()) {
      const below = inWidth(this.inX, base);
      this.nonvanishing(this.lead(below));
      const inverse = this.inX.invert(below);
      for (let i = 0; i < times; i++) series = this.inX.multiply(series, inverse);
    }
    return series;
  }

  /** An exponent as slope · d + start; at one depth, as a number. */
  private split(exponent: Linear): [slope: number, start: number] {
    if (this.depth !== undefined) return [0, evaluate(exponent, new Map([['d', this.depth]]))];
    return [exponent.slopes.get('d') ?? 0, exponent.constant];
  }
}
