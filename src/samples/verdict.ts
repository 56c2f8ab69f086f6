/**
 * - `inconsistent`: a test rejects, which samples of the network itself make one do with the false-alarm rate at most;
 * - `consistent`: none does, and a law as far away as was asked for would have made one do so with probability 0.99;
 * - `too few`: none does, and it would not.
 */
export type Verdict = 'consistent' | 'inconsistent' | 'too few';

/** What one test says. */
export interface TestResult {
  /** A mean, a whole law, or a product that is the same in every network. */
  readonly kind: 'mean' | 'law' | 'constant';
  readonly name: string;
  readonly quantity: string;
  /** The mean of the samples, or their distance from the law. */
  readonly statistic: number;
  readonly expected: number;
  /** Of a law: from which distance on it is rejected. */
  readonly threshold?: number;
  /** Of a law: of the samples, and of the draws. */
  readonly medians?: readonly [number, number];
  readonly rejected: boolean;
  /** The share of what is allowed that is used up: 1 rejects. */
  readonly used: number;
  /** The smallest error, or distance, that would have been found with probability 0.99; null where none is sure to be. */
  readonly detectable: number | null;
  /** Of a mean: in parts of it, or of the standard deviation where it is 0. */
  readonly relative: number | null;
  /** This test's share. */
  readonly falseAlarmRate: number;
}

/** A test that was not made, and why. */
export interface Left {
  readonly quantity: string;
  readonly reason: string;
}

/** What `consistent` rests on. */
export interface Power {
  /** A Kolmogorov-Smirnov distance, or the relative error of a mean. */
  readonly of: 'distance' | 'mean';
  readonly quantity?: string;
  readonly detectable: number | null;
  readonly wanted: number;
  /** Samples that would find it; null where none are enough. */
  readonly needed: number | null;
}
