import type { Network } from '../network/network.ts';
import { HALF, multiply, ONE, power, type Rational, rational, subtract, ZERO } from '../rational/rational.ts';
import type { Edge } from './path.ts';
import type { Monomial, Variable, Variables } from './variables.ts';

export interface MomentOptions {
  /** E W_e^p for an even power p; Gaussian of variance v_l by default. The law must be symmetric. */
  readonly weightMoment?: (edge: Edge, power: number) => Rational;
  /** x_i² of each input; r each by default. */
  readonly squaredInput?: readonly Rational[];
}

/** Expectations of monomials in the variables of a network. */
export class Means {
  readonly #variables: Variables;
  readonly #random: readonly number[];
  readonly #options: Required<MomentOptions>;
  readonly #network: Network;
  /** Probability that not all pre-activations of a layer are zero, at index l. */
  readonly #alive: readonly Rational[];
  readonly #known = new Map<number, Rational>();

  constructor(network: Network, variables: Variables, options: MomentOptions) {
    this.#network = network;
    this.#variables = variables;
    this.#random = variables.list.flatMap(({ kind }, i) => (kind === 'weight' || kind === 'bias' ? [i] : []));
    this.#options = {
      weightMoment: ({ layer }, p) => gaussianMoment(network.layers[layer - 1]!.weightVariance, p),
      squaredInput: Array.from({ length: network.widths[0]! }, () => network.r),
      ...options,
    };
    this.#alive = aliveness(network);
  }

  /** Which weights and biases have odd powers. */
  parity(monomial: Monomial): string {
    let parity = '';
    for (const i of this.#random) parity += monomial.charCodeAt(i) & 1;
    return parity;
  }

  /** Of a monomial of even powers. */
  of(monomial: Monomial): Rational {
    let value = ONE;
    for (let i = 0; i < this.#variables.firstGate; i++) {
      const exponent = monomial.charCodeAt(i);
      if (exponent > 0) value = multiply(value, this.#factor(i, exponent));
    }
    let [open, lowest] = [0, 0];
    for (let i = this.#variables.firstGate; i < monomial.length; i++) {
      if (monomial.charCodeAt(i) === 0) continue;
      const gate = this.#variables.list[i]!;
      if (open === 0 && gate.kind === 'gate') lowest = gate.layer;
      open++;
    }
    const gates = power(HALF, open);
    const pays = open > 0 && this.#network.gates === 'relu';
    return multiply(value, pays ? multiply(gates, this.#alive[lowest]!) : gates);
  }

  #factor(place: number, exponent: number): Rational {
    const key = place * 0x1_0000 + exponent;
    const known = this.#known.get(key) ?? this.#find(this.#variables.list[place]!, exponent);
    this.#known.set(key, known);
    return known;
  }

  #find(variable: Variable, exponent: number): Rational {
    if (variable.kind === 'input') return power(this.#options.squaredInput[variable.neuron]!, exponent / 2);
    if (variable.kind === 'weight') return this.#options.weightMoment(variable, exponent);
    return gaussianMoment(this.#network.layers[variable.layer - 1]!.biasVariance, exponent);
  }
}

/** E g^p of a centred Gaussian, p even: (p-1)!! variance^(p/2). */
export function gaussianMoment(variance: Rational, p: number): Rational {
  let value = power(variance, p / 2);
  for (let k = p - 1; k > 1; k -= 2) value = multiply(value, rational(k));
  return value;
}

/** A layer with zero biases has pre-activations unless the one below is dead: all its gates closed, or dead itself. */
function aliveness({ layers, widths, r }: Network): Rational[] {
  const alive = [r.num > 0n ? ONE : ZERO];
  for (const [i, { biasVariance }] of layers.entries()) {
    const someOpen = i === 0 ? ONE : subtract(ONE, power(HALF, widths[i]!));
    alive.push(biasVariance.num > 0n ? ONE : multiply(alive[i]!, someOpen));
  }
  return alive;
}
