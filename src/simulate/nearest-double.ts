/**
 * The double nearest to `num/den` for `den > 0`, ties to even, subnormals included; ±Infinity beyond the range.
 * The fraction need not be reduced.
 */
export function nearestDouble(num: bigint, den: bigint): number {
  if (num === 0n) return 0;
  const size = num < 0n ? -num : num;
  // 2^(length-1) < size/den < 2^(length+1)
  const length = bitLength(size) - bitLength(den);
  // Weight of the last bit kept: one bit too many in half of the cases, so look at the quotient itself.
  let exponent = Math.max(length - 53, -1074);
  if (floorShifted(size, den, -exponent) >= 2n ** 53n) exponent += 1;
  const top = exponent < 0 ? size << BigInt(-exponent) : size;
  const bottom = exponent < 0 ? den : den << BigInt(exponent);
  let quotient = top / bottom;
  const twice = 2n * (top - quotient * bottom);
  if (twice > bottom || (twice === bottom && quotient % 2n === 1n)) quotient += 1n;
  const rounded = exponent > 1023 ? Infinity : Number(quotient) * 2 ** exponent;
  return num < 0n ? -rounded : rounded;
}

const bitLength = (n: bigint): number => {
  const hex = n.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0]!, 16)));
};

const floorShifted = (num: bigint, den: bigint, shift: number): bigint =>
  shift >= 0 ? (num << BigInt(shift)) / den : num / (den << BigInt(-shift));
