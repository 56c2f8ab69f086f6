// The kernel's face to src/simulate/kernel.ts. One instance serves one network with one sampler.
import { collapsedSample, prepareCollapsed } from './collapsed.ts';
import { backward, drawForward, prepareDense, writeKernel } from './dense.ts';
import { prepareDrift, writeDrift } from './drift.ts';
import { gramSample, gramStride, prepareGram } from './gram.ts';
import { allocate, setLayer, setNetwork } from './network.ts';
import { restart, setSeed } from './generator.ts';
import { prepareChiSquare } from './laws.ts';
import { ziggurat } from './normal.ts';
import { GROUPS, posterior, prepareTilt, weight } from './tilt.ts';
import { prepareTilted, tiltedPass } from './tilted.ts';
import { prepareTiltedCollapsed, tiltedCollapsedSample } from './tilted-collapsed.ts';
import { prepareVector, vectorSample } from './vector.ts';

export { allocate, gramStride, prepareGram, setLayer, setNetwork, setSeed, ziggurat };

/** f, Kw, Kb, Qww, Qwb, Qbw, Qbb, weight, four posteriors: see ROW in src/simulate/sampler.ts. */
const ROW_BYTES: usize = 96;

const DENSE = 0;
const VECTOR = 1;
const COLLAPSED = 2;
const TILTED = 3;
const TILTED_COLLAPSED = 4;

let method: i32 = DENSE;
let drifts: bool = false;

/**
 * Takes a method, by its place in METHODS of src/simulate/sampler.ts, and the power p and the parts of K that a
 * tilted one is tilted by. Returns what `prepareTilt` does, or 0 for a method that is not tilted.
 */
export function prepare(which: i32, needsQ: bool, skipsInactive: bool, power: i32, weights: bool, biases: bool): usize {
  method = which;
  drifts = needsQ;
  prepareChiSquare();
  if (which === DENSE || which === TILTED) {
    prepareDense(skipsInactive);
    if (needsQ) prepareDrift();
  }
  if (which === VECTOR) prepareVector();
  if (which === COLLAPSED) prepareCollapsed();
  if (which === TILTED) prepareTilted();
  if (which === TILTED_COLLAPSED) prepareTiltedCollapsed();
  return which >= TILTED ? prepareTilt(power, weights, biases) : 0;
}

/** Writes samples from … from + count - 1 to rows at `rows`. */
export function fill(from: f64, count: i32, rows: usize): void {
  for (let k = 0; k < count; k++) {
    const row = rows + ROW_BYTES * <usize>k;
    restart(<u64>from + <u64>k);
    for (let part: usize = 24; part < 56; part += 8) store<f64>(row + part, NaN);
    store<f64>(row, 1.0, 56);
    if (method === DENSE) {
      drawForward();
      backward();
    }
    if (method === TILTED) tiltedPass();
    if (method === DENSE || method === TILTED) {
      writeKernel(row);
      if (drifts) writeDrift(row);
    }
    if (method === VECTOR) vectorSample(row);
    if (method === COLLAPSED) collapsedSample(row);
    if (method === TILTED_COLLAPSED) tiltedCollapsedSample(row);
    if (method < TILTED) continue;
    store<f64>(row, weight(), 56);
    for (let group = 0; group < GROUPS; group++) store<f64>(row + (<usize>group << 3), posterior(group), 64);
  }
}

/** The same for k inputs, after `prepareGram`; a row has `bytes` bytes. */
export function fillGram(from: f64, count: i32, rows: usize, bytes: usize): void {
  for (let k = 0; k < count; k++) {
    restart(<u64>from + <u64>k);
    gramSample(rows + bytes * <usize>k);
  }
}
