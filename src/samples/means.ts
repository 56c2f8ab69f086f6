import { BeyondOracle, moments, type Powers } from '../exact/moment.ts';
import { allowance, type Permit } from '../exact/permit.ts';
import type { Network } from '../network/network.ts';
import { isZero, multiply, type Rational, subtract } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { detectableDeviation, influence, type MeanTest, planMeanTest } from '../statistics/catoni.ts';
import { ROUNDING } from './rounding.ts';
import type { Samples } from './samples.ts';

/** A product of the observables whose sample mean is held against the exact one. */
export interface MeanQuestion {
  readonly name: string;
  /** E(...), as everywhere. */
  readonly quantity: string;
  readonly powers: Powers;
  /** Whether it is left out where only an error by the size of the mean would be seen, so that other tests have its share. */
  readonly isOptional: boolean;
}

const question = (name: string, quantity: string, powers: Powers, isOptional: boolean): MeanQuestion => ({
  ...{ name, quantity, powers, isOptional },
});

/** The products that are asked of samples of K, of f, and of both. */
export function meanQuestions({ K, f }: { readonly K: boolean; readonly f: boolean }): MeanQuestion[] {
  return [
    ...(K
      ? [question('mean', 'E(K)', { K: 1 }, false), question('second moment', 'E(K^2)', { K: 2 }, true)]
      : []),
    ...(f
      ? [
          question('mean of f', 'E(f)', { f: 1 }, false),
          question('second moment of f', 'E(f^2)', { f: 2 }, true),
        ]
      : []),
    ...(K && f ? [question('joint mean', 'E(f^2*K)', { f: 2, K: 1 }, true)] : []),
  ];
}

/** What the exact oracle knows of a product. */
export interface ExactMean {
  readonly mean: number;
  readonly variance: number;
  /** Whether it is the same in every network. */
  readonly isConstant: boolean;
}

/** Exact means and variances; a text says why one is not known. The permit is for all of them together. */
export function exactMeans(
  network: Network,
  questions: readonly MeanQuestion[],
  permit: Permit = allowance(),
): (ExactMean | string)[] {
  return questions.map(({ powers }) => {
    try {
      const [mean, square] = moments(network, [powers, doubled(powers)], permit) as [Rational, Rational];
      return exactMean(mean, square);
    } catch (error) {
      if (error instanceof BeyondOracle) return error.message;
      throw error;
    }
  });
}

function exactMean(mean: Rational, square: Rational): ExactMean | string {
  const variance = subtract(square, multiply(mean, mean));
  if (isZero(variance)) return { mean: toNumber(mean), variance: 0, isConstant: true };
  const found = { mean: toNumber(mean), variance: toNumber(variance), isConstant: false };
  // Influences take the square root of it, and squares of what is left.
  const isUsable = found.variance > 1e-280 && found.variance < 1e280 && Number.isFinite(found.mean);
  return isUsable ? found : 'its variance is beyond the range of doubles';
}

const doubled = (powers: Powers): Powers =>
  Object.fromEntries(Object.entries(powers).map(([name, power]) => [name, 2 * power]));

/** The test of one mean, planned before a sample is looked at. */
export interface PlannedMean extends MeanQuestion {
  readonly exact: ExactMean;
  /** None for a constant, which needs no statistics. */
  readonly test: MeanTest | undefined;
  /** What the mean may be off by without a rejection, as digits are few. */
  readonly slack: number;
  /** The smallest error of the mean that is found with probability 0.99; Infinity where none is. */
  readonly detectable: number;
}

export function planMean(asked: MeanQuestion, exact: ExactMean, samples: number, level: number): PlannedMean {
  const { mean, variance, isConstant } = exact;
  const degree = Object.values(asked.powers).reduce((sum, power) => sum + power, 0);
  const slack = ROUNDING * degree * Math.abs(mean === 0 ? Math.sqrt(variance) : mean);
  if (isConstant) return { ...asked, exact, test: undefined, slack, detectable: slack };
  const test = planMeanTest(mean, variance, samples, level);
  return { ...asked, exact, test, slack, detectable: slack + detectableDeviation(test) };
}

/** What the samples say of a mean. */
export interface MeanFound {
  readonly mean: number;
  /** The share of what is allowed that is used up: 1 rejects. */
  readonly used: number;
}

/**
 * Rejects what no mean within the slack explains: the sum of influences falls as the mean grows, so that its two ends decide.
 */
export function testMean({ powers, exact, test, slack }: PlannedMean, samples: Samples): MeanFound {
  const [low, high] = [exact.mean - slack, exact.mean + slack];
  const scale = test?.scale ?? 0;
  let [sum, above, below, off] = [0, 0, 0, 0];
  for (let row = 0; row < samples.count; row++) {
    const value = productOf(powers, samples, row);
    sum += value;
    off = Math.max(off, Math.abs(value - exact.mean));
    if (!test) continue;
    above += influence({ mean: high, scale }, value);
    below += influence({ mean: low, scale }, value);
  }
  const used = test
    ? Math.max(above, -below, 0) / test.threshold
    : off <= slack
      ? 0
      : Number.POSITIVE_INFINITY;
  return { mean: sum / samples.count, used };
}

function productOf({ K = 0, f = 0 }: Powers, samples: Samples, row: number): number {
  return (K ? samples.K![row]! ** K : 1) * (f ? samples.f![row]! ** f : 1);
}
