import type { Decimal } from 'decimal.js';
import { OutOfRange } from '../limits/error.ts';
import { KERNEL_LIMITS } from '../limits/limits.ts';
import type { Network } from '../network/network.ts';
import { compare, negate, ONE, type Rational } from '../rational/rational.ts';
import { type Real, Reals, signOf, toDecimal } from './reals.ts';
import { lastState } from './trajectory.ts';

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
  const guard = guardOf(network.layers.length);
  let precision = digits + guard;
  for (;;) {
    const reals = realsOf(precision);
    const { first, others, covariance } = outputOf(reals, network, rho);
    const sum = reals.add(first, others);
    const needed = digits + guard + cancelled(first, others, sum);
    if (precision >= needed) return { ntk: toDecimal(sum, digits), nngp: toDecimal(covariance, digits) };
    if (precision === MOST_PRECISION)
      throw new OutOfRange(`the NTK cancels: ${MOST_PRECISION} digits do not give ${digits} of it`);
    precision = Math.min(Math.max(needed, 2 * precision), MOST_PRECISION);
  }
}

/** Working digits at most: those of pi in decimal.js, less a few. */
const MOST_PRECISION = KERNEL_LIMITS.precision;

/** 10^6 (d + 1)² or more; the same for all but the deepest networks, so that they share their layers. */
const guardOf = (depth: number): number => 6 + 2 * Math.max(4, Math.ceil(Math.log10(depth + 1)));

/** Digits that the sum of both has lost. */
function cancelled(first: Real, others: Real, sum: Real): number {
  if (signOf(first) >= 0 || signOf(others) === 0) return 0;
  if (signOf(sum) === 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.ceil((first.exponent - sum.exponent) * Math.log10(2)) + 1);
}

const arithmetics = new Map<number, Reals>();

function realsOf(precision: number): Reals {
  const reals = arithmetics.get(precision) ?? new Reals(precision);
  arithmetics.set(precision, reals);
  return reals;
}

/** Θ in its two parts and Σ, behind the last layer or the ReLU on it. */
function outputOf(
  reals: Reals,
  network: Network,
  rho: Rational,
): Readonly<Record<'first' | 'others' | 'covariance', Real>> {
  const state = lastState(reals, network, rho);
  const { carried } = state;
  if (network.outputActivation === 'linear') return carried;
  const { open, product } = state.gates;
  const half = reals.scale(open, -1);
  return {
    first: reals.multiply(half, carried.first),
    others: reals.multiply(half, carried.others),
    covariance: reals.scale(reals.multiply(carried.q, product), -1),
  };
}
