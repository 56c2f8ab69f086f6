// The definition: every weight drawn, forward, backward. The counterpart of src/simulate/{parameters,pass}.ts.
import { addColumn, addColumns, dot, dotColumns, products } from './linear.ts';
import {
  allocate, biasDeviation, biasScale, biasVariance, depth, fairGates, input, inputWidth, reluOutput,
  weightDeviation, weightScale, width,
} from './network.ts';
import { coin } from './generator.ts';
import { fillNormals } from './normal.ts';

/**
 * Layer l = 0 … d: addresses of W^l, a^l, J^l and of the indices of the open neurons, -1 behind them; their number; |a^l|², |J^l|².
 * Of W^l (standard normals, to be scaled) the columns of the open neurons below are kept, one after the other.
 */
const STRIDE: usize = 64;
let layers: usize = 0;
/** Room for the biases of a layer. */
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
    store<usize>(at(l), allocate(<usize>(n + 1) << 2), 24);
  }
  biases = allocate((<usize>widest << 3) + 24);
  for (let j = 0; j < inputWidth; j++) store<i32>(openNeurons(0) + (<usize>j << 2), j);
  store<i32>(openNeurons(0) + (<usize>inputWidth << 2), -1);
  store<i32>(at(0), inputWidth, 32);
  store<f64>(at(0), dot(input, input, inputWidth), 40);
}

/** Draws W^l and b^l and leaves z^l where a^l will be. */
export function drawLayer(l: i32): void {
  const n = width(l);
  const z = activation(l);
  memory.fill(z, 0, <usize>n << 3);
  drawColumns(l, z);
  const scale = weightDeviation(l);
  const isBiased = biasVariance(l) > 0.0;
  const shift = biasDeviation(l);
  if (isBiased) fillNormals(biases, n);
  for (let i: usize = 0; i < <usize>n << 3; i += 8) {
    store<f64>(z + i, scale * load<f64>(z + i) + (isBiased ? shift * load<f64>(biases + i) : 0.0));
  }
}

/** Columns that are drawn before those among them that are open are used, while they are at hand. */
const RUN: i32 = 32;

/** Draws W^l column by column and adds its part to z. A closed column is written over by the next, and never read. */
function drawColumns(l: i32, z: usize): void {
  const n = width(l);
  const size = <usize>n << 3;
  const x = activation(l - 1);
  const open = openNeurons(l - 1);
  const below = width(l - 1);
  let column = weightsOf(l);
  let k = 0;
  let used = 0;
  for (let j = 0; j < below; ) {
    const end = min(j + RUN, below);
    if (skipsInactive) {
      for (; load<u32>(open + (<usize>k << 2)) < <u32>end; k++) {
        fillNormals(column, n);
        column += size;
      }
      j = end;
    }
    for (; j < end; j++) {
      fillNormals(column, n);
      // Without a branch, since none could foresee the gates.
      const isOpen = <i32>(load<i32>(open + (<usize>k << 2)) === j);
      k += isOpen;
      column += size & <usize>-isOpen;
    }
    const ready = j < below ? k & ~3 : k;
    addColumnsFrom(z, l, x, used, ready);
    used = ready;
  }
}

/** The entry of the vector `x` at the neuron that `open` lists. */
@inline
function entry(x: usize, open: usize): f64 {
  return load<f64>(x + (<usize>load<i32>(open) << 3));
}

/** Adds to the vector `z` the columns of layer l times what `x` has on the open neurons below. */
export function addWeighted(z: usize, l: i32, x: usize): void {
  addColumnsFrom(z, l, x, 0, openCount(l - 1));
}

function addColumnsFrom(z: usize, l: i32, x: usize, from: i32, to: i32): void {
  const n = width(l);
  const size = <usize>n << 3;
  let column = weightsOf(l) + <usize>from * size;
  let open = openNeurons(l - 1) + (<usize>from << 2);
  const end = openNeurons(l - 1) + (<usize>to << 2);
  for (; open + 16 <= end; open += 16) {
    addColumns(z, n, column, size, entry(x, open), entry(x, open + 4), entry(x, open + 8), entry(x, open + 12));
    column += 4 * size;
  }
  for (; open < end; open += 4) {
    addColumn(z, n, column, entry(x, open));
    column += size;
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
  // Without branches, since none could foresee the gates.
  for (let i = 0; i < n; i++) {
    const bits = load<i64>(a + (<usize>i << 3));
    store<i32>(open + (<usize>count << 2), i);
    count += 1 + <i32>(bits >> 63);
    const value = reinterpret<f64>(bits & ~(bits >> 63));
    store<f64>(a + (<usize>i << 3), value);
    square += value * value;
  }
  // z^l is exactly zero where nothing reaches it, and nowhere else.
  if (activationSquare(l - 1) === 0.0 && biasVariance(l) === 0.0) {
    count = 0;
    for (let i = 0; i < n; i++) {
      store<i32>(open + (<usize>count << 2), i);
      count += <i32>opensAtZero(i);
    }
  }
  store<i32>(open + (<usize>count << 2), -1);
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
  const scale = weightDeviation(l);
  const open = openNeurons(l - 1);
  const count = openCount(l - 1);
  memory.fill(out, 0, <usize>width(l - 1) << 3);
  let column = weightsOf(l);
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    dotColumns(b, n, column, size);
    for (let i = 0; i < 4; i++) {
      const j = <usize>load<i32>(open + (<usize>(k + i) << 2));
      store<f64>(out + (j << 3), scale * load<f64>(products + (<usize>i << 3)));
    }
    column += 4 * size;
  }
  for (; k < count; k++) {
    const j = <usize>load<i32>(open + (<usize>k << 2));
    store<f64>(out + (j << 3), scale * dot(column, b, n));
    column += size;
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
