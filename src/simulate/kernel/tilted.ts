// Genuine networks, every weight drawn, from the mixture of the laws tilted by T_l^p: see tilt.ts. A dense pass, in
// which the few rows that a tilt singles out are corrected to the pre-activation z or the tangent y wanted of them: a
// Gaussian row conditioned on y = W_i·ẏ is a free one plus ẏ/|ẏ|² times what is missing of y, and likewise for z.
import {
  activation, activationSquare, backward, drawLayer, force, gate, openCount, openNeurons, openOutput,
  addWeighted, sensitivitySquare, unforce, weightsOf,
} from './dense.ts';
import {
  allocate, biasVariance, depth, reluOutput, weightDeviation, weightVariance, width,
} from './network.ts';
import { blockDegree, blocks, drawBlocks } from './blocks.ts';
import { coin, uniform } from './generator.ts';
import { chiSquare } from './laws.ts';
import { fillNormals } from './normal.ts';
import {
  addDensity, aimAt, drawComponent, drawExponent, mustLive, power, startDensity,
} from './tilt.ts';

/** Address of the tangent at each layer, gated once the layer is. */
let tangents: usize = 0;

export function prepareTilted(): void {
  tangents = allocate(<usize>(depth + 1) << 3);
  for (let l = 1; l <= depth; l++) store<usize>(tangents + (<usize>l << 3), allocate((<usize>width(l) << 3) + 24));
}

function tangent(l: i32): usize {
  return load<usize>(tangents + (<usize>l << 3));
}

const chosen = memory.data(32, 8);

/** A neuron of the layer that was not chosen before, for the k-th block. */
function choose(k: i32, n: i32): usize {
  while (true) {
    const i = min(<i32>(uniform() * <f64>n), n - 1);
    let isNew = true;
    for (let other = 0; other < k; other++) if (load<i32>(chosen + (<usize>other << 2)) === i) isNew = false;
    if (!isNew) continue;
    store<i32>(chosen + (<usize>k << 2), i);
    force(i);
    return <usize>i << 3;
  }
}

/** √χ²(2b+1): a standard normal tilted by its power 2b, without its sign. */
function tiltedSize(b: i32): f64 {
  return Math.sqrt(chiSquare(2 * b + 1));
}

/** Adds √v (α a + β y) of the layer below to row i of the (standard normal) weights of layer l. */
function correct(l: i32, i: usize, alpha: f64, beta: f64): void {
  const row = weightsOf(l) + i;
  const size = <usize>width(l) << 3;
  const open = openNeurons(l - 1);
  for (let k = 0; k < openCount(l - 1); k++) {
    const j = <usize>load<i32>(open + (<usize>k << 2));
    const below = load<f64>(activation(l - 1) + (j << 3)) * alpha;
    const along = beta === 0.0 ? 0.0 : beta * load<f64>(tangent(l - 1) + (j << 3));
    const at = row + <usize>k * size;
    store<f64>(at, load<f64>(at) + weightDeviation(l) * (below + along));
  }
}

/** A layer below the component: tilted by a power of |a|². */
function below(l: i32): void {
  const q = weightVariance(l) * activationSquare(l - 1) + biasVariance(l);
  const e = drawExponent(l, q);
  while (true) {
    drawLayer(l);
    unforce();
    if (e > 0) {
      drawBlocks(e, l);
      for (let k = 0; k < blocks; k++) {
        const i = choose(k, width(l));
        const z = Math.sqrt(q) * tiltedSize(blockDegree(k));
        const missing = z - load<f64>(activation(l) + i);
        correct(l, i, missing / q, 0.0);
        store<f64>(activation(l) + i, z);
      }
    }
    gate(l);
    if (openCount(l) > 0 || !mustLive(l)) return;
  }
}

/** Turns the signs of row i, and of the bias that z holds already. */
function turn(l: i32, i: usize): void {
  const row = weightsOf(l) + i;
  const size = <usize>width(l) << 3;
  for (let k: usize = 0; k < <usize>openCount(l - 1); k++) store<f64>(row + k * size, -load<f64>(row + k * size));
  const z = activation(l) + i;
  store<f64>(z, -load<f64>(z));
}

function closeTangent(l: i32): void {
  const open = openNeurons(l);
  let k = 0;
  for (let i = 0; i < width(l); i++) {
    const isOpen = k < openCount(l) && load<i32>(open + (<usize>k << 2)) === i;
    k += <i32>isOpen;
    if (!isOpen) store<f64>(tangent(l) + (<usize>i << 3), 0.0);
  }
}

/** The component's own layer: the tangent starts, a standard normal vector. */
function start(l: i32): void {
  drawLayer(l);
  unforce();
  fillNormals(tangent(l), width(l));
  drawBlocks(power, l);
  for (let k = 0; k < blocks; k++) {
    const i = choose(k, width(l));
    if (load<f64>(activation(l) + i) < 0.0) turn(l, i);
    store<f64>(tangent(l) + i, (coin() ? 1.0 : -1.0) * tiltedSize(blockDegree(k)));
  }
  gate(l);
  closeTangent(l);
}

/** Draws layer l and its tangent y = W ẏ. */
function carry(l: i32): void {
  drawLayer(l);
  unforce();
  const y = tangent(l);
  memory.fill(y, 0, <usize>width(l) << 3);
  addWeighted(y, l, tangent(l - 1));
  for (let i: usize = 0; i < <usize>width(l) << 3; i += 8) store<f64>(y + i, weightDeviation(l) * load<f64>(y + i));
}

/** Products of a and the tangent of a layer. */
let cross: f64 = 0.0;
let tangentSquare: f64 = 0.0;

function measure(l: i32): void {
  cross = 0.0;
  tangentSquare = 0.0;
  for (let i: usize = 0; i < <usize>width(l) << 3; i += 8) {
    const y = load<f64>(tangent(l) + i);
    cross += load<f64>(activation(l) + i) * y;
    tangentSquare += y * y;
  }
}

/**
 * Gives row i of layer l a tangent tilted by its power 2b. What is left of z beside its multiple of y is independent of y
 * and not tilted, so that the row moves along ẏ alone, however collinear a and ẏ are.
 */
function impose(l: i32, i: usize, b: i32, isGated: bool): void {
  const y = weightDeviation(l) * Math.sqrt(tangentSquare) * tiltedSize(b);
  const missing = y - load<f64>(tangent(l) + i);
  correct(l, i, 0.0, missing / (weightVariance(l) * tangentSquare));
  const z = load<f64>(activation(l) + i) + (cross / tangentSquare) * missing;
  store<f64>(activation(l) + i, z);
  store<f64>(tangent(l) + i, y);
  // One sign is free.
  if (isGated ? z < 0.0 : coin()) {
    turn(l, i);
    store<f64>(tangent(l) + i, -y);
  }
}

/** Draws a network; leaves what the dense sampler leaves. */
export function tiltedPass(): void {
  const component = drawComponent();
  aimAt(component);
  for (let l = 1; l < component; l++) below(l);
  if (component < depth) start(component);
  for (let l = component + 1; l < depth; l++) {
    carry(l);
    measure(l - 1);
    drawBlocks(power, l);
    for (let k = 0; k < blocks; k++) impose(l, choose(k, width(l)), blockDegree(k), true);
    gate(l);
    closeTangent(l);
  }
  if (component === depth) {
    drawLayer(depth);
    unforce();
    if (reluOutput && load<f64>(activation(depth)) < 0.0) turn(depth, 0);
  } else {
    carry(depth);
    measure(depth - 1);
    impose(depth, 0, power, reluOutput);
  }
  if (reluOutput) force(0);
  openOutput();
  unforce();
  backward();
  startDensity();
  for (let l = 1; l <= depth; l++) {
    addDensity(l, activationSquare(l - 1), sensitivitySquare(l));
  }
}
