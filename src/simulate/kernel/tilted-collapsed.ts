// The tilted laws of tilt.ts with O(1) variates a layer. Forward, the pairs (z_i, y_i) of a layer are Gaussian with the
// covariance C = [[vS + s, vR], [vR, vY]], so that the Gram matrix G = [[S, R], [R, Y]] of the open ones is the outer
// product of each pair that a tilt singles out plus a Wishart matrix. Backward, with A = [a ẏ] and h = (z·J, y·J),
//
//   t = Aᵀ J^{l-1} = Aᵀ H + v G C⁻¹ (h - Aᵀ H - (√(sP) γ, 0)),   Aᵀ H = √(vP) G^{1/2} g,
//   P_{l-1} = tᵀ G⁻¹ t + v P χ²(m - rank G),   h = t below
//
// Below the component there is no tangent: the first column alone, as in collapsed.ts.
import {
  allocate, biasScale, biasVariance, depth, fairGates, inputSquare, reluOutput, weightScale, weightVariance, width,
} from './network.ts';
import { coin } from './generator.ts';
import { chiSquare, halfBinomial } from './laws.ts';
import { normal } from './normal.ts';
import {
  addDensity, blockDegree, blocks, drawBlocks, drawComponent, drawExponent, aimAt, mustLive, power, startDensity,
} from './tilt.ts';

/** Layer l = 0 … d: S, R, Y, V = Y - R²/S, number of open neurons. */
const STRIDE: usize = 40;
/** a and ẏ turn towards each other with depth: below this share of Y, V is lost in rounding and taken for zero. */
const COLLINEAR: f64 = 1e-13;
let chain: usize = 0;

export function prepareTiltedCollapsed(): void {
  chain = allocate(STRIDE * <usize>(depth + 1));
  store<f64>(chain, inputSquare);
}

// The Gram matrix of the current layer, and what it is made of.
let gramS: f64 = 0.0;
let gramR: f64 = 0.0;
let gramY: f64 = 0.0;

/** Adds the outer product of the pair (z, y). */
function addPair(z: f64, y: f64): void {
  gramS += z * z;
  gramR += z * y;
  gramY += y * y;
}

/** Adds a Wishart matrix of m pairs with covariance L Lᵀ, by Bartlett's decomposition. */
function addWishart(m: i32, l11: f64, l21: f64, l22: f64): void {
  if (m <= 0) return;
  const first = Math.sqrt(chiSquare(m));
  addPair(l11 * first, l21 * first + l22 * normal());
  gramY += l22 * l22 * chiSquare(m - 1);
}

function keep(l: i32, open: i32): void {
  const at = chain + STRIDE * <usize>l;
  let rest = gramY;
  if (gramS > 0.0) rest = open > 1 ? gramY - (gramR * gramR) / gramS : 0.0;
  if (rest < COLLINEAR * gramY) rest = 0.0;
  store<f64>(at, gramS);
  store<f64>(at, gramR, 8);
  store<f64>(at, gramY, 16);
  store<f64>(at, rest, 24);
  store<i32>(at, open, 32);
}

/** A layer below the component: tilted by a power of S. */
function below(l: i32, q: f64): void {
  const e = drawExponent(l, q);
  drawBlocks(e, l);
  gramS = 0.0;
  let open = 0;
  if (e === 0 && mustLive(l)) {
    while (open === 0) open = halfBinomial(width(l));
    gramS = q * chiSquare(open);
  } else {
    const rest = q > 0.0 || fairGates ? halfBinomial(width(l) - blocks) : 0;
    gramS = q * chiSquare(rest);
    for (let k = 0; k < blocks; k++) gramS += q * chiSquare(2 * blockDegree(k) + 1);
    open = rest + blocks;
  }
  gramR = 0.0;
  gramY = 0.0;
  keep(l, open);
}

// Covariance of a pair, from the layer below: its Cholesky factor, the variance of y, Cov(z, y) over that, and the
// deviation of z given y, all without cancellation.
let l11: f64 = 0.0;
let l21: f64 = 0.0;
let l22: f64 = 0.0;
let variance: f64 = 0.0;
let slope: f64 = 0.0;
let deviation: f64 = 0.0;

function covariance(component: i32, l: i32): void {
  const at = chain + STRIDE * <usize>(l - 1);
  const v = weightVariance(l);
  const s = biasVariance(l);
  const square = load<f64>(at);
  const q = v * square + s;
  l11 = Math.sqrt(q);
  if (l === component) {
    // The tangent starts: a standard normal, independent of z.
    l21 = 0.0;
    l22 = 1.0;
    variance = 1.0;
    slope = 0.0;
    deviation = l11;
    return;
  }
  const cross = load<f64>(at, 8);
  const y = load<f64>(at, 16);
  const rest = load<f64>(at, 24);
  l21 = q > 0.0 ? (v * cross) / l11 : 0.0;
  l22 = Math.sqrt(v * rest + (square > 0.0 && s > 0.0 ? (v * cross * cross * s) / (square * q) : 0.0));
  variance = v * y;
  slope = cross / y;
  deviation = Math.sqrt(s + (v * square * rest) / y);
}

/** The component and the layers above it: tilted by Y^p. */
function paired(l: i32): void {
  drawBlocks(power, l);
  gramS = 0.0;
  gramR = 0.0;
  gramY = 0.0;
  for (let k = 0; k < blocks; k++) {
    const y = Math.sqrt(variance * chiSquare(2 * blockDegree(k) + 1));
    addPair(slope * y + deviation * normal(), y);
  }
  const rest = halfBinomial(width(l) - blocks);
  addWishart(rest, l11, l21, l22);
  keep(l, rest + blocks);
}

// State of the backward chain: h = (z·J, y·J) and P = |J|².
let h1: f64 = 0.0;
let h2: f64 = 0.0;
let length: f64 = 0.0;

/** From J^l to J^{l-1} where no tangent reaches layer l - 1. */
function backOne(l: i32): void {
  const at = chain + STRIDE * <usize>(l - 1);
  const v = weightVariance(l);
  const s = biasVariance(l);
  const square = load<f64>(at);
  const open = load<i32>(at, 32);
  if (square > 0.0) {
    const q = v * square + s;
    let along = (v * Math.sqrt(square) * h1) / q;
    if (s > 0.0) along += Math.sqrt((length * v * s) / q) * normal();
    length = along * along + v * length * chiSquare(open - 1);
    h1 = Math.sqrt(square) * along;
  } else {
    length = v * length * chiSquare(open);
    h1 = 0.0;
  }
}

function backTwo(l: i32): void {
  const at = chain + STRIDE * <usize>(l - 1);
  const v = weightVariance(l);
  const s = biasVariance(l);
  const S = load<f64>(at);
  const R = load<f64>(at, 8);
  const Y = load<f64>(at, 16);
  const rest = load<f64>(at, 24);
  const open = load<i32>(at, 32);
  // G = L Lᵀ, where a dead input has no first column and collinear vectors no second.
  const l11 = Math.sqrt(S);
  const l21 = S > 0.0 ? R / l11 : 0.0;
  const l22 = Math.sqrt(rest);
  const scale = Math.sqrt(v * length);
  const g1 = normal();
  const g2 = normal();
  const free1 = scale * l11 * g1;
  const free2 = scale * (l21 * g1 + l22 * g2);
  // x = C⁻ (h - AᵀH - β) for C = v G + diag(s, 0)
  let d1 = h1 - free1;
  if (s > 0.0) d1 -= Math.sqrt(s * length) * normal();
  const d2 = h2 - free2;
  const c11 = v * S + s;
  const c21 = v * R;
  // The Schur complement v Y - v² R²/c11, without cancellation.
  const c22 = c11 > 0.0 ? v * rest + (s > 0.0 ? (v * l21 * l21 * s) / c11 : 0.0) : v * Y;
  const x2 = c22 > 0.0 ? (d2 - (c11 > 0.0 ? (c21 / c11) * d1 : 0.0)) / c22 : 0.0;
  const x1 = c11 > 0.0 ? (d1 - c21 * x2) / c11 : 0.0;
  h1 = free1 + v * (S * x1 + R * x2);
  h2 = free2 + v * (R * x1 + Y * x2);
  // tᵀ G⁻ t
  const t1 = S > 0.0 ? h1 / l11 : 0.0;
  const t2 = l22 > 0.0 ? (h2 - l21 * t1) / l22 : 0.0;
  const rank = <i32>(S > 0.0) + <i32>(l22 > 0.0);
  length = t1 * t1 + t2 * t2 + v * length * chiSquare(open - rank);
}

export function tiltedCollapsedSample(row: usize): void {
  const component = drawComponent();
  aimAt(component);
  gramS = inputSquare;
  gramR = 0.0;
  gramY = 0.0;
  for (let l = 1; l < depth; l++) {
    if (l < component) below(l, weightVariance(l) * gramS + biasVariance(l));
    else {
      covariance(component, l);
      paired(l);
    }
  }
  covariance(component, depth);
  let output = 0.0;
  let tangent = 0.0;
  if (component === depth) {
    output = l11 * normal();
    if (reluOutput) output = abs(output);
  } else {
    tangent = Math.sqrt(variance * chiSquare(2 * power + 1));
    output = slope * tangent + deviation * normal();
    // One sign is free.
    if (reluOutput ? output < 0.0 : coin()) {
      tangent = -tangent;
      output = -output;
    }
  }
  h1 = output;
  h2 = tangent;
  length = 1.0;
  let weightPart = 0.0;
  let biasPart = 0.0;
  startDensity();
  for (let l = depth; l > 0; l--) {
    const squareBelow = load<f64>(chain + STRIDE * <usize>(l - 1));
    weightPart += weightScale(l) * squareBelow * length;
    biasPart += biasScale(l) * length;
    addDensity(l, squareBelow, length);
    if (l > component && l > 1) backTwo(l);
    else if (l > 1) backOne(l);
  }
  store<f64>(row, output);
  store<f64>(row, weightPart, 8);
  store<f64>(row, biasPart, 16);
}
