/**
 * One block of Philox4x32-10: `out` receives the 128 bits that the 128-bit counter `c0..c3` stands for
 * under the 64-bit key `k0, k1`, as four signed 32-bit words. A bijection of the counter for every key, so
 * distinct counters never collide.
 *
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Random123).
 */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Int32Array,
): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, x0);
    const low0 = Math.imul(0xd2511f53, x0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, x2);
    const low1 = Math.imul(0xcd9e8d57, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/**
 * Upper 32 bits of the unsigned product of `mh·2^16 + ml` and `x`, in 16-bit halves: each partial sum is at
 * most (2^16-1)² + 2(2^16-1) = 2^32 - 1, so no carry is lost.
 */
function multiplyHigh(mh: number, ml: number, x: number): number {
  const xh = x >>> 16;
  const xl = x & 0xffff;
  const middle = (Math.imul(ml, xh) + (Math.imul(ml, xl) >>> 16)) | 0;
  const other = (Math.imul(mh, xl) + (middle & 0xffff)) | 0;
  return (Math.imul(mh, xh) + (middle >>> 16) + (other >>> 16)) | 0;
}
