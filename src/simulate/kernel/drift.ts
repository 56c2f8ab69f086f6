// Q = <grad f, grad K> after a dense pass: see src/simulate/drift.ts for the mathematics.
import {
  activation,
  activationSquare,
  addWeighted,
  openCount,
  openNeurons,
  sensitivity,
  sensitivitySquare,
  transposed,
} from './dense.ts';
import { dot } from './linear.ts';
import { allocate, biasScale, depth, weightDeviation, weightScale, width } from './network.ts';

/** Layer l = 0 … d: addresses of ȧ^l as the weights step, ȧ^l as the biases step, J̇^l as the weights step. */
const STRIDE: usize = 24;
let steps: usize = 0;

function byWeights(l: i32): usize {
  return load<usize>(steps + STRIDE * <usize>l);
}
function byBiases(l: i32): usize {
  return load<usize>(steps + STRIDE * <usize>l, 8);
}
function turned(l: i32): usize {
  return load<usize>(steps + STRIDE * <usize>l, 16);
}

export function prepareDrift(): void {
  steps = allocate(STRIDE * <usize>(depth + 1));
  for (let l = 0; l <= depth; l++) {
    for (let which: usize = 0; which < 24; which += 8) {
      store<usize>(steps + STRIDE * <usize>l + which, allocate((<usize>width(l)) << 3));
    }
  }
}

/** Adds to `step` = W ȧ the own step of each open neuron, scaled: gate ∘ (√v step + factor·own). */
function settle(l: i32, step: usize, scale: f64, own: usize, factor: f64): void {
  const open = openNeurons(l);
  let k = 0;
  for (let i = 0; i < width(l); i++) {
    const at = (<usize>i) << 3;
    const isOpen = k < openCount(l) && load<i32>(open + ((<usize>k) << 2)) === i;
    k += <i32>isOpen;
    store<f64>(step + at, isOpen ? scale * load<f64>(step + at) + factor * load<f64>(own + at) : 0.0);
  }
}

/** Writes Qww, Qwb, Qbw, Qbb to `row` + 24. */
export function writeDrift(row: usize): void {
  for (let l = 1; l < depth; l++) {
    memory.fill(byWeights(l), 0, (<usize>width(l)) << 3);
    memory.fill(byBiases(l), 0, (<usize>width(l)) << 3);
    if (l > 1) {
      addWeighted(byWeights(l), l, byWeights(l - 1));
      addWeighted(byBiases(l), l, byBiases(l - 1));
    }
    settle(l, byWeights(l), weightDeviation(l), sensitivity(l), weightScale(l) * activationSquare(l - 1));
    settle(l, byBiases(l), weightDeviation(l), sensitivity(l), biasScale(l));
  }
  for (let l = depth - 1; l > 0; l--) {
    transposed(l + 1, turned(l + 1), turned(l));
    settle(l, turned(l), 1.0, activation(l), weightScale(l + 1) * sensitivitySquare(l + 1));
  }
  let ww = 0.0;
  let wb = 0.0;
  let bw = 0.0;
  for (let l = 1; l <= depth; l++) {
    const n = width(l - 1);
    const turn = dot(sensitivity(l), turned(l), width(l));
    const a = activation(l - 1);
    const p = sensitivitySquare(l);
    const fromWeights = l > 1 ? dot(a, byWeights(l - 1), n) : 0.0;
    const fromBiases = l > 1 ? dot(a, byBiases(l - 1), n) : 0.0;
    ww += 2.0 * weightScale(l) * (fromWeights * p + activationSquare(l - 1) * turn);
    wb += 2.0 * biasScale(l) * turn;
    bw += 2.0 * weightScale(l) * fromBiases * p;
  }
  store<f64>(row, ww, 24);
  store<f64>(row, wb, 32);
  store<f64>(row, bw, 40);
  store<f64>(row, 0.0, 48);
}
