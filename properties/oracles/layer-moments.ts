import type { Layer } from '../../src/network/network.ts';
import { HALF, ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { plus, times } from './arithmetic.ts';
import { type Scales, weightScale } from './gradient-scales.ts';

/**
 * Expectations of the invariants of a gated layer, of degree at most two: a its activation, A = D Θ D its gated
 * tangent kernel, S = |a|², T = tr A, V = aᵀ A a.
 */
export interface Gated {
  readonly S: Rational;
  readonly T: Rational;
  readonly SS: Rational;
  readonly TS: Rational;
  readonly V: Rational;
  readonly TT: Rational;
  readonly trAA: Rational;
}

/** The input |x|²: it has no kernel. */
export const inputMoments = (S: Rational): Gated => ({
  S,
  T: ZERO,
  SS: times(S, S),
  TS: ZERO,
  V: ZERO,
  TT: ZERO,
  trAA: ZERO,
});

/** Expectations over one or two neurons 1 ≠ 2 of a layer before its gates: z the pre-activation, Θ the kernel. */
export interface Ungated {
  readonly z1z1: Rational;
  readonly z1z1z1z1: Rational;
  readonly z1z1z2z2: Rational;
  readonly Θ11: Rational;
  readonly Θ11Θ11: Rational;
  readonly Θ11Θ22: Rational;
  readonly Θ12Θ12: Rational;
  readonly Θ11z1z1: Rational;
  readonly Θ11z2z2: Rational;
  readonly Θ12z1z2: Rational;
}

/**
 * One layer of weights and biases on top of a gated layer. `one` stands for the expectation of the constant 1: the
 * probability that the layer below is alive where a dead one closes the gates of this one.
 */
export function throughWeights(layer: Layer, scales: Scales, below: Gated, one: Rational): Ungated {
  const { weightVariance: v, biasVariance: s } = layer;
  const u = weightScale(layer, scales);
  const c = times(scales.b, layer.biasScale);
  const { S, T, SS, TS, V, TT, trAA } = below;
  const qq = plus(times(v, v, SS), times(2, v, s, S), times(s, s));
  const ownSquared = plus(times(u, u, SS), times(2, u, c, S), times(c, c, one));
  const ownTimesT = plus(times(u, TS), times(c, T));
  const ownTimesQ = plus(times(u, v, SS), times(plus(times(u, s), times(c, v)), S), times(c, s));
  const twoNeurons = plus(ownSquared, times(2, v, ownTimesT), times(v, v, TT));
  return {
    z1z1: plus(times(v, S), s),
    z1z1z1z1: times(3, qq),
    z1z1z2z2: qq,
    Θ11: plus(times(u, S), times(c, one), times(v, T)),
    Θ11Θ11: plus(twoNeurons, times(2, v, v, trAA)),
    Θ11Θ22: twoNeurons,
    Θ12Θ12: times(v, v, trAA),
    Θ11z1z1: plus(ownTimesQ, times(v, v, plus(TS, times(2, V))), times(s, v, T)),
    Θ11z2z2: plus(ownTimesQ, times(v, v, TS), times(s, v, T)),
    Θ12z1z2: times(v, v, V),
  };
}

/** Sums over open neurons: each of n is open with probability 1/2, each of n(n-1) ordered pairs with 1/4. */
export function throughGates(width: number, open: Ungated): Gated {
  const h = rational(width, 2);
  const g = rational(width * (width - 1), 4);
  return {
    S: times(h, open.z1z1),
    T: times(h, open.Θ11),
    SS: plus(times(h, open.z1z1z1z1), times(g, open.z1z1z2z2)),
    TS: plus(times(h, open.Θ11z1z1), times(g, open.Θ11z2z2)),
    V: plus(times(h, open.Θ11z1z1), times(g, open.Θ12z1z2)),
    TT: plus(times(h, open.Θ11Θ11), times(g, open.Θ11Θ22)),
    trAA: plus(times(h, open.Θ11Θ11), times(g, open.Θ12Θ12)),
  };
}

/** What the gate of a single output neuron multiplies every expectation by. */
export const outputGate = (hasGate: boolean): Rational => (hasGate ? HALF : ONE);
