import type { Stream } from './stream.ts';

/** A symmetric law of mean 0 and variance 1. */
interface Law {
  /** Overwrites `out` with draws. */
  readonly fill: (stream: Stream, out: Float64Array) => void;
  /** E x⁴ = num/den, exactly, in lowest terms. */
  readonly fourthMoment: { readonly num: bigint; readonly den: bigint };
}

/** The laws a standardized weight may have; a weight of variance v is √v times a draw. */
export const WEIGHT_LAWS = {
  gaussian: {
    fill: (stream: Stream, out: Float64Array): void => stream.normals(out),
    fourthMoment: { num: 3n, den: 1n },
  },
  /** Uniform on (-√3, √3). */
  uniform: {
    fill: each((stream) => Math.sqrt(12) * (stream.uniform() - 0.5)),
    fourthMoment: { num: 9n, den: 5n },
  },
  /** Density exp(-√2|x|)/√2, by inversion of each half. */
  laplace: {
    fill: each((stream) => {
      const size = -Math.SQRT1_2 * Math.log(stream.uniform());
      return stream.coin() ? size : -size;
    }),
    fourthMoment: { num: 6n, den: 1n },
  },
  /** Student's t with 9 degrees of freedom, divided by its standard deviation √(9/7). */
  student9: {
    fill: each((stream) => {
      const normal = stream.normal();
      return normal * Math.sqrt(7 / chiSquare9(stream));
    }),
    fourthMoment: { num: 21n, den: 5n },
  },
  /** +1 or -1, a fair coin. */
  rademacher: {
    fill: each((stream) => (stream.coin() ? 1 : -1)),
    fourthMoment: { num: 1n, den: 1n },
  },
} as const satisfies Record<string, Law>;

export type WeightLaw = keyof typeof WEIGHT_LAWS;

/** Draws one after the other. */
function each(draw: (stream: Stream) => number): (stream: Stream, out: Float64Array) => void {
  return (stream, out) => {
    for (let i = 0; i < out.length; i++) out[i] = draw(stream);
  };
}

/** χ²(9) = χ²(8) + χ²(1), and χ²(8) is -2 log of a product of four uniforms (at least 2^-212: no underflow). */
function chiSquare9(stream: Stream): number {
  const product = stream.uniform() * stream.uniform() * stream.uniform() * stream.uniform();
  const normal = stream.normal();
  return normal * normal - 2 * Math.log(product);
}
