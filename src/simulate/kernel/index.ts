// The kernel's face to src/simulate/kernel.ts. One instance serves one network with one sampler.
import { backward, drawForward, prepareDense, writeKernel } from './dense.ts';
import { prepareDrift, writeDrift } from './drift.ts';
import { allocate, setLayer, setNetwork } from './network.ts';
import { restart, setSeed, ziggurat } from './random.ts';

export { allocate, prepareDense, prepareDrift, setLayer, setNetwork, setSeed, ziggurat };

/** f, Kw, Kb, Qww, Qwb, Qbw, Qbb, weight: see ROW in src/simulate/sampler.ts. */
const ROW_BYTES: usize = 64;

/** Writes samples from … from + count - 1 to rows at `rows`. */
export function fillDense(from: f64, count: i32, rows: usize, needsQ: bool): void {
  for (let k = 0; k < count; k++) {
    const row = rows + ROW_BYTES * <usize>k;
    restart(<u64>from + <u64>k);
    drawForward();
    backward();
    writeKernel(row);
    if (needsQ) writeDrift(row);
    else for (let part: usize = 24; part < 56; part += 8) store<f64>(row + part, NaN);
    store<f64>(row, 1.0, 56);
  }
}
