import { OutOfRange } from '../limits/error.ts';
import type { Layer, Network } from '../network/network.ts';
import { add, divide, equals, multiply, type Rational, rational, subtract } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { type ArcCosines, arcCosines } from './arc-cosine.ts';
import type { Real, Reals } from './reals.ts';

/** What `kernels` carries from layer to layer. */
interface Carried {
  /** What Θ_1 contributes to Θ_l: the one term that may be negative. */
  readonly first: Real;
  readonly others: Real;
  /** Σ_l. */
  readonly covariance: Real;
  readonly q: Real;
  /** 1 - ρ_l and 1 + ρ_l; of an input of length 0 without biases there are none. */
  readonly below: Real;
  readonly above: Real;
}

/** A layer's state, and the layers that were put on it: what deeper networks with the same first layers go on from. */
export class LayerState {
  readonly reals: Reals;
  readonly carried: Carried;
  readonly next = new Map<string, LayerState>();
  #gates: ArcCosines | undefined;

  constructor(reals: Reals, carried: Carried) {
    this.reals = reals;
    this.carried = carried;
  }

  /** The arc-cosine kernels of the layer's pre-activations. */
  get gates(): ArcCosines {
    this.#gates ??= arcCosines(this.reals, this.carried.below, this.carried.above);
    return this.#gates;
  }
}

/** What a layer does: v n/2, u n/2, s and c. */
interface Scalars<T> {
  readonly gain: T;
  readonly counted: T;
  readonly bias: T;
  readonly trained: T;
}

/**
 * The state behind the last layer of a network, at inputs with this cosine: from as deep a layer as is known of its parameters
 * and this precision. Throws an OutOfRange for an input of length 0 without biases, unless the network is linear.
 */
export function lastState(reals: Reals, network: Network, rho: Rational): LayerState {
  const { layers, outputActivation } = network;
  let state = inputState(reals, network, rho);
  if (layers.length === 1 && outputActivation === 'linear') return state;
  if (state.carried.q.mantissa === 0n)
    throw new OutOfRange('an input of length 0 has no direction where there are no biases');
  let last: Layer | undefined;
  let key = '';
  let scalars: Scalars<Real> | undefined;
  for (const layer of layers.slice(1)) {
    if (!last || !isAlike(last, layer)) {
      const exact = scalarsOf(layer);
      key = keyOf(Object.values(exact));
      scalars = inReals(reals, exact);
    }
    last = layer;
    const { next } = state;
    state = next.get(key) ?? remembered(next, key, new LayerState(reals, behind(reals, state, scalars!)));
  }
  return state;
}

function inputState(reals: Reals, { layers, r, widths }: Network, rho: Rational): LayerState {
  const [input] = layers as [Layer, ...Layer[]];
  const length = multiply(r, rational(widths[0]!));
  const signal = multiply(input.weightVariance, length);
  const variance = add(signal, input.biasVariance);
  const aligned = multiply(signal, rho);
  const first = add(multiply(input.weightScale, multiply(length, rho)), input.biasScale);
  const key = keyOf([rational(reals.digits), first, aligned, signal, input.biasVariance]);
  const known = roots.get(key);
  if (known) return known;
  const share = (x: Rational): Real =>
    variance.num === 0n ? reals.of(variance) : reals.of(divide(x, variance));
  const state = new LayerState(reals, {
    first: reals.of(first),
    others: reals.of(rational(0)),
    covariance: reals.of(add(aligned, input.biasVariance)),
    q: reals.of(variance),
    below: share(subtract(signal, aligned)),
    above: share(add(add(signal, aligned), add(input.biasVariance, input.biasVariance))),
  });
  return remembered(roots, key, state);
}

/** One layer; the formulas are at `Pair`. */
function behind(reals: Reals, { carried, gates }: LayerState, scalars: Scalars<Real>): Carried {
  const { gain, counted, bias, trained } = scalars;
  const { open, product, gap } = gates;
  const through = reals.multiply(gain, open);
  const received = reals.multiply(gain, carried.q);
  const own = reals.multiply(reals.multiply(counted, carried.q), product);
  const q = reals.add(received, bias);
  const below = reals.divide(reals.multiply(received, gap), q);
  return {
    first: reals.multiply(through, carried.first),
    others: reals.add(reals.add(reals.multiply(through, carried.others), own), trained),
    covariance: reals.add(reals.multiply(received, product), bias),
    q,
    below,
    above: reals.subtract(reals.scale(reals.one, 1), below),
  };
}

const isAlike = (a: Layer, b: Layer): boolean =>
  a.fanIn === b.fanIn &&
  equals(a.weightVariance, b.weightVariance) &&
  equals(a.weightScale, b.weightScale) &&
  equals(a.biasVariance, b.biasVariance) &&
  equals(a.biasScale, b.biasScale);

function scalarsOf({
  fanIn,
  weightVariance,
  weightScale,
  biasVariance,
  biasScale,
}: Layer): Scalars<Rational> {
  const half = rational(fanIn, 2);
  return {
    gain: multiply(weightVariance, half),
    counted: multiply(weightScale, half),
    bias: biasVariance,
    trained: biasScale,
  };
}

const inReals = (reals: Reals, { gain, counted, bias, trained }: Scalars<Rational>): Scalars<Real> => ({
  gain: reals.of(gain),
  counted: reals.of(counted),
  bias: reals.of(bias),
  trained: reals.of(trained),
});

const keyOf = (numbers: readonly Rational[]): string => numbers.map(formatRational).join(' ');

/** States of inputs, by what they are made of. */
const roots = new Map<string, LayerState>();
let held = 0;
/** Bytes of all states that are kept, and of one apart from the bits of its numbers. */
const BYTES = { most: 1e8, own: 1000 } as const;
const NUMBERS = 9;

/** Keeps a state; beyond the limit all begins anew. */
function remembered(place: Map<string, LayerState>, key: string, state: LayerState): LayerState {
  held += BYTES.own + (NUMBERS * state.reals.bits) / 8;
  if (held > BYTES.most) {
    roots.clear();
    held = 0;
  }
  place.set(key, state);
  return state;
}
