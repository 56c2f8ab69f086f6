import type { Layer, Network } from '../network/network.ts';
import { gcd, isZero, type Rational } from '../rational/rational.ts';
import type { Cost } from './permit.ts';

/** What a linear recursion over the layers is made of, for its cost. */
export interface RunShape {
  /** Half the legs of the largest monomial: how many of a layer's scalars a factor has. */
  readonly degree: number;
  /** Entries of one layer's matrix. */
  readonly entries: number;
  /** Numbers that are carried from layer to layer. */
  readonly values: number;
  /** Numbers that are reduced at the end. */
  readonly outputs: number;
  /** Whether P(alive) is carried along, whose powers of two have width bits a layer. */
  readonly needsAlive: boolean;
  /** A denominator that every layer has beside its scalars'. */
  readonly own?: bigint;
}

/** Seconds, measured: of making an entry, of a product whatever its length, of two words, of a gcd of 10^6 bits. */
const SECONDS = { newEntry: 1e-6, entry: 2e-7, words: 1.2e-9, gcd: 8 } as const;
const WORD = 64;
/** Bytes of an entry of a matrix, and of a value apart from its bits. */
const BYTES = { entry: 150, value: 100 } as const;

/** What running a recursion through the network's layers takes, and of how many bits its numbers are at most. */
export function runCost(shape: RunShape, network: Network): Cost & { readonly bits: number } {
  const depth = network.layers.length;
  const found = measured(shape, network, depth);
  if (found.seconds <= SHORT_SECONDS || depth === 1) return found;
  return { ...found, instead: `to depth ${depthWithin(shape, network)} it takes ${SHORT_SECONDS} s` };
}

/** What is offered in place of a longer run. */
const SHORT_SECONDS = 2;

/** The largest depth at which the first layers stay short, by bisection. */
function depthWithin(shape: RunShape, network: Network): number {
  let [low, high] = [1, network.layers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (measured(shape, network, middle).seconds > SHORT_SECONDS) high = middle;
    else low = middle;
  }
  return low;
}

function measured(shape: RunShape, network: Network, depth: number): Cost & { readonly bits: number } {
  const { entries, values, outputs, needsAlive } = shape;
  let { bits, odd } = inputBits(shape, network, depth);
  let seconds = 0;
  let last: Layer | undefined;
  let grown = { bits: 0, odd: 0, step: 0 };
  for (const layer of network.layers.slice(0, depth)) {
    if (!last || !isSameLayer(layer, last)) {
      grown = layerBits(shape, layer);
      seconds += entries * SECONDS.newEntry;
    }
    last = layer;
    seconds += entries * (SECONDS.entry + SECONDS.words * (bits / WORD) * Math.max(2, grown.step / WORD));
    if (needsAlive) seconds += values * SECONDS.words * (bits / WORD);
    bits += grown.bits;
    odd += grown.odd;
  }
  seconds += outputs * SECONDS.gcd * (Math.min(bits, odd) / 1e6) ** 2;
  const bytes = entries * BYTES.entry + values * (BYTES.value + bits / 4);
  const what = `${depth} layers of ${entries} entries, with numbers of up to ${Math.ceil(bits)} bits`;
  return { what, seconds, bytes, bits };
}

const isSameLayer = (a: Layer, b: Layer): boolean =>
  a.width === b.width && a.fanIn === b.fanIn && a.biasVariance === b.biasVariance;

interface Bits {
  /** Of a number. */
  readonly bits: number;
  /** Of the odd part of its denominator. */
  readonly odd: number;
}

/** What numbers start with: powers of r, and whatever is added up over the layers but does not grow with each. */
function inputBits({ degree }: RunShape, { r, widths, layers }: Network, depth: number): Bits {
  const scalars = layers
    .slice(0, 1)
    .flatMap(({ weightScale, biasVariance, biasScale }) => [weightScale, biasVariance, biasScale]);
  const added = Math.max(0, ...scalars.filter((x) => !isZero(x)).map(log2));
  const largest = Math.max(0, bitsOf(r.num) - bitsOf(r.den)) + added + Math.log2(Math.max(...widths) * depth);
  return { bits: degree * (bitsOf(r.den) + largest), odd: degree * bitsOf(oddPart(r.den)) };
}

/** What one layer adds to every number, and the bits of its own entries. */
function layerBits(
  { degree, needsAlive, own = 1n }: RunShape,
  layer: Layer,
): Bits & { readonly step: number } {
  const { weightVariance, weightScale, biasVariance, biasScale, width } = layer;
  const scalars = [weightVariance, weightScale, biasVariance, biasScale];
  const denominator = scalars.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
  // A factor has as many scalars as the degree, and as many factors of two from gates at most.
  const below = degree * (bitsOf(denominator) + 1) + bitsOf(own);
  const largest = Math.max(0, ...scalars.filter((x) => !isZero(x)).map(log2));
  // E |a|^2k is multiplied by at most Π_(i < k) (width/2 + i) 2v.
  const growth = degree * Math.max(0, log2(weightVariance) + Math.log2(width / 2 + degree));
  return {
    bits: below + growth + (needsAlive ? width : 0),
    odd: degree * bitsOf(oddPart(denominator)) + bitsOf(own),
    step: below + degree * (largest + Math.log2(width)),
  };
}

const log2 = ({ num, den }: Rational): number => bitsOf(num) - bitsOf(den);

function oddPart(x: bigint): bigint {
  let odd = x;
  while (odd !== 0n && (odd & 1n) === 0n) odd >>= 1n;
  return odd;
}

/** log2 |x|, to a digit or so; 0 of 0 and 1. */
function bitsOf(x: bigint): number {
  const hex = (x < 0n ? -x : x).toString(16);
  const head = Number.parseInt(hex.slice(0, 8), 16);
  return head === 0 ? 0 : Math.log2(head) + 4 * Math.max(0, hex.length - 8);
}
