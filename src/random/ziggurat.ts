import { exp, log } from './elementary.ts';

/** Layers of equal area under exp(-x²/2), x >= 0. */
export const LAYERS = 1024;

/** Where the tail starts: the solution, rounded, of "the last edge is 0" for this number of layers. */
export const TAIL = 4.038849846109505;

/** Area of every layer, the bottom one with its tail: TAIL exp(-TAIL²/2) + ∫_TAIL^∞ exp(-x²/2) dx. */
const AREA = 0.001226324646353088;

/**
 * The ziggurat of the standard normal law (Marsaglia & Tsang, J. Stat. Softw. 2000; Doornik 2005). `edges[i]` falls
 * from edges[0], the width of a rectangle with the bottom layer's area, through edges[1] = TAIL to edges[LAYERS] = 0;
 * layer i lies between the heights[i] and heights[i+1], where heights[i] = exp(-edges[i]²/2).
 */
export interface Ziggurat {
  /** LAYERS + 1 numbers. */
  readonly edges: Float64Array;
  /** LAYERS + 1 numbers. */
  readonly heights: Float64Array;
}

export const ZIGGURAT = build();

function build(): Ziggurat {
  const edges = new Float64Array(LAYERS + 1);
  const heights = new Float64Array(LAYERS + 1);
  const bottom = exp((-TAIL * TAIL) / 2);
  edges[0] = AREA / bottom;
  edges[1] = TAIL;
  for (let i = 2; i < LAYERS; i++) {
    const height = exp((-edges[i - 1]! * edges[i - 1]!) / 2) + AREA / edges[i - 1]!;
    edges[i] = Math.sqrt(-2 * log(height));
  }
  for (let i = 0; i <= LAYERS; i++) heights[i] = exp((-edges[i]! * edges[i]!) / 2);
  return { edges, heights };
}
