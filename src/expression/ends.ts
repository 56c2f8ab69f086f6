import type { Rational } from '../rational/rational.ts';

/** Two numbers, low <= high, between which a real number lies. */
export interface Enclosure<X> {
  readonly low: X;
  readonly high: X;
}

/**
 * Finite numbers that enclosures end in. What rounds is told which way: up where `up`, else down, so that the result is
 * never on the wrong side of the true value. Throws a Refusal (`budget`) where that is beyond the range of the numbers.
 */
export interface Ends<X> {
  /** Significant digits. */
  readonly digits: number;
  of(value: Rational, up: boolean): X;
  /** Negative, 0 or positive, as x is less than, equal to or greater than y. */
  compare(x: X, y: X): number;
  negate(x: X): X;
  add(x: X, y: X, up: boolean): X;
  multiply(x: X, y: X, up: boolean): X;
  /** Not by 0. */
  divide(x: X, y: X, up: boolean): X;
  /** Of x >= 0. */
  sqrt(x: X, up: boolean): X;
  pi(): Enclosure<X>;
  exp(x: Enclosure<X>): Enclosure<X>;
  /** Of low > 0. */
  log(x: Enclosure<X>): Enclosure<X>;
  floor(x: X): bigint;
  /** What a sum, a product, … and what an exponential cost, in units of 20 µs, measured. */
  readonly costs: { readonly step: number; readonly series: number };
}
