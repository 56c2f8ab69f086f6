import { OutOfRange } from '../limits/error.ts';
import { edgesOf, type LogHistogram, type Range } from './log-histogram.ts';

/** How far `cdf` may be from the normal distribution function; every good library is well within it. */
const CDF_ERROR = 1e-12;
/** Of a logarithm, a difference and a quotient, over the size of the operands. */
const ROUNDING = 2 ** -50;

/** A normal law, of log X. */
export interface NormalLaw {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Bounds of the Kolmogorov-Smirnov distance sup |F_n - G| between the values counted, as log X, and a normal law. A
 * zero is a mass at log X = -∞.
 *
 * F_n is known at the edges of bins. At least: the differences there. At most: in a bin from a to b F_n and G rise from
 * their values at a to those at b, so that no difference exceeds F_n(b) - G(a) or G(b) - F_n(a); between bins F_n is
 * constant and the differences are extreme at the edges. The bounds are apart by no more than the mass of a bin.
 *
 * `cdf` is the standard normal distribution function, true to 1e-12. Throws an OutOfRange without values, for negative
 * ones (they have no logarithm) and unless the variance is positive and finite.
 */
export function logNormalDistance(
  histogram: LogHistogram,
  { mean, variance }: NormalLaw,
  cdf: (z: number) => number,
): Range {
  if (histogram.count === 0) throw new OutOfRange('a distance needs a value, got none');
  if (histogram.negative > 0)
    throw new OutOfRange(`${histogram.negative} of the values are negative and have no logarithm`);
  if (!(variance > 0 && Number.isFinite(variance) && Number.isFinite(mean)))
    throw new OutOfRange(`a normal law of mean ${mean} and variance ${variance}`);

  const sd = Math.sqrt(variance);
  const lawAt = (x: number): Range => {
    if (x === 0 || x === Number.POSITIVE_INFINITY) return { low: x === 0 ? 0 : 1, high: x === 0 ? 0 : 1 };
    const log = Math.log(x);
    const value = cdf((log - mean) / sd);
    // The density of the standard normal law is below 1.
    const error = CDF_ERROR + (ROUNDING * (Math.abs(log) + Math.abs(mean))) / sd;
    return { low: Math.max(0, value - error), high: Math.min(1, value + error) };
  };

  let below = histogram.zero;
  let low = below / histogram.count;
  let high = low;
  for (const [bin, count] of histogram.bins()) {
    const edges = edgesOf(bin);
    const [a, b] = [lawAt(edges.low), lawAt(edges.high)];
    const before = below / histogram.count;
    below += count;
    const after = below / histogram.count;
    low = Math.max(low, a.low - before, before - a.high, b.low - after, after - b.high);
    high = Math.max(high, after - a.low, b.high - before);
  }
  return { low, high: Math.min(1, high) };
}
