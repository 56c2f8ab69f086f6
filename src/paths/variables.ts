import type { Network } from '../network/network.ts';
import { Work } from './limit.ts';
import { type Edge, edgesOf, neuronAt, type Path } from './path.ts';

/** What a sum over paths is a polynomial in: the inputs, the weights, the biases, and the gates, which are 0 or 1. */
export type Variable =
  | { readonly kind: 'input'; readonly neuron: number }
  | ({ readonly kind: 'weight' } & Edge)
  | { readonly kind: 'bias' | 'gate'; readonly layer: number; readonly neuron: number };

/**
 * A product of variables as text: the character code at a variable's place is its power. Gates come last, and are
 * their own squares.
 */
export type Monomial = string;

/** The variables of a network, in a fixed order, and the monomials of its paths. */
export class Variables {
  readonly list: readonly Variable[];
  /** Place of the first gate. */
  readonly firstGate: number;
  readonly #places = new Map<string, number>();
  /** What sums over monomials of these variables have cost. */
  readonly work = new Work();
  readonly #depth: number;

  constructor({ widths, outputActivation }: Pick<Network, 'widths' | 'outputActivation'>) {
    this.#depth = widths.length - 1;
    const neurons = (layer: number): number[] => Array.from({ length: widths[layer]! }, (_, i) => i);
    const layers = widths.slice(1).map((_, i) => i + 1);
    const gated = outputActivation === 'relu' ? layers : layers.slice(0, -1);
    const plain: Variable[] = [
      ...neurons(0).map((neuron) => ({ kind: 'input', neuron }) as const),
      ...layers.flatMap((layer) =>
        neurons(layer - 1).flatMap((from) =>
          neurons(layer).map((to) => ({ kind: 'weight', layer, from, to }) as const),
        ),
      ),
      ...layers.flatMap((layer) =>
        neurons(layer).map((neuron) => ({ kind: 'bias', layer, neuron }) as const),
      ),
    ];
    const gates = gated.flatMap((layer) =>
      neurons(layer).map((neuron) => ({ kind: 'gate', layer, neuron }) as const),
    );
    this.list = [...plain, ...gates];
    this.firstGate = plain.length;
    for (const [place, variable] of this.list.entries()) this.#places.set(nameOf(variable), place);
  }

  /** Every weight, from the lowest layer up. */
  get edges(): Edge[] {
    return this.list.flatMap((variable) =>
      variable.kind === 'weight' ? [{ layer: variable.layer, from: variable.from, to: variable.to }] : [],
    );
  }

  /**
   * The weight of a path: the product of its weights, except those of the edges `without`, and of the gates of its
   * neurons from layer 1 up; the first neuron of a bias path has its gate, a linear output has none.
   * Hanin & Nica 2019, Definition 2, in our notation. `source`: what enters at its start, the input or the bias there;
   * left out for a derivative by that bias.
   */
  weight(path: Path, without: readonly Edge[] = [], source = false): Monomial {
    this.work.spend(this.list.length);
    const powers = this.list.map(() => 0);
    const raise = (variable: Variable): void => {
      const place = this.#places.get(nameOf(variable));
      if (place !== undefined) powers[place]!++;
    };
    for (const edge of edgesOf(path)) {
      if (!without.some((e) => sameEdge(e, edge))) raise({ kind: 'weight', ...edge });
    }
    for (let layer = Math.max(1, path.start); layer <= this.#depth; layer++) {
      raise({ kind: 'gate', layer, neuron: neuronAt(path, layer)! });
    }
    const neuron = path.neurons[0]!;
    if (source)
      raise(path.start === 0 ? { kind: 'input', neuron } : { kind: 'bias', layer: path.start, neuron });
    return String.fromCharCode(...powers);
  }

  /** The product; whoever multiplies many has them counted in `work` first. */
  times(a: Monomial, b: Monomial): Monomial {
    const codes: number[] = [];
    for (let i = 0; i < this.firstGate; i++) codes.push(a.charCodeAt(i) + b.charCodeAt(i));
    for (let i = this.firstGate; i < a.length; i++) codes.push(a.charCodeAt(i) | b.charCodeAt(i));
    return String.fromCharCode(...codes);
  }
}

const sameEdge = (a: Edge, b: Edge): boolean => a.layer === b.layer && a.from === b.from && a.to === b.to;

const nameOf = (variable: Variable): string =>
  variable.kind === 'weight'
    ? `w${variable.layer},${variable.from},${variable.to}`
    : variable.kind === 'input'
      ? `x${variable.neuron}`
      : `${variable.kind}${variable.layer},${variable.neuron}`;
