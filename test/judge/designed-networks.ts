import type { Gates, Network } from '../../src/network/network.ts';
import { rational } from '../../src/rational/rational.ts';

interface Design {
  readonly widths: readonly number[];
  readonly gates: Gates;
  /** Gradient scales and bias variances, layer by layer; weights have variance 1/fan-in. */
  readonly u: readonly number[];
  readonly c: readonly number[];
  readonly s: readonly number[];
}

/**
 * Networks on which single coefficients of the recursion matter most: chosen among 500 random ones, greedily, for the
 * largest (change of a mean)²/variance over all coefficients and moments. Scales that are zero in some layers leave few
 * terms to hide behind.
 */
const DESIGNS: readonly Design[] = [
  { widths: [1, 5, 3, 4, 1], gates: 'relu', u: [1, 1, 0, 0], c: [1, 4, 4, 0], s: [0, 1, 1, 0] },
  { widths: [1, 8, 5, 6, 1], gates: 'relu', u: [1, 1, 0, 1], c: [1, 0, 0, 0], s: [0, 1, 1, 1] },
  { widths: [1, 5, 4, 1], gates: 'relu', u: [1, 1, 0], c: [1, 4, 1], s: [0, 0, 0] },
  { widths: [1, 4, 5, 6, 1], gates: 'relu', u: [1, 1, 0, 0], c: [4, 0, 0, 0], s: [0, 0, 0, 0] },
  { widths: [1, 8, 6, 8, 1], gates: 'fair', u: [1, 0, 0, 0], c: [1, 0, 1, 0], s: [1, 4, 4, 4] },
  { widths: [1, 8, 5, 1], gates: 'relu', u: [1, 1, 0], c: [4, 0, 0], s: [0, 0, 0] },
  { widths: [1, 6, 6, 2, 1], gates: 'fair', u: [1, 1, 0, 0], c: [4, 4, 0, 0], s: [0, 0, 0, 0] },
  { widths: [1, 2, 4, 1], gates: 'fair', u: [1, 0, 1], c: [4, 0, 4], s: [1, 1, 1] },
  { widths: [1, 3, 5, 1], gates: 'relu', u: [1, 0, 0], c: [1, 0, 0], s: [0, 0, 0] },
  { widths: [1, 6, 8, 6, 1], gates: 'relu', u: [1, 1, 1, 0], c: [0, 1, 1, 4], s: [0, 0, 0, 0] },
  { widths: [1, 8, 3, 5, 1], gates: 'relu', u: [1, 1, 0, 0], c: [4, 1, 0, 1], s: [4, 0, 0, 0] },
  { widths: [1, 5, 6, 6, 1], gates: 'relu', u: [1, 0, 0, 0], c: [1, 1, 1, 0], s: [0, 0, 0, 0] },
  { widths: [1, 5, 8, 1], gates: 'fair', u: [1, 1, 0], c: [0, 0, 0], s: [0, 4, 4] },
  { widths: [1, 8, 5, 6, 1], gates: 'fair', u: [1, 1, 0, 0], c: [0, 1, 0, 0], s: [0, 0, 0, 0] },
];

export const designedNetworks: readonly Network[] = DESIGNS.map(({ widths, gates, u, c, s }) => ({
  widths,
  r: rational(1),
  gates,
  outputActivation: 'linear',
  layers: u.map((scale, i) => ({
    fanIn: widths[i]!,
    width: widths[i + 1]!,
    weightVariance: rational(1, widths[i]!),
    weightScale: rational(scale),
    biasVariance: rational(s[i]!),
    biasScale: rational(c[i]!),
  })),
}));
