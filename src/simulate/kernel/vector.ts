// One input, O(n) Gaussians a layer: the vectors z^l and J^l themselves, without the matrices between them.
//
//   forward    z^l = √q_l g
//   backward   J^{l-1} = gate ∘ [ (v √S h/q) â + √(v P) (g + (√(s/q) - 1)(g·â) â) ]
//
// with S, h, P, q as in collapsed.ts: Wᵀ J given z has that mean, variance v P off â and v P s/q along it.
import { dot } from './linear.ts';
import {
  allocate, biasScale, biasVariance, depth, fairGates, inputSquare, reluOutput, weightScale, weightVariance, width,
} from './network.ts';
import { coin } from './generator.ts';
import { fillNormals, normal } from './normal.ts';

/** Layer l = 0 … d: address of the activations of its open neurons, one after the other; S_l, q_l, number of open ones. */
const STRIDE: usize = 32;
let layers: usize = 0;
let buffer: usize = 0;

export function prepareVector(): void {
  layers = allocate(STRIDE * <usize>(depth + 1));
  let widest = 0;
  for (let l = 1; l < depth; l++) {
    widest = max(widest, width(l));
    store<usize>(layers + STRIDE * <usize>l, allocate((<usize>width(l) << 3) + 24));
  }
  store<f64>(layers, inputSquare, 8);
  buffer = allocate((<usize>widest << 3) + 24);
}

/** Draws z^l and keeps what is open. */
function forward(l: i32, square: f64): f64 {
  const at = layers + STRIDE * <usize>l;
  const q = weightVariance(l) * square + biasVariance(l);
  const deviation = Math.sqrt(q);
  const a = load<usize>(at);
  const n = width(l);
  fillNormals(buffer, n);
  let open: usize = 0;
  for (let i: usize = 0; i < <usize>n << 3; i += 8) {
    const z = deviation * load<f64>(buffer + i);
    store<f64>(a + open, z);
    open += <usize>(z > 0.0) << 3;
    if (q === 0.0) open += <usize>(fairGates && coin()) << 3;
  }
  const count = <i32>(open >> 3);
  const length = dot(a, a, count);
  store<f64>(at, length, 8);
  store<f64>(at, q, 16);
  store<i32>(at, count, 24);
  return length;
}

export function vectorSample(row: usize): void {
  let square = inputSquare;
  for (let l = 1; l < depth; l++) square = forward(l, square);
  let q = weightVariance(depth) * square + biasVariance(depth);
  let output = Math.sqrt(q) * normal();
  const isOpen = !reluOutput || output > 0.0 || (output === 0.0 && fairGates && coin());
  if (!isOpen) output = 0.0;
  let product = output;
  let length = isOpen ? 1.0 : 0.0;
  let weightPart = weightScale(depth) * square * length;
  let biasPart = biasScale(depth) * length;
  for (let l = depth; l > 1; l--) {
    const below = layers + STRIDE * <usize>(l - 1);
    const a = load<usize>(below);
    const count = load<i32>(below, 24);
    square = load<f64>(below, 8);
    const v = weightVariance(l);
    const free = Math.sqrt(v * length);
    fillNormals(buffer, count);
    let along = 0.0;
    if (square > 0.0) {
      const g = dot(buffer, a, count) / square;
      along = (v * product) / q + free * (Math.sqrt(biasVariance(l) / q) - 1.0) * g;
    }
    let sum = 0.0;
    product = 0.0;
    for (let i: usize = 0; i < <usize>count << 3; i += 8) {
      const z = load<f64>(a + i);
      const j = along * z + free * load<f64>(buffer + i);
      sum += j * j;
      product += j * z;
    }
    length = sum;
    q = load<f64>(below, 16);
    weightPart += weightScale(l - 1) * load<f64>(below - STRIDE, 8) * length;
    biasPart += biasScale(l - 1) * length;
  }
  store<f64>(row, output);
  store<f64>(row, weightPart, 8);
  store<f64>(row, biasPart, 16);
}
