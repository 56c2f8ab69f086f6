/** A finite double in units of 2^-1074, where it is an integer, by scaling that is exact at each step. */
export function unitsOf(x: number): bigint {
  let value = x;
  let shift = 0n;
  while (!Number.isInteger(value)) {
    value *= 2;
    shift += 1n;
  }
  return BigInt(value) << (1074n - shift);
}
