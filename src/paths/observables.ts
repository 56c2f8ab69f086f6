import type { Network } from '../network/network.ts';
import type { Observable } from '../network/observables.ts';
import { ONE, type Rational, rational } from '../rational/rational.ts';
import { type Edge, neuronAt, type Path, paths } from './path.ts';
import { type PathSum, productOf, SumBuilder } from './path-sum.ts';
import { Variables } from './variables.ts';

/**
 * f, K_w, K_b and Q as sums over paths (Hanin & Nica 2019, Lemma 6 and its analogues for biases, in our notation). With wt(γ\e) the weight of γ
 * without W_e, x_γ the source of γ (its input, or the bias at its start), and λ = u_l for weights, c_l for biases:
 *
 *   f    = Σ_γ x_γ wt(γ)
 *   K_w  = Σ_e u_e Σ_{γ1, γ2 ∋ e} x_γ1 wt(γ1\e) x_γ2 wt(γ2\e)
 *   K_b  = Σ_z c_z Σ_{γ1, γ2 from z} wt(γ1) wt(γ2)
 *   Q_ww = 2 Σ_{e ≠ e'} u_e u_e' Σ x_γ0 wt(γ0\e') x_γ1 wt(γ1\e,e') x_γ2 wt(γ2\e)    e' in γ0 and γ1, e in γ1 and γ2
 *   Q_wb = 2 Σ_{e, z} u_e c_z Σ x_γ0 wt(γ0\e) wt(γ1\e) wt(γ2)                         γ1, γ2 from z
 *   Q_bw = 2 Σ_{z, e} c_z u_e Σ wt(γ0) wt(γ1\e) x_γ2 wt(γ2\e)                         γ0, γ1 from z
 *   Q_bb = 0                                                                           no source is in K_b
 *
 * The first step of f is ΔK = -η f Q: with f's own path, a sum over four. Each of these holds for every value of the
 * weights, with the gates as they are.
 */
export class PathSums {
  readonly variables: Variables;
  readonly #network: Network;
  /** Paths from the inputs, and from the neurons whose biases are drawn. */
  readonly #sourced: readonly Path[];
  readonly #fromNeurons: readonly { readonly scale: Rational; readonly paths: readonly Path[] }[];
  readonly #known = new Map<Observable, PathSum>();

  /** Throws PathLimit when there are too many paths. */
  constructor(network: Network) {
    const { layers, widths } = network;
    this.#network = network;
    this.variables = new Variables(network);
    this.#sourced = [
      ...paths(widths),
      ...layers.flatMap(({ biasVariance }, i) => (biasVariance.num ? [...paths(widths, i + 1)] : [])),
    ];
    this.#fromNeurons = layers.flatMap(({ biasScale: scale, width }, i) => {
      const all = scale.num ? [...paths(widths, i + 1)] : [];
      return Array.from({ length: scale.num ? width : 0 }, (_, z) => ({
        scale,
        paths: all.filter(({ neurons }) => neurons[0] === z),
      }));
    });
  }

  /** The observable as a sum over paths; found once. Throws PathLimit when there are too many tuples. */
  sum(observable: Observable): PathSum {
    const known = this.#known.get(observable) ?? this.#find(observable);
    this.#known.set(observable, known);
    return known;
  }

  #find(observable: Observable): PathSum {
    const together = (...parts: readonly Observable[]): PathSum =>
      parts.reduce((total, part) => total.addAll(this.sum(part), ONE), new SumBuilder()).sum;
    switch (observable) {
      case 'f':
        return this.#total(this.#sourced, [], true);
      case 'K':
        return together('Kw', 'Kb');
      case 'Kw':
        return this.#weightPart();
      case 'Kb':
        return this.#biasPart();
      case 'Q':
        return together('Qww', 'Qwb', 'Qbw', 'Qbb');
      case 'Qww':
        return this.#weightsMoveWeights();
      case 'Qwb':
        return this.#weightsMoveBiases();
      case 'Qbw':
        return this.#biasesMoveWeights();
      case 'Qbb':
        return new Map();
    }
  }

  #weightPart(): PathSum {
    const sum = new SumBuilder();
    for (const e of this.variables.edges) sum.addAll(this.#times(this.#slope(e), this.#slope(e)), this.#u(e));
    return sum.sum;
  }

  #biasPart(): PathSum {
    const sum = new SumBuilder();
    for (const { scale, paths: from } of this.#fromNeurons) {
      const slope = this.#total(from);
      sum.addAll(this.#times(slope, slope), scale);
    }
    return sum.sum;
  }

  #weightsMoveWeights(): PathSum {
    const sum = new SumBuilder();
    const { edges } = this.variables;
    for (const e of edges)
      for (const stepping of edges) {
        if (e.layer === stepping.layer) continue; // no path has two edges of a layer
        const moved = this.#times(this.#total(this.#sourced, [e, stepping], true), this.#slope(e));
        sum.addAll(this.#times(this.#slope(stepping), moved), twice(this.#u(e), this.#u(stepping)));
      }
    return sum.sum;
  }

  #weightsMoveBiases(): PathSum {
    const sum = new SumBuilder();
    for (const e of this.variables.edges)
      for (const { scale, paths: from } of this.#fromNeurons) {
        const moved = this.#times(this.#total(from, [e]), this.#total(from));
        sum.addAll(this.#times(this.#slope(e), moved), twice(this.#u(e), scale));
      }
    return sum.sum;
  }

  #biasesMoveWeights(): PathSum {
    const sum = new SumBuilder();
    for (const { scale, paths: from } of this.#fromNeurons)
      for (const e of this.variables.edges) {
        const moved = this.#times(this.#total(from, [e]), this.#slope(e));
        sum.addAll(this.#times(this.#total(from), moved), twice(scale, this.#u(e)));
      }
    return sum.sum;
  }

  /** df/dW_e: paths through e, without it. */
  #slope(e: Edge): PathSum {
    return this.#total(this.#sourced, [e], true);
  }

  /** Σ of the weights of those paths that go through all of `without`, without them. */
  #total(among: readonly Path[], without: readonly Edge[] = [], source = false): PathSum {
    this.variables.work.spend(among.length);
    const sum = new SumBuilder();
    for (const path of among) {
      if (goesThrough(path, without)) sum.add(this.variables.weight(path, without, source), ONE);
    }
    return sum.sum;
  }

  #times(a: PathSum, b: PathSum): PathSum {
    return productOf(this.variables, a, b);
  }

  #u({ layer }: Edge): Rational {
    return this.#network.layers[layer - 1]!.weightScale;
  }
}

const goesThrough = (path: Path, edges: readonly Edge[]): boolean =>
  edges.every(({ layer, from, to }) => neuronAt(path, layer - 1) === from && neuronAt(path, layer) === to);

const twice = (a: Rational, b: Rational): Rational => rational(2n * a.num * b.num, a.den * b.den);
