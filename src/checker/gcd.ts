/**
 * The greatest common divisor, by Lehmer's method (Knuth, The Art of Computer Programming 2, 4.5.2, algorithm L): the leading
 * digits alone tell many quotients of Euclid's algorithm, which are applied to the long numbers at once. Whatever the quotients,
 * the step is a matrix of integers with determinant 1 or -1, which leaves the divisor as it is.
 */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = ordered(absolute(a), absolute(b));
  let bits = bitsOf(x);
  while (y >> 64n !== 0n) {
    // `bits` was the length before the last step: look again, at the leading digits only.
    const below = Math.max(0, bits - 160);
    bits = below + bitsOf(x >> BigInt(below));
    const dropped = BigInt(bits - LEADING);
    const matrix = quotients(Number(x >> dropped), Number(y >> dropped));
    if (matrix) {
      const [p, q, r, s] = matrix;
      [x, y] = ordered(absolute(p * x + q * y), absolute(r * x + s * y));
    } else {
      [x, y] = [y, x % y];
      bits = bitsOf(x);
    }
  }
  while (y > LARGEST) [x, y] = [y, x % y];
  return y === 0n ? x : BigInt(euclid(Number(y), Number(x % y)));
}

/** Integers up to here, and their remainders, are exact in floating point. */
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

function euclid(x: number, y: number): number {
  let [u, v] = [x, y];
  while (v !== 0) [u, v] = [v, u % v];
  return u;
}

/** Numbers of so many bits, and the sums below, are exact in floating point. */
const LEADING = 52;
type Matrix = readonly [bigint, bigint, bigint, bigint];

/** The steps of Euclid's algorithm on which all numbers with these leading digits agree, if there are any. */
function quotients(x: number, y: number): Matrix | undefined {
  let [u, v, a, b, c, d] = [x, y, 1, 0, 0, 1];
  while (v + c !== 0 && v + d !== 0) {
    const quotient = Math.floor((u + a) / (v + c));
    if (quotient !== Math.floor((u + b) / (v + d))) break;
    [u, v, a, b, c, d] = [v, u - quotient * v, c, d, a - quotient * c, b - quotient * d];
  }
  return b === 0 ? undefined : [BigInt(a), BigInt(b), BigInt(c), BigInt(d)];
}

const absolute = (x: bigint): bigint => (x < 0n ? -x : x);
const ordered = (x: bigint, y: bigint): [bigint, bigint] => (x < y ? [y, x] : [x, y]);
/** At most three bits too many. */
const bitsOf = (x: bigint): number => 4 * x.toString(16).length;
