// Powers of sums over the neurons of a layer, and the laws tilted by them.
//
// Rows are independent and gates fair given even functions of a row, so a sum of e-fold products over neurons,
// E (Σ gate_i y_i²)^e = τ^{2e} κ_e(n) for y of variance τ², splits into blocks of one neuron each:
//
//   κ_e(n) = Σ_b C(e-1, b-1) n (2b-1)!!/2 κ_{e-b}(n-1),   κ_0 = 1
//
// and the law tilted by it has an open neuron with y² tilted to τ² χ²(2b+1) for each block, and the others as they were.
import { allocate, depth, width } from './network.ts';
import { uniform } from './generator.ts';

/** The largest power. */
export const MOST: i32 = 4;

/** The blocks of the current layer: number of neurons, and degree of each. */
export let blocks: i32 = 0;
const degrees = memory.data(32, 8);

export function blockDegree(k: i32): i32 {
  return load<i32>(degrees + (<usize>k << 2));
}

export function binomial(n: i32, k: i32): f64 {
  let value = 1.0;
  for (let i = 1; i <= k; i++) value = (value * <f64>(n - k + i)) / <f64>i;
  return value;
}

/** (2b-1)!!/2: E gate y^{2b} for a standard normal y. */
function blockMoment(b: i32): f64 {
  let value = 0.5;
  for (let k = 3; k < 2 * b; k += 2) value *= <f64>k;
  return value;
}

/** κ_e(n_l - k) for e and k from 0 to MOST, layer by layer: they are needed for every sample. */
let kappas: usize = 0;

@inline
export function kappa(e: i32, l: i32, k: i32 = 0): f64 {
  return load<f64>(kappas + (<usize>((l * (MOST + 1) + k) * (MOST + 1) + e) << 3));
}

function prepareKappas(power: i32): void {
  kappas = allocate(<usize>((depth + 1) * (MOST + 1) * (MOST + 1)) << 3);
  for (let l = 1; l < depth; l++) {
    for (let k = MOST; k >= 0; k--) {
      const n = <f64>max(width(l) - k, 0);
      for (let e = 0; e <= power; e++) {
        let total = 0.0;
        for (let b = 1; b <= e && k < MOST; b++) total += blockShare(e, b) * kappa(e - b, l, k + 1);
        store<f64>(kappas + (<usize>((l * (MOST + 1) + k) * (MOST + 1) + e) << 3), e === 0 ? 1.0 : n * total);
      }
    }
  }
}

/** C(e-1, b-1) (2b-1)!!/2. */
@inline
function blockShare(e: i32, b: i32): f64 {
  return load<f64>(SHARES + (<usize>(e * (MOST + 1) + b) << 3));
}
const SHARES = memory.data(200, 8);

function prepareShares(): void {
  for (let e = 1; e <= MOST; e++) {
    for (let b = 1; b <= e; b++) {
      store<f64>(SHARES + (<usize>(e * (MOST + 1) + b) << 3), binomial(e - 1, b - 1) * blockMoment(b));
    }
  }
}

/** Draws the blocks of layer l, which is tilted by the power e of a sum over its neurons. */
export function drawBlocks(e: i32, l: i32): void {
  blocks = 0;
  while (e > 0) {
    let rest = (uniform() * kappa(e, l, blocks)) / <f64>(width(l) - blocks);
    let b = 1;
    for (; b < e; b++) {
      rest -= blockShare(e, b) * kappa(e - b, l, blocks + 1);
      if (rest < 0.0) break;
    }
    store<i32>(degrees + (<usize>blocks << 2), b);
    blocks++;
    e -= b;
  }
}

/** For powers up to `power`. */
export function prepareBlocks(power: i32): void {
  prepareShares();
  prepareKappas(power);
}
