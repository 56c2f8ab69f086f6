import type { Layer } from '../network/network.ts';
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  HALF,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  ZERO,
} from '../rational/rational.ts';
import type { Pair } from './kernels.ts';

/** plain + overPi √root/π. */
export interface ClosedKernel {
  readonly plain: Rational;
  readonly overPi: Rational;
  readonly root: 1 | 3;
}

/** The rational cosines of rational angles (Niven): κ0 = 1 - θ/π, and sin θ = sine √root. */
const ANGLES: readonly (readonly [cosine: Rational, open: Rational, sine: Rational, root: 1 | 3])[] = [
  [ONE, ONE, ZERO, 1],
  [HALF, rational(2, 3), HALF, 3],
  [ZERO, HALF, ONE, 1],
  [rational(-1, 2), rational(1, 3), HALF, 3],
  [rational(-1), ZERO, ZERO, 1],
];

/**
 * The kernels of `kernels` in closed form, where the angle between the pre-activations of every hidden layer is 0, 60, 90,
 * 120 or 180 degrees: always at cosine 1, and to one hidden layer behind another angle. Else undefined.
 */
export function closedKernels({
  network: { layers, r, widths, outputActivation },
  rho,
}: Omit<Pair, 'digits'>): { readonly ntk: ClosedKernel; readonly nngp: ClosedKernel } | undefined {
  if (compare(absolute(rho), ONE) > 0) return undefined;
  const [input, ...later] = layers as [Layer, ...Layer[]];
  const length = multiply(r, rational(widths[0]!));
  const signal = multiply(input.weightVariance, length);
  let q = add(signal, input.biasVariance);
  let covariance = plainly(add(multiply(signal, rho), input.biasVariance));
  let theta = plainly(add(multiply(input.weightScale, multiply(length, rho)), input.biasScale));
  const isRelu = outputActivation === 'relu';
  for (const layer of later) {
    const angle = angleOf(covariance, q);
    if (!angle) return undefined;
    const half = rational(layer.fanIn, 2);
    const received = multiply(half, q);
    const gain = multiply(layer.weightVariance, half);
    theta = sum(
      product(angle, received, layer.weightScale, layer.biasScale),
      scaled(theta, multiply(gain, angle[1])),
    );
    covariance = product(angle, received, layer.weightVariance, layer.biasVariance);
    q = add(multiply(gain, q), layer.biasVariance);
  }
  if (!isRelu) return { ntk: theta, nngp: covariance };
  const angle = angleOf(covariance, q);
  return (
    angle && {
      ntk: scaled(theta, multiply(angle[1], HALF)),
      nngp: product(angle, multiply(q, HALF), ONE, ZERO),
    }
  );
}

const plainly = (plain: Rational): ClosedKernel => ({ plain, overPi: ZERO, root: 1 });

const scaled = ({ plain, overPi, root }: ClosedKernel, factor: Rational): ClosedKernel => ({
  plain: multiply(plain, factor),
  overPi: multiply(overPi, factor),
  root,
});

/**
 * Only one term may have a π: behind an angle that brings one in there is no other, unless the layer's weights are 0, and
 * then all angles after it are 0.
 */
const sum = (a: ClosedKernel, b: ClosedKernel): ClosedKernel => ({
  ...(isZero(a.overPi) ? b : a),
  plain: add(a.plain, b.plain),
});

/** scale·received·κ1 + bias, κ1 = cos θ κ0 + sin θ/π. */
function product(
  [cosine, open, sine, root]: (typeof ANGLES)[number],
  received: Rational,
  scale: Rational,
  bias: Rational,
): ClosedKernel {
  const factor = multiply(scale, received);
  return {
    plain: add(multiply(factor, multiply(cosine, open)), bias),
    overPi: multiply(factor, sine),
    root,
  };
}

/** The angle of the pre-activations, where it is one of those. */
function angleOf({ plain, overPi }: ClosedKernel, q: Rational): (typeof ANGLES)[number] | undefined {
  if (isZero(q) || !isZero(overPi)) return undefined;
  const cosine = divide(plain, q);
  return ANGLES.find(([known]) => equals(known, cosine));
}
