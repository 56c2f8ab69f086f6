// k inputs, O(n k²) a layer: the vectors z^l(x_i) and J^l(x_i) of all inputs x_i, without the matrices between them.
//
// Rows (W_r/√v, b_r/√s) of a layer are standard normal vectors g̃_r in n_{l-1} + 1 dimensions. They meet the inputs in the
// columns of Ã = [√v A; √s 1ᵀ], A = [a^{l-1}(x_1) … a^{l-1}(x_k)]. With Ã = Q R, the columns of Q orthonormal,
//
//   forward    Z = Y R, where Y = G̃ Q is standard normal
//   backward   given Y, the rest of G̃ is free: G̃ᵀ J = Q Yᵀ J + (1 - Q Qᵀ) M, the rows of M normal with covariance JᵀJ;
//              J^{l-1}(x_i) is √v times the gates of x_i times the first n_{l-1} coordinates of column i
//
// It is Matheron's rule without the inverse of the covariance ÃᵀÃ, which nearly equal inputs make singular. An input in
// the span of those before it adds nothing to Q: without random biases that is a multiple of one of them, and 0.
//
// A fair gate at a pre-activation of exactly 0 is one coin of the neuron for all inputs: f is a function of its input.
import { coin } from './generator.ts';
import { addColumn, addColumns, dot, dotColumns, products } from './linear.ts';
import {
  allocate, biasDeviation, biasScale, depth, fairGates, inputWidth, reluOutput, weightDeviation, weightScale, width,
} from './network.ts';
import { fillNormals } from './normal.ts';

/** What the earlier columns leave of one, below this share of its length, is rounding. */
const COLLINEAR: f64 = 1e-12;
/** The same of squared lengths, where rounding takes more. */
const SINGULAR: f64 = 1e-14;

/** k. */
let count: i32 = 0;
/** Layer l = 0 … d, k columns each: addresses of a^l, then Q; Y; gates, 1 or 0. k × k: AᵀA, R. */
const STRIDE: usize = 40;
let layers: usize = 0;
/** J^l, J^{l-1} and normals: k columns each, `wide` bytes apart. */
let upper: usize = 0;
let lower: usize = 0;
let normals: usize = 0;
let wide: usize = 0;
/** k × k: JᵀJ and its Cholesky factor; k numbers. */
let square: usize = 0;
let root: usize = 0;
let scratch: usize = 0;
/** The coin of each neuron of a layer: not tossed, closed, open. */
let coins: usize = 0;
let isReady: bool = false;

/** Bytes between columns of n numbers, one more below them, and what a draw may write beyond these. */
@inline
function stride(n: i32): usize {
  return (<usize>(n + 4) & ~3) << 3;
}
@inline
function base(l: i32): usize {
  return load<usize>(layers + STRIDE * <usize>l);
}
@inline
function met(l: i32): usize {
  return load<usize>(layers + STRIDE * <usize>l, 8);
}
@inline
function gates(l: i32): usize {
  return load<usize>(layers + STRIDE * <usize>l, 16);
}
@inline
function activationGram(l: i32): usize {
  return load<usize>(layers + STRIDE * <usize>l, 24);
}
@inline
function triangle(l: i32): usize {
  return load<usize>(layers + STRIDE * <usize>l, 32);
}
/** Entry (i, j) of a k × k matrix; column j, from (0, j) on, is contiguous. */
@inline
function entry(matrix: usize, i: i32, j: i32): usize {
  return matrix + (<usize>(j * count + i) << 3);
}

/** Returns where the loader writes the coordinates of the k inputs, `gramStride` bytes apart. */
export function prepareGram(k: i32): usize {
  count = k;
  isReady = false;
  const columns = <usize>k;
  const matrix = columns * columns << 3;
  layers = allocate(STRIDE * <usize>(depth + 1));
  let widest = 0;
  for (let l = 0; l <= depth; l++) {
    const at = layers + STRIDE * <usize>l;
    const size = stride(width(l)) * columns;
    widest = max(widest, width(l));
    store<usize>(at, allocate(size));
    store<usize>(at, allocate(size), 8);
    store<usize>(at, allocate(size), 16);
    store<usize>(at, allocate(matrix), 24);
    store<usize>(at, allocate(matrix), 32);
  }
  wide = stride(widest);
  upper = allocate(wide * columns);
  lower = allocate(wide * columns);
  normals = allocate(wide * columns);
  square = allocate(matrix);
  root = allocate(matrix);
  scratch = allocate(columns << 3);
  coins = allocate(<usize>widest);
  return base(0);
}

/** Bytes between the inputs. */
export function gramStride(): usize {
  return stride(inputWidth);
}

/** Adds `many` columns, `size` bytes apart, times the numbers at `x`, to the vector `z` of n numbers. */
function combine(z: usize, n: i32, columns: usize, size: usize, x: usize, many: i32): void {
  let j = 0;
  for (; j + 4 <= many; j += 4) {
    addColumns(z, n, columns, size, load<f64>(x), load<f64>(x, 8), load<f64>(x, 16), load<f64>(x, 24));
    columns += 4 * size;
    x += 32;
  }
  for (; j < many; j++) {
    addColumn(z, n, columns, load<f64>(x));
    columns += size;
    x += 8;
  }
}

/** Adds `sign` times the inner products of `many` columns with the vector `b` of n numbers to the numbers at `out`. */
function meet(b: usize, n: i32, columns: usize, size: usize, out: usize, many: i32, sign: f64): void {
  let j = 0;
  for (; j + 4 <= many; j += 4) {
    dotColumns(b, n, columns, size);
    for (let i: usize = 0; i < 32; i += 8) store<f64>(out + i, load<f64>(out + i) + sign * load<f64>(products + i));
    columns += 4 * size;
    out += 32;
  }
  for (; j < many; j++) {
    store<f64>(out, load<f64>(out) + sign * dot(columns, b, n));
    columns += size;
    out += 8;
  }
}

/** Writes the inner products of k columns to the upper half of a matrix. */
function gramOf(columns: usize, n: i32, size: usize, matrix: usize): void {
  memory.fill(matrix, 0, <usize>(count * count) << 3);
  for (let j = 0; j < count; j++) meet(columns + size * <usize>j, n, columns, size, entry(matrix, 0, j), j + 1, 1.0);
}

/** Takes `many` orthonormal columns out of the vector at `z`, adds to their coefficients, returns the square of the rest. */
function project(z: usize, n: i32, columns: usize, size: usize, coefficients: usize, many: i32): f64 {
  memory.fill(scratch, 0, <usize>many << 3);
  meet(z, n, columns, size, scratch, many, -1.0);
  combine(z, n, columns, size, scratch, many);
  for (let i: usize = 0; i < <usize>many << 3; i += 8) {
    store<f64>(coefficients + i, load<f64>(coefficients + i) - load<f64>(scratch + i));
  }
  return dot(z, z, n);
}

/** From a^{l-1} to Q, R and AᵀA. Gram-Schmidt, twice where one pass leaves little. */
function orthonormalize(l: i32): void {
  const n = width(l - 1);
  const size = stride(n);
  const columns = base(l - 1);
  const R = triangle(l);
  gramOf(columns, n, size, activationGram(l));
  memory.fill(R, 0, <usize>(count * count) << 3);
  const v = weightDeviation(l);
  for (let j = 0; j < count; j++) {
    const column = columns + size * <usize>j;
    for (let i: usize = 0; i < <usize>n << 3; i += 8) store<f64>(column + i, v * load<f64>(column + i));
    store<f64>(column + (<usize>n << 3), biasDeviation(l));
    const whole = dot(column, column, n + 1);
    let left = whole;
    if (j > 0) left = project(column, n + 1, columns, size, entry(R, 0, j), j);
    if (left < 0.5 * whole) left = project(column, n + 1, columns, size, entry(R, 0, j), j);
    const length = left > COLLINEAR * COLLINEAR * whole ? Math.sqrt(left) : 0.0;
    store<f64>(entry(R, j, j), length);
    const by = length > 0.0 ? 1.0 / length : 0.0;
    for (let i: usize = 0; i <= <usize>n << 3; i += 8) store<f64>(column + i, by * load<f64>(column + i));
  }
}

function coinOf(i: i32): bool {
  const at = coins + <usize>i;
  if (load<u8>(at) === 0) store<u8>(at, coin() ? 2 : 1);
  return load<u8>(at) === 2;
}

/** From z^l to a^l, in place. */
function gate(l: i32): void {
  const n = width(l);
  const size = stride(n);
  const isLinear = l === depth && !reluOutput;
  if (fairGates) memory.fill(coins, 0, <usize>n);
  for (let j = 0; j < count; j++) {
    const z = base(l) + size * <usize>j;
    const open = gates(l) + size * <usize>j;
    for (let i = 0; i < n; i++) {
      const at = <usize>i << 3;
      const value = load<f64>(z + at);
      const isOpen = isLinear || value > 0.0 || (fairGates && value === 0.0 && coinOf(i));
      store<f64>(open + at, isOpen ? 1.0 : 0.0);
      store<f64>(z + at, isOpen ? value : 0.0);
    }
  }
}

function forward(l: i32): void {
  const n = width(l);
  const size = stride(n);
  const Y = met(l);
  const R = triangle(l);
  for (let j = 0; j < count; j++) {
    if (load<f64>(entry(R, j, j)) > 0.0) fillNormals(Y + size * <usize>j, n);
    else memory.fill(Y + size * <usize>j, 0, size);
  }
  memory.fill(base(l), 0, size * <usize>count);
  for (let j = 0; j < count; j++) combine(base(l) + size * <usize>j, n, Y, size, entry(R, 0, j), j + 1);
  gate(l);
}

/** Rᵀ R = JᵀJ, R upper triangular; a vector in the span of those before it gets no pivot. */
function factorize(): void {
  for (let j = 0; j < count; j++) {
    let left = load<f64>(entry(square, j, j));
    const whole = left;
    for (let i = 0; i < j; i++) {
      let value = load<f64>(entry(square, i, j));
      for (let t = 0; t < i; t++) value -= load<f64>(entry(root, t, i)) * load<f64>(entry(root, t, j));
      const pivot = load<f64>(entry(root, i, i));
      value = pivot > 0.0 ? value / pivot : 0.0;
      store<f64>(entry(root, i, j), value);
      left -= value * value;
    }
    store<f64>(entry(root, j, j), left > SINGULAR * whole ? Math.sqrt(left) : 0.0);
  }
}

/** From J^l, whose inner products stand in `square`, to J^{l-1}. */
function back(l: i32): void {
  const n = width(l - 1);
  const size = stride(n);
  const above = stride(width(l));
  const Q = base(l - 1);
  const v = weightDeviation(l);
  factorize();
  for (let j = 0; j < count; j++) {
    if (load<f64>(entry(root, j, j)) > 0.0) fillNormals(normals + wide * <usize>j, n + 1);
  }
  for (let j = 0; j < count; j++) {
    const M = lower + wide * <usize>j;
    memory.fill(M, 0, <usize>(n + 1) << 3);
    combine(M, n + 1, normals, wide, entry(root, 0, j), j + 1);
    memory.fill(scratch, 0, <usize>count << 3);
    meet(upper + wide * <usize>j, width(l), met(l), above, scratch, count, 1.0);
    meet(M, n + 1, Q, size, scratch, count, -1.0);
    combine(M, n, Q, size, scratch, count);
    const open = gates(l - 1) + size * <usize>j;
    for (let i: usize = 0; i < <usize>n << 3; i += 8) store<f64>(M + i, v * load<f64>(M + i) * load<f64>(open + i));
  }
  const swapped = upper;
  upper = lower;
  lower = swapped;
}

/** Writes f(x_i), then K_w(x_i, x_j) and K_b(x_i, x_j) for i <= j, row by row. */
export function gramSample(row: usize): void {
  for (let l = 1; l <= depth; l++) {
    // The inputs are the same in all samples.
    if (l > 1 || !isReady) orthonormalize(l);
    forward(l);
  }
  isReady = true;
  for (let j = 0; j < count; j++) {
    const at = stride(1) * <usize>j;
    store<f64>(row + (<usize>j << 3), load<f64>(base(depth) + at));
    store<f64>(upper + wide * <usize>j, load<f64>(gates(depth) + at));
  }
  const weightPart = row + (<usize>count << 3);
  const pairs = <usize>(count * (count + 1) >> 1) << 3;
  memory.fill(weightPart, 0, 2 * pairs);
  for (let l = depth; l > 0; l--) {
    gramOf(upper, width(l), wide, square);
    let at = weightPart;
    for (let i = 0; i < count; i++) {
      for (let j = i; j < count; j++) {
        const product = load<f64>(entry(square, i, j));
        const weights = weightScale(l) * load<f64>(entry(activationGram(l), i, j)) * product;
        store<f64>(at, load<f64>(at) + weights);
        store<f64>(at + pairs, load<f64>(at + pairs) + biasScale(l) * product);
        at += 8;
      }
    }
    if (l > 1) back(l);
  }
}
