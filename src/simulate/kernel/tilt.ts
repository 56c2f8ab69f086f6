// Laws tilted by powers of the layers' parts of K: K = Σ_l T_l with T_l = (u_l |a^{l-1}|² + c_l) |J^l|². The same of
// K_w alone, where c_l counts as 0, and of K_b, where u_l does.
//
// The law tilted by T_l^p is reached forward, layer by layer. Below layer l, (u|a^{l-1}|² + c)^p is a polynomial in
// S = |a|², whose conditional expectation given the layer below is one again. From layer l on,
// |J^l|^{2p} = E (J^l·ξ)^{2p} / (2p-1)!! for a standard normal ξ: carry the tangent y = ξ at layer l, y^{j+1} = W gate y,
// and tilt by (y^d)^{2p}, whose conditional expectation given layer j is a multiple of Y_j^p, Y = Σ gate y². Powers of
// such sums over neurons: blocks.ts.
import {
  allocate, biasScale, biasVariance, depth, fairGates, inputSquare, reluOutput, weightScale, weightVariance, width,
} from './network.ts';
import { binomial, kappa, MOST, prepareBlocks } from './blocks.ts';
import { uniform } from './generator.ts';

/** p. */
export let power: i32 = 2;
/** Whether K_w, and whether K_b, is part of what laws are tilted by. */
let tiltsWeights: bool = true;
let tiltsBiases: bool = true;

/** For l = 1 … d: E T_l^p, the share of the mixture, its group, and (E T_l^p)^(-1/p). */
const STRIDE: usize = 32;
let moments: usize = 0;
/** Layers go into so many groups, of consecutive ones that have about the same share together. */
export const GROUPS: i32 = 4;
/** Below this, doubles begin to lose digits. */
const LEAST: f64 = 1e-300;
/** What a product of positive numbers that is below it counts as: nothing, or more than it is. */
let tiny: f64 = 0.0;
/** Whether the current sample left the range of doubles. */
let isLost: bool = false;

/** a b, for a, b >= 0. */
function times(a: f64, b: f64): f64 {
  const value = a * b;
  return value < LEAST && a > 0.0 && b > 0.0 ? max(value, tiny) : value;
}

@inline
function momentAt(l: i32): usize {
  return moments + STRIDE * <usize>(l - 1);
}

/** Coefficients of S_j^e, e = 0 … p, of the conditional expectation of (u S_{l-1} + c)^p given layer j < l. */
let values: usize = 0;

/** The layers from here up to the component must be alive: a dead one would leave nothing of T_l. */
let aliveFrom: i32 = 0;

/** Sets `aliveFrom` for T_l: z^l ≠ 0 where gates are to open needs a random bias on the way, or living layers. */
function findAlive(l: i32): void {
  aliveFrom = l;
  if (fairGates || (l === depth && !reluOutput)) return;
  while (aliveFrom > 0 && biasVariance(aliveFrom) === 0.0) aliveFrom--;
}

/** Whether layer j below the component must be alive. */
export function mustLive(j: i32): bool {
  return j >= aliveFrom;
}

/** P(layer j is alive), given that the one below is, where it must be. */
function survival(j: i32): f64 {
  if (!mustLive(j)) return 1.0;
  // 2^-n, and nothing where that is beyond rounding.
  return 1.0 - (width(j) < 63 ? 1.0 / <f64>(<u64>1 << <u64>width(j)) : 0.0);
}

function value(j: i32, e: i32): usize {
  return values + (<usize>(j * (MOST + 1) + e) << 3);
}

/** Makes l the component: writes the polynomials of T_l in S_j, for j = l - 1 down to 0. */
export function aimAt(l: i32): void {
  findAlive(l);
  const u = tiltsWeights ? weightScale(l) : 0.0;
  const c = tiltsBiases ? biasScale(l) : 0.0;
  for (let e = 0; e <= power; e++) {
    let coefficient = binomial(power, e);
    for (let k = 0; k < e; k++) coefficient = times(coefficient, u);
    for (let k = e; k < power; k++) coefficient = times(coefficient, c);
    store<f64>(value(l - 1, e), coefficient);
  }
  for (let j = l - 1; j > 0; j--) {
    const v = weightVariance(j);
    const s = biasVariance(j);
    for (let e = 0; e <= power; e++) store<f64>(value(j - 1, e), 0.0);
    for (let e = 0; e <= power; e++) {
      const factor = times(load<f64>(value(j, e)), e === 0 ? survival(j) : kappa(e, j));
      // (v S + s)^e
      for (let k = 0; k <= e; k++) {
        let term = factor * binomial(e, k);
        for (let i = 0; i < k; i++) term = times(term, v);
        for (let i = k; i < e; i++) term = times(term, s);
        store<f64>(value(j - 1, k), load<f64>(value(j - 1, k)) + term);
      }
    }
  }
}

/** Σ_e coefficient_e S_j^e. */
function valueAt(j: i32, square: f64): f64 {
  let total = 0.0;
  for (let e = power; e >= 0; e--) total = times(total, square) + load<f64>(value(j, e));
  return total;
}

/** The power of S_j that the layer j below the component is tilted by, given q_j: with the chance of its part of the expectation. */
export function drawExponent(j: i32, q: f64): i32 {
  let total = 0.0;
  for (let pass = 0; pass < 2; pass++) {
    let rest = pass === 0 ? 0.0 : uniform() * total;
    let factor = 1.0;
    for (let e = 0; e <= power; e++) {
      const part = load<f64>(value(j, e)) * factor * (e === 0 ? survival(j) : kappa(e, j));
      factor *= q;
      if (pass === 0) total += part;
      else {
        rest -= part;
        if (rest < 0.0) return e;
      }
    }
    if (!(total >= LEAST && total < Infinity)) isLost = true;
  }
  return power;
}

/** E T_l^p for all l, at `to` and every `stride` bytes. */
function findMoments(to: usize, stride: usize): void {
  // P_l's part: the tangent's way from layer l to the output.
  let above = reluOutput ? 0.5 : 1.0;
  for (let l = depth; l > 0; l--) {
    if (l < depth) {
      let factor = kappa(power, l);
      for (let k = 0; k < power; k++) factor = times(factor, weightVariance(l + 1));
      above = times(above, factor);
    }
    aimAt(l);
    const isZero = inputSquare === 0.0 && mustLive(0);
    store<f64>(to + stride * <usize>(l - 1), isZero ? 0.0 : times(above, valueAt(0, inputSquare)));
  }
}

/**
 * Returns the address of four numbers for each l = 1 … d: E T_l^p, the share of the mixture, its group, and one that is
 * of no use outside. The first is NaN where underflow could take a 10^12-th part of it.
 */
export function prepareTilt(p: i32, weights: bool, biases: bool): usize {
  power = p;
  tiltsWeights = weights;
  tiltsBiases = biases;
  prepareBlocks(p);
  moments = allocate(STRIDE * <usize>depth);
  values = allocate(<usize>(depth * (MOST + 1)) << 3);
  const upper = allocate(<usize>depth << 3);
  tiny = LEAST;
  findMoments(upper, 8);
  tiny = 0.0;
  findMoments(moments, STRIDE);
  let sum = 0.0;
  for (let l = 1; l <= depth; l++) {
    const at = momentAt(l);
    const moment = load<f64>(at);
    if (!(load<f64>(upper + (<usize>(l - 1) << 3)) <= moment * (1.0 + 1e-12))) store<f64>(at, NaN);
    const root = Math.pow(moment, 1.0 / <f64>p);
    store<f64>(at, root, 8);
    store<f64>(at, moment > 0.0 ? 1.0 / root : 0.0, 24);
    sum += root;
  }
  let before = 0.0;
  for (let l = 1; l <= depth; l++) {
    const share = load<f64>(momentAt(l), 8) / sum;
    store<f64>(momentAt(l), share, 8);
    store<f64>(momentAt(l), Math.floor(min(before + 0.5 * share, 0.999) * <f64>GROUPS), 16);
    before += share;
  }
  return moments;
}

/** The layer whose part of K the sample is tilted by. */
export function drawComponent(): i32 {
  isLost = false;
  let rest = uniform();
  let last = depth;
  for (let l = depth; l > 0; l--) {
    const share = load<f64>(momentAt(l), 8);
    if (share === 0.0) continue;
    last = l;
    rest -= share;
    if (rest < 0.0) break;
  }
  return last;
}

/** dQ/dP, and what each group of layers adds to it. */
let density: f64 = 0.0;
const groupDensity = memory.data(32, 8);

export function startDensity(): void {
  density = 0.0;
  memory.fill(groupDensity, 0, 32);
}

/** Adds the part of dQ/dP that T_l stands for, from |a^{l-1}|² and |J^l|². */
export function addDensity(l: i32, squareBelow: f64, length: f64): void {
  if ((squareBelow > 0.0 && squareBelow < LEAST) || (length > 0.0 && length < LEAST)) isLost = true;
  const fromWeights = tiltsWeights ? weightScale(l) * squareBelow : 0.0;
  const part = (fromWeights + (tiltsBiases ? biasScale(l) : 0.0)) * length;
  const at = momentAt(l);
  const ratio = part * load<f64>(at, 24);
  let term = load<f64>(at, 8);
  for (let k = 0; k < power; k++) term *= ratio;
  density += term;
  const group = groupDensity + (<usize>load<f64>(at, 16) << 3);
  store<f64>(group, load<f64>(group) + term);
}

/** dP/dQ; NaN where doubles do not reach. */
export function weight(): f64 {
  return !isLost && density > 0.0 && density < Infinity ? 1.0 / density : NaN;
}

/** The probability, given the network, that it was drawn by a law tilted by a T_l of this group. */
export function posterior(group: i32): f64 {
  return load<f64>(groupDensity + (<usize>group << 3)) / density;
}
