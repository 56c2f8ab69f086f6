import type { Layer } from '../../src/network/network.ts';
import type { Observable } from '../../src/network/observables.ts';
import type { Rational } from '../../src/rational/rational.ts';
import { times } from './arithmetic.ts';

/** Which multiple of each layer's gradient scales a kernel counts: K_w is { w: 1, b: 0 }. */
export interface Scales {
  readonly w: number;
  readonly b: number;
}

/** The kernel of a group of parameters: 'w' or 'b', both when no letter is given. */
export const scalesOf = (group: string | undefined): Scales => ({
  w: group === 'b' ? 0 : 1,
  b: group === 'w' ? 0 : 1,
});

/** Those of K, Kw or Kb. */
export const kernelScales = (kernel: Observable): Scales => scalesOf(kernel[1]);

export const addScales = (one: Scales, other: Scales): Scales => ({
  w: one.w + other.w,
  b: one.b + other.b,
});

/** u of a layer, as this kernel counts it. */
export const weightScale = (layer: Layer, { w }: Scales): Rational => times(w, layer.weightScale);
