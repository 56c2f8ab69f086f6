// The definition: every weight drawn, forward, backward. The counterpart of src/simulate/{parameters,pass}.ts.
import { addColumn, addColumns, dot, dotColumns, products } from './linear.ts';
import {
  allocate, biasDeviation, biasScale, biasVariance, depth, fairGates, input, inputWidth, reluOutput,
  weightDeviation, weightScale, width,
} from './network.ts';
import { coin, fillNormals } from './random.ts';

/** Layer l = 0 … d: addresses of W^l column by column (standard normals), a^l, J^l, open neurons; |a^l|², |J^l|², their number. */
const STRIDE: usize = 64;
let layers: usize = 0;
let biases: usize = 0;
/** Weights out of inactive neurons are not drawn: they meet zeros only. */
let skipsInactive: bool = false;
/** f. */
export let output: f64 = 0.0;

@inline
function at(l: i32): usize {
  return layers + STRIDE * <usize>l;
}
@inline
export function weightsOf(l: i32): usize {
  return load<usize>(at(l));
}
@inline
export function activation(l: i32): usize {
  return load<usize>(at(l), 8);
}
@inline
export function sensitivity(l: i32): usize {
  return load<usize>(at(l), 16);
}
@inline
export function openNeurons(l: i32): usize {
  return load<usize>(at(l), 24);
}
@inline
export function openCount(l: i32): i32 {
  return load<i32>(at(l), 32);
}
/** |a^l|². */
@inline
export function activationSquare(l: i32): f64 {
  return load<f64>(at(l), 40);
}
/** |J^l|². */
@inline
export function sensitivitySquare(l: i32): f64 {
  return load<f64>(at(l), 48);
}

export function prepareDense(skip: bool): void {
  skipsInactive = skip;
  layers = allocate(STRIDE * <usize>(depth + 1));
  let widest = 0;
  for (let l = 0; l <= depth; l++) {
    const n = width(l);
    widest = max(widest, n);
    // A draw may write three numbers more than it is asked for.
    if (l > 0) store<usize>(at(l), allocate(((<usize>n * <usize>width(l - 1)) << 3) + 24));
    store<usize>(at(l), l > 0 ? allocate(<usize>n << 3) : input, 8);
    store<usize>(at(l), allocate(<usize>n << 3), 16);
    store<usize>(at(l), allocate(<usize>n << 2), 24);
  }
  biases = allocate((<usize>widest << 3) + 24);
  for (let j = 0; j < inputWidth; j++) store<i32>(openNeurons(0) + (<usize>j << 2), j);
  store<i32>(at(0), inputWidth, 32);
  store<f64>(at(0), dot(input, input, inputWidth), 40);
}

/** Draws W^l and b^l and leaves z^l where a^l will be. */
export function drawLayer(l: i32): void {
  const n = width(l);
  const columns = weightsOf(l);
  const z = activation(l);
  memory.fill(z, 0, <usize>n << 3);
  const count = openCount(l - 1);
  if (skipsInactive) {
    const open = openNeurons(l - 1);
    for (let k = 0; k < count; k++) fillNormals(columns + ((<usize>load<i32>(open + (<usize>k << 2)) * n) << 3), n);
  } else fillNormals(columns, n * width(l - 1));
  addWeighted(z, l, activation(l - 1));
  const scale = weightDeviation(l);
  const isBiased = biasVariance(l) > 0.0;
  const shift = biasDeviation(l);
  if (isBiased) fillNormals(biases, n);
  for (let i: usize = 0; i < <usize>n << 3; i += 8) {
    store<f64>(z + i, scale * load<f64>(z + i) + (isBiased ? shift * load<f64>(biases + i) : 0.0));
  }
}

/** Adds to the vector `z` the columns of layer l times what `x` has on the open neurons below. */
export function addWeighted(z: usize, l: i32, x: usize): void {
  const n = width(l);
  const columns = weightsOf(l);
  const size = <usize>n << 3;
  let open = openNeurons(l - 1);
  const end = open + (<usize>openCount(l - 1) << 2);
  const fours = open + (<usize>(openCount(l - 1) & ~3) << 2);
  for (; open < fours; open += 16) {
    const j0 = <usize>load<i32>(open);
    const j1 = <usize>load<i32>(open, 4);
    const j2 = <usize>load<i32>(open, 8);
    const j3 = <usize>load<i32>(open, 12);
    addColumns(
      z, n, columns + j0 * size, columns + j1 * size, columns + j2 * size, columns + j3 * size,
      load<f64>(x + (j0 << 3)), load<f64>(x + (j1 << 3)), load<f64>(x + (j2 << 3)), load<f64>(x + (j3 << 3)),
    );
  }
  for (; open < end; open += 4) {
    const j = <usize>load<i32>(open);
    addColumn(z, n, columns + j * size, load<f64>(x + (j << 3)));
  }
}

/** Neurons of the current layer whose gate is open even at a pre-activation of 0. */
const forced = memory.data(32, 8);
let forcedCount: i32 = 0;

export function force(i: i32): void {
  store<i32>(forced + (<usize>forcedCount << 2), i);
  forcedCount++;
}

export function unforce(): void {
  forcedCount = 0;
}

/** The gate at a pre-activation of exactly zero. */
function opensAtZero(i: i32): bool {
  for (let k = 0; k < forcedCount; k++) if (load<i32>(forced + (<usize>k << 2)) === i) return true;
  return fairGates && coin();
}

/** From z^l to a^l: lists the open neurons. */
export function gate(l: i32): void {
  const n = width(l);
  const a = activation(l);
  const open = openNeurons(l);
  let count = 0;
  let square = 0.0;
  for (let i = 0; i < n; i++) {
    const z = load<f64>(a + (<usize>i << 3));
    store<i32>(open + (<usize>count << 2), i);
    const isOpen = z > 0.0 || (z === 0.0 && opensAtZero(i));
    count += <i32>isOpen;
    const value = isOpen ? z : 0.0;
    store<f64>(a + (<usize>i << 3), value);
    square += value * value;
  }
  store<i32>(at(l), count, 32);
  store<f64>(at(l), square, 40);
}

/** J^d at the output, whose pre-activation stands in a^d. */
export function openOutput(): void {
  output = load<f64>(activation(depth));
  const isOpen = !reluOutput || output > 0.0 || (output === 0.0 && opensAtZero(0));
  if (!isOpen) output = 0.0;
  const j = isOpen ? 1.0 : 0.0;
  store<f64>(sensitivity(depth), j);
  store<f64>(at(depth), j, 48);
}

/** Writes gate ∘ √v (columns of layer l)ᵀ b to `out`, on the neurons below. */
export function transposed(l: i32, b: usize, out: usize): void {
  const n = width(l);
  const size = <usize>n << 3;
  const columns = weightsOf(l);
  const scale = weightDeviation(l);
  memory.fill(out, 0, <usize>width(l - 1) << 3);
  let open = openNeurons(l - 1);
  const end = open + (<usize>openCount(l - 1) << 2);
  const fours = open + (<usize>(openCount(l - 1) & ~3) << 2);
  for (; open < fours; open += 16) {
    const j0 = <usize>load<i32>(open);
    const j1 = <usize>load<i32>(open, 4);
    const j2 = <usize>load<i32>(open, 8);
    const j3 = <usize>load<i32>(open, 12);
    dotColumns(b, n, columns + j0 * size, columns + j1 * size, columns + j2 * size, columns + j3 * size);
    store<f64>(out + (j0 << 3), scale * load<f64>(products));
    store<f64>(out + (j1 << 3), scale * load<f64>(products, 8));
    store<f64>(out + (j2 << 3), scale * load<f64>(products, 16));
    store<f64>(out + (j3 << 3), scale * load<f64>(products, 24));
  }
  for (; open < end; open += 4) {
    const j = <usize>load<i32>(open);
    store<f64>(out + (j << 3), scale * dot(columns + j * size, b, n));
  }
}

export function backward(): void {
  for (let l = depth; l > 1; l--) {
    const j = sensitivity(l - 1);
    transposed(l, sensitivity(l), j);
    store<f64>(at(l - 1), dot(j, j, width(l - 1)), 48);
  }
}

export function drawForward(): void {
  for (let l = 1; l <= depth; l++) {
    drawLayer(l);
    if (l < depth) gate(l);
  }
  openOutput();
}

/** Writes f, K_w, K_b to `row`. */
export function writeKernel(row: usize): void {
  let weightPart = 0.0;
  let biasPart = 0.0;
  for (let l = 1; l <= depth; l++) {
    const p = sensitivitySquare(l);
    weightPart += weightScale(l) * activationSquare(l - 1) * p;
    biasPart += biasScale(l) * p;
  }
  store<f64>(row, output);
  store<f64>(row, weightPart, 8);
  store<f64>(row, biasPart, 16);
}
