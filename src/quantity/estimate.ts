import {
  type Environment,
  type Expression,
  evaluate,
  floatField,
  formatExpression,
  inField,
} from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';

/** Sample means of the E(...) of a quantity, in the order of their texts, and the covariances of those means. */
export interface MeanEstimates {
  readonly texts: readonly string[];
  readonly means: readonly number[];
  readonly covariance: (i: number, j: number) => number;
}

/** Relative step of the numerical gradient. */
const STEP = 1e-6;

/**
 * A quantity at the sample means of its E(...), and its standard error to first order (the delta method, with central
 * differences for the gradient). Exact for a quantity that is linear in its E(...).
 */
export function estimateQuantity(
  quantity: Expression,
  environment: Environment<Rational>,
  estimates: MeanEstimates,
): { readonly estimate: number; readonly standardError: number } {
  const { texts, means, covariance } = estimates;
  const floats = inField(environment, floatField);
  const valueAt = (at: readonly number[]): number =>
    evaluate(quantity, floatField, {
      ...floats,
      expectation: (body) => at[texts.indexOf(formatExpression(body))]!,
    });
  const gradient = means.map((mean, i) => {
    const step = STEP * (Math.abs(mean) || 1);
    const moved = (by: number): number => valueAt(means.map((other, j) => (i === j ? other + by : other)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  const used = gradient.map((slope, i) => ({ slope, i })).filter(({ slope }) => slope !== 0);
  const squared = used.reduce(
    (total, a) => total + used.reduce((row, b) => row + a.slope * b.slope * covariance(a.i, b.i), 0),
    0,
  );
  return { estimate: valueAt(means), standardError: Math.sqrt(Math.max(0, squared)) };
}
