import { type Fraction, integer, ONE } from './fraction.ts';
import { refuse, spend } from './refusal.ts';

/** What coefficients of series can do. */
export interface Ring<R> {
  readonly zero: R;
  number(value: Fraction): R;
  add(a: R, b: R): R;
  multiply(a: R, b: R): R;
  invert(a: R): R;
  isZero(a: R): boolean;
}

/** A Laurent series: the coefficients of the variable to `order` and to the powers that follow, as far as they are known. */
export interface Laurent<R> {
  readonly order: number;
  readonly coefficients: readonly R[];
}

/** The first power about which nothing is known. */
export const known = <R>({ order, coefficients }: Laurent<R>): number => order + coefficients.length;

/** Laurent series in one variable over a ring, truncated. */
export class LaurentSeries<R> {
  private readonly ring: Ring<R>;
  private readonly terms: number;

  constructor(ring: Ring<R>, terms: number) {
    this.ring = ring;
    this.terms = terms;
  }

  /** coefficient · variable^order. */
  term(coefficient: R, order = 0): Laurent<R> {
    const { zero } = this.ring;
    return {
      order,
      coefficients: Array.from({ length: this.terms }, (_, i) => (i === 0 ? coefficient : zero)),
    };
  }

  at({ order, coefficients }: Laurent<R>, power: number): R {
    return coefficients[power - order] ?? this.ring.zero;
  }

  add(a: Laurent<R>, b: Laurent<R>): Laurent<R> {
    const order = Math.min(a.order, b.order);
    const length = Math.max(0, Math.min(known(a), known(b)) - order);
    const sum = (i: number): R => this.ring.add(this.at(a, order + i), this.at(b, order + i));
    return { order, coefficients: Array.from({ length }, (_, i) => sum(i)) };
  }

  multiply(a: Laurent<R>, b: Laurent<R>): Laurent<R> {
    const length = Math.min(a.coefficients.length, b.coefficients.length);
    const coefficients = Array.from({ length }, (_, power) =>
      this.convolution(a.coefficients, b.coefficients, 0, power),
    );
    return { order: a.order + b.order, coefficients };
  }

  /** Without leading zeros. Refused when nothing else is known: then the series may be zero. */
  withLead({ order, coefficients }: Laurent<R>): Laurent<R> & { readonly lead: R } {
    const first = coefficients.findIndex((coefficient) => !this.ring.isZero(coefficient));
    if (first < 0) return refuse('an expansion vanishes as far as it is known');
    return { order: order + first, coefficients: coefficients.slice(first), lead: coefficients[first]! };
  }

  /** 1/a, by the geometric series. */
  invert(a: Laurent<R>): Laurent<R> {
    const { order, coefficients, lead } = this.withLead(a);
    const inverse = this.ring.invert(lead);
    const minus = this.product(this.ring.number(integer(-1)), inverse);
    const found = [inverse];
    for (let power = 1; power < coefficients.length; power++)
      found.push(this.product(minus, this.convolution(coefficients, found, 1, power)));
    return { order: -order, coefficients: found };
  }

  /** The coefficients of log b, for b = 1 + b_1 x + ... */
  log(b: readonly R[]): R[] {
    const log = [this.ring.zero];
    for (let i = 1; i < b.length; i++) {
      const derivative = log.map((c, j) => this.times(c, j));
      const rest = this.times(this.convolution(derivative, b, 1, i), -1, i);
      log.push(this.ring.add(b[i]!, rest));
    }
    return log;
  }

  /** The coefficients of exp s, for s = s_1 x + ... */
  exp(s: readonly R[]): R[] {
    const derivative = s.map((c, j) => this.times(c, j));
    const exp = [this.ring.number(ONE)];
    for (let i = 1; i < s.length; i++) exp.push(this.times(this.convolution(derivative, exp, 1, i), 1, i));
    return exp;
  }

  /** Σ a_i b_(power - i) for i from `from` on, as far as both lists go. */
  private convolution(a: readonly R[], b: readonly R[], from: number, power: number): R {
    let sum = this.ring.zero;
    for (let i = from; i <= power && i < a.length; i++)
      if (power - i < b.length) sum = this.ring.add(sum, this.product(a[i]!, b[power - i]!));
    return sum;
  }

  private product(a: R, b: R): R {
    spend(20);
    return this.ring.isZero(a) || this.ring.isZero(b) ? this.ring.zero : this.ring.multiply(a, b);
  }

  private times(a: R, num: number, den = 1): R {
    return this.product(this.ring.number({ num: BigInt(num), den: BigInt(den) }), a);
  }
}
