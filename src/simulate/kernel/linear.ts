// Vectors and columns of doubles at addresses. Columns are taken four at a time, so that the vector they share is read once.

/** Adds x0·c0 + … + x3·c3 to the vector `z` of n numbers; the columns start `size` bytes apart. */
export function addColumns(z: usize, n: i32, c0: usize, size: usize, x0: f64, x1: f64, x2: f64, x3: f64): void {
  let c1 = c0 + size;
  let c2 = c1 + size;
  let c3 = c2 + size;
  const v0 = f64x2.splat(x0);
  const v1 = f64x2.splat(x1);
  const v2 = f64x2.splat(x2);
  const v3 = f64x2.splat(x3);
  const pairs = z + ((<usize>(n >> 1)) << 4);
  for (; z < pairs; z += 16) {
    const left = f64x2.add(f64x2.mul(v128.load(c0), v0), f64x2.mul(v128.load(c1), v1));
    const right = f64x2.add(f64x2.mul(v128.load(c2), v2), f64x2.mul(v128.load(c3), v3));
    v128.store(z, f64x2.add(v128.load(z), f64x2.add(left, right)));
    c0 += 16;
    c1 += 16;
    c2 += 16;
    c3 += 16;
  }
  if (n & 1) {
    const left = load<f64>(c0) * x0 + load<f64>(c1) * x1;
    store<f64>(z, load<f64>(z) + (left + (load<f64>(c2) * x2 + load<f64>(c3) * x3)));
  }
}

/** Adds x·c to the vector `z` of n numbers. */
export function addColumn(z: usize, n: i32, c: usize, x: f64): void {
  const v = f64x2.splat(x);
  const pairs = z + ((<usize>(n >> 1)) << 4);
  for (; z < pairs; z += 16) {
    v128.store(z, f64x2.add(v128.load(z), f64x2.mul(v128.load(c), v)));
    c += 16;
  }
  if (n & 1) store<f64>(z, load<f64>(z) + load<f64>(c) * x);
}

/** Inner product of two vectors of n numbers. */
export function dot(a: usize, b: usize, n: i32): f64 {
  let sum = f64x2.splat(0.0);
  const pairs = a + ((<usize>(n >> 1)) << 4);
  for (; a < pairs; a += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(a), v128.load(b)));
    b += 16;
  }
  const total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  return n & 1 ? total + load<f64>(a) * load<f64>(b) : total;
}

/** Inner products of four columns, `size` bytes apart, with the vector `b` of n numbers, left in `products`. */
export const products = memory.data(32, 16);
export function dotColumns(b: usize, n: i32, c0: usize, size: usize): void {
  let c1 = c0 + size;
  let c2 = c1 + size;
  let c3 = c2 + size;
  let s0 = f64x2.splat(0.0);
  let s1 = f64x2.splat(0.0);
  let s2 = f64x2.splat(0.0);
  let s3 = f64x2.splat(0.0);
  const pairs = b + ((<usize>(n >> 1)) << 4);
  for (; b < pairs; b += 16) {
    const v = v128.load(b);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(c0), v));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(c1), v));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(c2), v));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(c3), v));
    c0 += 16;
    c1 += 16;
    c2 += 16;
    c3 += 16;
  }
  let last0 = 0.0;
  let last1 = 0.0;
  let last2 = 0.0;
  let last3 = 0.0;
  if (n & 1) {
    const x = load<f64>(b);
    last0 = x * load<f64>(c0);
    last1 = x * load<f64>(c1);
    last2 = x * load<f64>(c2);
    last3 = x * load<f64>(c3);
  }
  store<f64>(products, f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + last0);
  store<f64>(products, f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1) + last1, 8);
  store<f64>(products, f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1) + last2, 16);
  store<f64>(products, f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1) + last3, 24);
}
