// The tilted laws of tilt.ts with O(1) variates a layer, in orthonormal directions. In deep narrow networks with random
// biases the activation a and the tangent ẏ of a layer become collinear to the last digit, and the small angle between
// them decides what follows; so it is kept, and never a difference of two products. With e₁ = ẏ/|ẏ|, a = a₁ e₁ + w,
// w ⊥ e₁, D = |w|², each row (W_i/√v, b_i/√s) of the next layer is a standard normal vector that meets
//
//   ê₁ = (e₁, 0) in η_i,   ê₂ = (√v w, √s)/δ in x_i,   δ² = v D + s,
//
// so that y_i = √v |ẏ| η_i and z_i = √v a₁ η_i + δ x_i. A tilt is of the η_i alone; the x_i of all open neurons remain
// independent standard normals, N(0, 1) along the new tangent and χ²(m-1) across it:
//
//   forward    a₁' = √v |η| a₁ + δ g,   D' = δ² k²,   |η|² = Σ_blocks χ²(2b+1) + χ²(others),   g ~ N(0,1),  k² ~ χ²(m-1)
//
// where the tangent starts a₁ = 0 and D = |a|². Backward, Gᵀ J = ê₁ (η·J) + ê₂ (x·J) + what is free in the other
// directions. All of e₁ lies in ê₁; of e₂ = w/|w|, which is where x across the tangent points, √(v D)/δ lies in ê₂:
//
//   t₁ = √v η·J,   t₂ = √v (√(v D)/δ x·J + √(s P)/δ γ),   P' = t₁² + t₂² + v P χ²(m-2),
//   (η·J)' = |η| t₁,   (x·J)' = g t₁ + k t₂
//
// Every sum is of squares or of independent normals: nothing cancels. Below the component there is no tangent: w = a,
// and x = z/δ alone, as in collapsed.ts.
import {
  allocate, biasScale, biasVariance, depth, fairGates, inputSquare, reluOutput, weightDeviation, weightScale,
  weightVariance, width,
} from './network.ts';
import { blockDegree, blocks, drawBlocks } from './blocks.ts';
import { coin } from './generator.ts';
import { chiSquare, halfBinomial } from './laws.ts';
import { normal } from './normal.ts';
import {
  addDensity, aimAt, drawComponent, drawExponent, mustLive, power, startDensity,
} from './tilt.ts';

/** Layer l = 0 … d: |a|², D, δ that drew it, |η|, g, k, number of open neurons. */
const STRIDE: usize = 56;
let chain: usize = 0;

@inline
function at(l: i32): usize {
  return chain + STRIDE * <usize>l;
}
@inline
function activationSquare(l: i32): f64 {
  return load<f64>(at(l));
}
@inline
function across(l: i32): f64 {
  return load<f64>(at(l), 8);
}
@inline
function deviation(l: i32): f64 {
  return load<f64>(at(l), 16);
}
@inline
function openCount(l: i32): i32 {
  return load<i32>(at(l), 48);
}

export function prepareTiltedCollapsed(): void {
  chain = allocate(STRIDE * <usize>(depth + 1));
  store<f64>(chain, inputSquare);
  store<f64>(chain, inputSquare, 8);
}

/** a₁ of the layer below the one that is drawn: 0 up to the component. */
let along: f64 = 0.0;

/** Keeps layer l, of whose open neurons η has the length `eta`, and x the coordinates g and k. */
function keep(l: i32, eta: f64, g: f64, k: f64, open: i32): void {
  const delta = deviation(l);
  along = weightDeviation(l) * eta * along + delta * g;
  const square = delta * delta * k * k;
  store<f64>(at(l), along * along + square);
  store<f64>(at(l), square, 8);
  store<f64>(at(l), eta, 24);
  store<f64>(at(l), g, 32);
  store<f64>(at(l), k, 40);
  store<i32>(at(l), open, 48);
}

/** Σ χ²(2b+1) over the blocks of the layer. */
function blockSquares(): f64 {
  let sum = 0.0;
  for (let k = 0; k < blocks; k++) sum += chiSquare(2 * blockDegree(k) + 1);
  return sum;
}

/** A layer below the component: tilted by a power of |a|². */
function below(l: i32): void {
  const q = deviation(l) * deviation(l);
  const e = drawExponent(l, q);
  drawBlocks(e, l);
  let square = 0.0;
  let open = 0;
  if (e === 0 && mustLive(l)) {
    while (open === 0) open = halfBinomial(width(l));
    square = chiSquare(open);
  } else {
    const rest = q > 0.0 || fairGates ? halfBinomial(width(l) - blocks) : 0;
    square = blockSquares() + chiSquare(rest);
    open = rest + blocks;
  }
  keep(l, 0.0, 0.0, Math.sqrt(square), open);
}

/** The component and the layers above it: tilted by |η|^2p. */
function paired(l: i32): void {
  drawBlocks(power, l);
  const rest = halfBinomial(width(l) - blocks);
  const eta = Math.sqrt(blockSquares() + chiSquare(rest));
  const open = rest + blocks;
  const g = normal();
  keep(l, eta, g, Math.sqrt(chiSquare(open - 1)), open);
}

// State of the backward chain: η·J, x·J and P = |J|².
let etaProduct: f64 = 0.0;
let product: f64 = 0.0;
let length: f64 = 0.0;

/** From J^l to J^{l-1}; whether a tangent reaches layer l - 1. */
function back(l: i32, isPaired: bool): void {
  const v = weightVariance(l);
  const root = weightDeviation(l);
  const delta = deviation(l);
  const open = openCount(l - 1);
  const first = isPaired ? root * etaProduct : 0.0;
  const free = open - <i32>isPaired;
  let second = 0.0;
  if (free > 0) {
    const s = biasVariance(l);
    if (delta > 0.0) {
      second = (root * Math.sqrt(v * across(l - 1)) * product) / delta;
      if (s > 0.0) second += (root * Math.sqrt(s * length) * normal()) / delta;
    } else second = root * Math.sqrt(length) * normal();
  }
  length = first * first + second * second + v * length * chiSquare(free - 1);
  etaProduct = load<f64>(at(l - 1), 24) * first;
  product = load<f64>(at(l - 1), 32) * first + load<f64>(at(l - 1), 40) * second;
}

export function tiltedCollapsedSample(row: usize): void {
  const component = drawComponent();
  aimAt(component);
  along = 0.0;
  for (let l = 1; l <= depth; l++) {
    store<f64>(at(l), Math.sqrt(weightVariance(l) * across(l - 1) + biasVariance(l)), 16);
    if (l === depth) break;
    if (l < component) below(l);
    else paired(l);
  }
  etaProduct = component === depth ? 0.0 : Math.sqrt(chiSquare(2 * power + 1));
  product = normal();
  let output = weightDeviation(depth) * etaProduct * along + deviation(depth) * product;
  // One sign is free.
  if (reluOutput ? output < 0.0 : coin()) {
    etaProduct = -etaProduct;
    product = -product;
    output = -output;
  }
  length = 1.0;
  let weightPart = 0.0;
  let biasPart = 0.0;
  startDensity();
  for (let l = depth; l > 0; l--) {
    const squareBelow = activationSquare(l - 1);
    weightPart += weightScale(l) * squareBelow * length;
    biasPart += biasScale(l) * length;
    addDensity(l, squareBelow, length);
    if (l > 1) back(l, l > component);
  }
  store<f64>(row, output);
  store<f64>(row, weightPart, 8);
  store<f64>(row, biasPart, 16);
}
