import type { Observable } from '../network/observables.ts';
import { add, multiply, ONE, type Rational, ZERO } from '../rational/rational.ts';
import type { DrawnNetwork } from './draw.ts';
import { DUAL_ZERO, type Dual, dot, dual, plus, times } from './dual.ts';

/** The value of every observable. */
export type Values = Readonly<Record<Observable, Rational>>;

type Vector = readonly Dual[];

interface Parameters {
  readonly weights: readonly (readonly Vector[])[];
  readonly biases: readonly Vector[];
}

interface Passes {
  readonly f: Dual;
  readonly Kw: Dual;
  readonly Kb: Dual;
  /** a^0 … a^{d-1}. */
  readonly activations: readonly Vector[];
  /** J^1 … J^d. */
  readonly sensitivities: readonly Vector[];
}

/**
 * f, K and Q of one network by back-propagation, without paths: K from activations and sensitivities, and Q, its
 * derivative along the step W^l += ε u_l J^l (a^{l-1})ᵀ or b^l += ε c_l J^l, by both passes once more in dual numbers.
 * Gates are held: they are constant almost everywhere.
 */
export function backPropagation(drawn: DrawnNetwork): Values {
  const { layers } = drawn.network;
  const still: Parameters = {
    weights: drawn.weights.map((matrix) => matrix.map((row) => row.map((w) => dual(w)))),
    biases: drawn.biases.map((vector) => vector.map((b) => dual(b))),
  };
  const { f, Kw, Kb, activations, sensitivities } = passes(drawn, still);
  const weightStep: Parameters = {
    ...still,
    weights: still.weights.map((matrix, i) =>
      matrix.map((row, to) =>
        row.map(({ value }, from) => {
          const slope = multiply(sensitivities[i]![to]!.value, activations[i]![from]!.value);
          return dual(value, multiply(layers[i]!.weightScale, slope));
        }),
      ),
    ),
  };
  const biasStep: Parameters = {
    ...still,
    biases: still.biases.map((vector, i) =>
      vector.map(({ value }, z) => dual(value, multiply(layers[i]!.biasScale, sensitivities[i]![z]!.value))),
    ),
  };
  const byWeights = passes(drawn, weightStep);
  const byBiases = passes(drawn, biasStep);
  const [Qww, Qwb] = [byWeights.Kw.slope, byWeights.Kb.slope];
  const [Qbw, Qbb] = [byBiases.Kw.slope, byBiases.Kb.slope];
  return {
    f: f.value,
    Kw: Kw.value,
    Kb: Kb.value,
    K: add(Kw.value, Kb.value),
    Qww,
    Qwb,
    Qbw,
    Qbb,
    Q: [Qww, Qwb, Qbw, Qbb].reduce(add, ZERO),
  };
}

function passes({ network, input, gates }: DrawnNetwork, { weights, biases }: Parameters): Passes {
  const close = (vector: Vector, open: readonly boolean[]): Vector =>
    vector.map((x, i) => (open[i] ? x : DUAL_ZERO));
  const activations: Vector[] = [input.map((x) => dual(x))];
  for (const [i, matrix] of weights.entries()) {
    const z = matrix.map((row, to) => plus(dot(row, activations[i]!), biases[i]![to]!));
    activations.push(close(z, gates[i]!));
  }
  const [f] = activations.pop()!;
  let sensitivity: Vector = close([dual(ONE)], gates.at(-1)!);
  const sensitivities: Vector[] = [sensitivity];
  for (let i = weights.length - 1; i > 0; i--) {
    const columns = activations[i]!.map((_, from) => weights[i]!.map((row) => row[from]!));
    const above = sensitivity;
    sensitivity = close(
      columns.map((column) => dot(column, above)),
      gates[i - 1]!,
    );
    sensitivities.unshift(sensitivity);
  }
  let [Kw, Kb] = [DUAL_ZERO, DUAL_ZERO];
  for (const [i, { weightScale, biasScale }] of network.layers.entries()) {
    const [a, j] = [activations[i]!, sensitivities[i]!];
    const squared = dot(j, j);
    Kw = plus(Kw, times(dual(weightScale), times(dot(a, a), squared)));
    Kb = plus(Kb, times(dual(biasScale), squared));
  }
  return { f: f!, Kw, Kb, activations, sensitivities };
}
