import { OutOfRange } from '../limits/error.ts';
import type { Layer, Network } from '../network/network.ts';
import { equals, ONE, type Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { bothOpen, gatedMoments, type Jet, type Pair, reluProduct } from './gaussian-pair.ts';

type Matrix = readonly (readonly number[])[];

/** What finite widths change, to first order in 1/width: E K(x, y) = Θ + mean + O(1/n²), Var K(x, y) = variance + O(1/n²). */
export interface WidthCorrection {
  readonly mean: number;
  readonly variance: number;
}

/**
 * The first correction to the infinite-width NTK at two inputs of equal length and cosine `rho`, at this network's
 * widths, in double arithmetic. The output is linear. docs/infinite-width.md derives it; in short:
 *
 * Given the layers before, layer l is a function of x = (Λ_xx, Λ_xy, Λ_yy, Θ): the covariances of its pre-activations and
 * the kernel of one neuron. Its averages over neurons s = (x₊², x₊y₊, y₊², 1_x 1_y Θ) are means of i.i.d. terms, so that
 *
 *     E s = f + f' δ + ½ f'' : Q + ψ        Cov s = f' Q f'ᵀ + C/n_l
 *
 * with δ and Q the shift and covariance of x, C the covariance of one term, f its mean. ψ: the row W of a neuron
 * decides both its gates and its kernel WᵀAW, E WᵀAW 1_x 1_y = v tr A E 1_x 1_y + v² Σ_ab (aᵀAa)_ab E ∂_a ∂_b 1_x 1_y.
 * x is affine in the averages of the layer before. Layers 1 and 2 have no correction: nothing random is put into f.
 *
 * Throws an OutOfRange for a ReLU on the output, and where the inputs are collinear later than in the first layer.
 */
export function widthCorrection(network: Network, rho: Rational): WidthCorrection {
  const { layers, outputActivation } = network;
  if (outputActivation !== 'linear') throw new OutOfRange('the correction is for a linear output');
  if (equals(rho, ONE)) throw new OutOfRange('at rho = 1 moments are known exactly, at every width');
  let state = inputState(network, rho);
  for (const layer of layers.slice(1)) state = nextState(state, layer);
  return { mean: state.shift[3]!, variance: state.covariance[3]![3]! + state.lastRow };
}

/** One layer: x, its shift and covariance; aᵀAa/n² of the layer before it; the traces tr AAᵀ/n² and tr A²/n² too. */
interface State {
  readonly pair: Pair;
  readonly kernel: number;
  readonly shift: readonly number[];
  readonly covariance: Matrix;
  readonly forms: Matrix;
  readonly traces: { readonly crossed: number; readonly squared: number };
  /** σ_w² of the layer, and the variance of one neuron's kernel given the layer before. */
  readonly gain: number;
  readonly lastRow: number;
  readonly isRandom: boolean;
}

const zeros = (n: number): Matrix => Array.from({ length: n }, () => new Array<number>(n).fill(0));

function scales({ weightVariance, weightScale, biasVariance, biasScale, fanIn }: Layer) {
  return {
    gain: toNumber(weightVariance) * fanIn,
    counted: toNumber(weightScale) * fanIn,
    bias: toNumber(biasVariance),
    trained: toNumber(biasScale),
  };
}

function inputState({ layers, r }: Network, rho: Rational): State {
  const { gain, counted, bias, trained } = scales(layers[0]!);
  const [length, cosine] = [toNumber(r), toNumber(rho)];
  const variance = gain * length + bias;
  return {
    pair: [variance, gain * length * cosine + bias, variance],
    kernel: counted * length * cosine + trained,
    shift: [0, 0, 0, 0],
    covariance: zeros(4),
    forms: zeros(2),
    traces: { crossed: 0, squared: 0 },
    gain,
    lastRow: 0,
    isRandom: false,
  };
}

function nextState(state: State, layer: Layer): State {
  const { fanIn: n } = layer;
  const { gain, counted, bias, trained } = scales(layer);
  const { pair, kernel, traces } = state;
  const moments = gatedMoments(pair);
  const { open, product, squareX, squareY } = moments;
  const [p, , q] = pair;
  const noise = termCovariance(pair, kernel, moments);
  const from = state.isRandom ? deviations(state) : { mean: [0, 0, 0, 0], covariance: zeros(4) };
  const covariance = from.covariance.map((row, i) => row.map((value, j) => value + noise[i]![j]! / n));
  const affine: Matrix = [
    [gain, 0, 0, 0],
    [0, gain, 0, 0],
    [0, 0, gain, 0],
    [0, counted, 0, gain],
  ];
  const own = (open * kernel ** 2) / n;
  const crossed = own + (state.gain ** 2 * traces.crossed) / 4;
  const squared = own + state.gain ** 2 * open ** 2 * traces.squared;
  return {
    pair: [(gain * p) / 2 + bias, gain * product + bias, (gain * q) / 2 + bias],
    kernel: counted * product + trained + gain * open * kernel,
    shift: affine.map((row) => dot(row, from.mean)),
    covariance: conjugate(affine, covariance),
    forms: nextForms(
      state,
      [
        [squareX, product],
        [product, squareY],
      ],
      n,
    ),
    traces: { crossed, squared },
    gain,
    lastRow: gain ** 2 * (crossed + squared),
    isRandom: true,
  };
}

/** Covariance of (x₊², x₊y₊, y₊², 1_x 1_y Θ) of one neuron. */
function termCovariance([p, , q]: Pair, kernel: number, moments: ReturnType<typeof gatedMoments>): Matrix {
  const { open, product, squareX, squareY, cubeX, squares, cubeY } = moments;
  const means = [p / 2, product, q / 2, open * kernel];
  const second = [
    [(3 * p * p) / 2, cubeX, squares, squareX * kernel],
    [cubeX, squares, cubeY, product * kernel],
    [squares, cubeY, (3 * q * q) / 2, squareY * kernel],
    [squareX * kernel, product * kernel, squareY * kernel, open * kernel ** 2],
  ];
  return second.map((row, i) => row.map((value, j) => value - means[i]! * means[j]!));
}

/** Shift and covariance of a layer's averages that come from the layers before it. */
function deviations({ pair, kernel, shift, covariance, forms, gain }: State): {
  readonly mean: readonly number[];
  readonly covariance: Matrix;
} {
  const gates = bothOpen(pair);
  const half = (at: number): Jet => ({
    value: pair[at]! / 2,
    gradient: [0, 0, 0].map((_, i) => (i === at ? 0.5 : 0)),
    hessian: zeros(3),
  });
  const functions = [half(0), reluProduct(pair), half(2)].map(ofCovariancesAlone);
  functions.push(timesKernel(gates, kernel));
  const [byX, byXY, byY] = gates.gradient as [number, number, number];
  const own =
    gain ** 2 * (2 * forms[0]![0]! * byX + (forms[0]![1]! + forms[1]![0]!) * byXY + 2 * forms[1]![1]! * byY);
  const mean = functions.map(
    ({ gradient, hessian }, i) =>
      dot(gradient, shift) +
      hessian.reduce((total, row, a) => total + dot(row, covariance[a]!), 0) / 2 +
      (i === 3 ? own : 0),
  );
  return {
    mean,
    covariance: conjugate(
      functions.map(({ gradient }) => gradient),
      covariance,
    ),
  };
}

const ofCovariancesAlone = ({ value, gradient, hessian }: Jet): Jet => ({
  value,
  gradient: [...gradient, 0],
  hessian: [...hessian.map((row) => [...row, 0]), [0, 0, 0, 0]],
});

/** The product with the fourth variable. */
const timesKernel = ({ value, gradient, hessian }: Jet, kernel: number): Jet => ({
  value: value * kernel,
  gradient: [...gradient.map((g) => g * kernel), value],
  hessian: [...hessian.map((row, i) => [...row.map((h) => h * kernel), gradient[i]!]), [...gradient, 0]],
});

/**
 * aᵀAb/n² for a, b the two activations, A_ij = 1_x(i) Θ_ij 1_y(j): a neuron with itself, and two neurons, whose
 * Θ_ij = W_iᵀAW_j meets each row once: E W g(z) = v Σ_c a_c E ∂_c g.
 */
function nextForms({ pair, kernel, forms, gain, isRandom }: State, own: Matrix, n: number): Matrix {
  const { open, edgeX, edgeY } = gatedMoments(pair);
  const left = [
    [0.5, 0],
    [edgeX, open],
  ];
  const right = [
    [open, edgeY],
    [0, 0.5],
  ];
  return own.map((row, a) =>
    row.map((value, b) => {
      const diagonal = (value * kernel) / n;
      if (!isRandom) return diagonal;
      const across = left[a]!.reduce((total, g, c) => total + g * dot(right[b]!, forms[c]!), 0);
      return diagonal + gain ** 2 * across;
    }),
  );
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0);

/** M X Mᵀ. */
function conjugate(m: Matrix, x: Matrix): Matrix {
  const half = m.map((row) => x.map((column) => dot(row, column)));
  return half.map((row) => m.map((other) => dot(row, other)));
}
