/**
 * exp, log and pi in integers: each result is a pair, low <= high, with the true value times 2^bits between them.
 * Nothing is trusted but the arithmetic of integers: each rounding is counted, and each series has a remainder.
 */
export type Pair = readonly [low: bigint, high: bigint];

/** Bits beyond those asked for, more than what the roundings counted below cost. */
const GUARD = 24;

const remembered = (compute: (bits: number) => Pair): ((bits: number) => Pair) => {
  const known = new Map<number, Pair>();
  return (bits) => {
    const pair = known.get(bits) ?? compute(bits);
    known.set(bits, pair);
    return pair;
  };
};

/** π = 16 arctan 1/5 - 4 arctan 1/239 (Machin). */
export const PI = remembered((bits) =>
  combination([
    [16n, inverseSeries(5n, -1n, bits)],
    [-4n, inverseSeries(239n, -1n, bits)],
  ]),
);

/** log 10 = 46 artanh 1/31 + 34 artanh 1/49 + 20 artanh 1/161. */
export const LOG10 = remembered((bits) =>
  combination([
    [46n, inverseSeries(31n, 1n, bits)],
    [34n, inverseSeries(49n, 1n, bits)],
    [20n, inverseSeries(161n, 1n, bits)],
  ]),
);

/** Σ of whole multiples of pairs that have GUARD bits more than the result. */
function combination(terms: readonly (readonly [bigint, Pair])[]): Pair {
  let [low, high] = [0n, 0n];
  for (const [factor, pair] of terms) {
    low += factor * pair[factor < 0n ? 1 : 0];
    high += factor * pair[factor < 0n ? 0 : 1];
  }
  return [low >> BigInt(GUARD), (high >> BigInt(GUARD)) + 1n];
}

/**
 * artanh 1/k (`sign` 1) or arctan 1/k (-1) with GUARD bits more: Σ sign^j / ((2j+1) k^(2j+1)). Powers are short by less
 * than 2, terms by less than 3; at the end the power is 0, and what follows is less than 3.
 */
function inverseSeries(k: bigint, sign: 1n | -1n, bits: number): Pair {
  let power = (1n << BigInt(bits + GUARD)) / k;
  let sum = 0n;
  let j = 0n;
  for (; power > 0n; j++) {
    const term = power / (2n * j + 1n);
    sum += sign < 0n && j % 2n === 1n ? -term : term;
    power /= k * k;
  }
  const error = 3n * (j + 1n);
  return [sum - error, sum + error];
}

/** exp of x in 0 <= low <= x <= high < 3 (times 2^bits), high - low at most 2^(bits - 8). */
export function exp([low, high]: Pair, bits: number): Pair {
  const halvings = Math.max(3, Math.ceil(Math.sqrt(bits)));
  const work = bits + halvings + GUARD;
  const w = BigInt(work);
  const shift = BigInt(work - bits - halvings);
  // t = x / 2^halvings < 1/2
  const t = low << shift;
  const width = (high - low) << shift;
  let term = 1n << w;
  let sum = 0n;
  let count = 0n;
  // Terms of t^j/j! are short by at most 3: half of the error of the one before, and 1 + 1/j.
  for (; term > 0n; count++) {
    sum += term;
    term = ((term * t) >> w) / (count + 1n);
  }
  // What follows is at most twice the first term left out, which is at most 3; exp(t + s) <= exp(t) + 4 s for t, s <= 1/2.
  let [least, most] = [sum, sum + 3n * count + 6n + 4n * width];
  for (let k = 0; k < halvings; k++) [least, most] = [(least * least) >> w, ((most * most) >> w) + 1n];
  const down = BigInt(work - bits);
  return [least >> down, (most >> down) + 1n];
}

/** log of x in 1 <= low <= x <= high <= 10 (times 2^bits), high - low at most a few units. */
export function log([low, high]: Pair, bits: number): Pair {
  const about = logAbout(low, bits);
  return corrected(about, [low, high], bits);
}

/** Near log x, with nothing promised: the correction of a guess with a quarter of the bits. */
function logAbout(x: bigint, bits: number): bigint {
  if (bits < 60) return BigInt(Math.floor(Math.log(Number(x) / 2 ** bits) * 2 ** bits));
  const fewer = Math.max(50, Math.ceil(bits / 4) + 8);
  const guess = logAbout(x >> BigInt(bits - fewer), fewer);
  return corrected(clamped(guess << BigInt(bits - fewer), bits), [x, x], bits)[0];
}

/** In the domain of `exp`. */
const clamped = (y: bigint, bits: number): bigint => {
  const most = (3n << BigInt(bits)) - 1n;
  return y < 0n ? 0n : y > most ? most : y;
};

/** log x = y + 2 artanh z, z = (x - e^y)/(x + e^y): z + z³/3, and less than |z|^5 for |z| <= 1/2. */
function corrected(guess: bigint, [low, high]: Pair, bits: number): Pair {
  const b = BigInt(bits);
  const y = clamped(guess, bits);
  const [least, most] = exp([y, y], bits);
  // It rises with x and falls with e^y.
  const zLow = floorDivide((low - most) << b, low + most);
  const zHigh = floorDivide((high - least) << b, high + least) + 1n;
  const half = 1n << (b - 1n);
  if (zLow < -half || zHigh > half) throw new RangeError('the guess of a logarithm is far off');
  const rest = (z: bigint): bigint => {
    const size = z < 0n ? -z : z;
    return ((size ** 5n) >> (4n * b)) + 1n;
  };
  const cube = (z: bigint): bigint => floorDivide(z ** 3n, 3n << (2n * b));
  return [y + 2n * (zLow + cube(zLow) - rest(zLow)), y + 2n * (zHigh + cube(zHigh) + 1n + rest(zHigh))];
}

/** Towards minus infinity. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
