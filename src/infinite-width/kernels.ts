import { Decimal } from 'decimal.js';
import { OutOfRange } from '../limits/error.ts';
import { KERNEL_LIMITS } from '../limits/limits.ts';
import type { Layer, Network } from '../network/network.ts';
import {
  add,
  compare,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  subtract,
} from '../rational/rational.ts';
import { type ArcCosines, arcCosines, type Real } from './arc-cosine.ts';

/** The most digits that can be asked for: decimal.js knows pi to 1025. */
export const MOST_DIGITS = KERNEL_LIMITS.digits;

/**
 * Two inputs of a network: of one length, |x|² = |y|² = r n_0, at an angle with cosine `rho`.
 *
 * What infinite width means: the kernels that a network has when the Gram matrix of every hidden layer is its mean,
 *
 *     q_l = v_l n_{l-1} q_{l-1}/2 + s_l                        (n_{l-1}/2 q_{l-1} is |x|² at l = 1)
 *     Σ_l = v_l n_{l-1} q_{l-1} κ1(ρ_{l-1})/2 + s_l              ρ_l = Σ_l/q_l
 *     Θ_l = u_l n_{l-1} q_{l-1} κ1(ρ_{l-1})/2 + c_l + v_l n_{l-1} κ0(ρ_{l-1})/2 Θ_{l-1}
 *
 * (Jacot et al. 2018; κ0, κ1: arc-cosine.ts). In NTK parametrization widths cancel out, and this is the limit of K and of
 * the covariance of f as the hidden widths grow. In standard parametrization (u_l = 1) K grows like the widths, and
 * this is its limit to a factor 1 + O(1/n): the widths enter through u_l n_{l-1}. On the diagonal, ρ = 1, it is E K
 * at any widths, but for dead layers. A ReLU on the output multiplies by its gates, Θ by κ0(ρ_d)/2.
 */
export interface Pair {
  readonly network: Network;
  readonly rho: Rational;
  /** Significant digits, 1 to `MOST_DIGITS`: a kernel is within one unit of the last. */
  readonly digits: number;
}

/** K(x, y) of infinitely wide networks (the mean, behind a ReLU on the output). Throws as `kernels` does. */
export const ntk = (pair: Pair): Decimal => kernels(pair).ntk;

/** E f(x) f(y) of infinitely wide networks. Throws as `kernels` does. */
export const nngp = (pair: Pair): Decimal => kernels(pair).nngp;

/**
 * Both kernels. Time is proportional to depth: 10^4 layers take half a second at 30 digits.
 *
 * Accuracy. The recursion carries w_l = 1 - ρ_l, and w_{l+1} = β_l (1 - κ1(ρ_l)), β_l = v n q_l/(2 q_{l+1}). As a function
 * of w, 1 - κ1 is an integral from 0 of κ0, which falls with w: its condition number w κ0/(1 - κ1) is at most 1. So relative
 * errors of w only add up, to O(l) roundings; those of κ0 >= 1/2 and of the products of d of them to O(d²). Every term of Θ is
 * positive, but for Θ_1 when it is negative: its share is carried apart, and the precision grows until what cancels is paid for.
 *
 * So a result is within one unit of its last digit, with room: some 20 roundings a layer of 5·10^-p, p digits and guard, are less
 * than 100 d² 10^-p, and the guard of 10^6 (d+1)² leaves 10^-4 of a unit beyond the half of one that the last rounding takes.
 *
 * Throws an OutOfRange for other digits, a cosine outside [-1, 1], an input of length 0 without biases (it has no
 * direction), and where what cancels in K leaves too few digits.
 */
export function kernels({ network, rho, digits }: Pair): { readonly ntk: Decimal; readonly nngp: Decimal } {
  if (!Number.isInteger(digits) || digits < 1 || digits > MOST_DIGITS)
    throw new OutOfRange(`${digits} digits; wanted an integer from 1 to ${MOST_DIGITS}`);
  if (compare(rho, negate(ONE)) < 0 || compare(rho, ONE) > 0)
    throw new OutOfRange(`a cosine of ${rho.num}/${rho.den}; wanted one from -1 to 1`);
  const guard = 6 + Math.ceil(2 * Math.log10(network.layers.length + 1));
  let precision = digits + guard;
  for (;;) {
    const Real = Decimal.clone({ precision, rounding: Decimal.ROUND_HALF_EVEN, defaults: true });
    const { first, others, covariance } = propagate(Real, network, rho);
    const sum = first.plus(others);
    const needed = digits + guard + cancelled(first, others, sum);
    if (precision >= needed)
      return { ntk: sum.toSignificantDigits(digits), nngp: covariance.toSignificantDigits(digits) };
    if (precision === MOST_PRECISION)
      throw new OutOfRange(`the NTK cancels: ${MOST_PRECISION} digits do not give ${digits} of it`);
    precision = Math.min(Math.max(needed, 2 * precision), MOST_PRECISION);
  }
}

/** Working digits at most: those of pi in decimal.js, less a few. */
const MOST_PRECISION = KERNEL_LIMITS.precision;

/** Digits that the sum of both has lost. */
function cancelled(first: Decimal, others: Decimal, sum: Decimal): number {
  if (first.gte(0) || others.isZero()) return 0;
  return sum.isZero() ? Number.POSITIVE_INFINITY : Math.max(0, first.e - sum.e + 1);
}

interface Propagated {
  /** What Θ_1 contributes to Θ_d: the one term that may be negative. */
  readonly first: Decimal;
  readonly others: Decimal;
  readonly covariance: Decimal;
}

function propagate(Real: Real, { layers, r, widths, outputActivation }: Network, rho: Rational): Propagated {
  const real = converter(Real);
  const [input, ...later] = layers as [Layer, ...Layer[]];
  const length = multiply(r, rational(widths[0]!));
  const signal = multiply(input.weightVariance, length);
  const variance = add(signal, input.biasVariance);
  const aligned = multiply(signal, rho);
  let first = real(add(multiply(input.weightScale, multiply(length, rho)), input.biasScale));
  let others = new Real(0);
  let covariance = real(add(aligned, input.biasVariance));
  const isDeep = later.length > 0 || outputActivation === 'relu';
  if (!isDeep) return { first, others, covariance };
  if (isZero(variance))
    throw new OutOfRange('an input of length 0 has no direction where there are no biases');

  let q = real(variance);
  let kernels = arcCosines(
    Real,
    real(divide(subtract(signal, aligned), variance)),
    real(divide(add(add(signal, aligned), add(input.biasVariance, input.biasVariance)), variance)),
  );
  for (const [index, layer] of later.entries()) {
    const fanIn = rational(layer.fanIn, 2);
    const gain = real(multiply(layer.weightVariance, fanIn));
    const bias = real(layer.biasVariance);
    const { open, product, gap }: ArcCosines = kernels;
    const carried = gain.times(open);
    const received = gain.times(q);
    first = carried.times(first);
    others = carried
      .times(others)
      .plus(real(multiply(layer.weightScale, fanIn)).times(q).times(product))
      .plus(real(layer.biasScale));
    covariance = received.times(product).plus(bias);
    q = received.plus(bias);
    if (index === later.length - 1 && outputActivation === 'linear') break;
    const below = received.times(gap).div(q);
    kernels = arcCosines(Real, below, new Real(2).minus(below));
  }
  if (outputActivation === 'linear') return { first, others, covariance };
  const gate = kernels.open.div(2);
  return {
    first: gate.times(first),
    others: gate.times(others),
    covariance: q.times(kernels.product).div(2),
  };
}

/** Rationals in this precision; layers repeat them, so each is converted once. */
function converter(Real: Real): (x: Rational) => Decimal {
  const known = new Map<string, Decimal>();
  return ({ num, den }) => {
    const key = `${num}/${den}`;
    const value = known.get(key) ?? new Real(`${num}`).div(`${den}`);
    known.set(key, value);
    return value;
  };
}
