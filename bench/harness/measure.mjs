// Both sides of a comparison in turn, ours, peer, ours, peer, …, so that what else the machine does meets both alike.
import { NotHere } from './side.mjs';

const ROUNDS = 7;
const FEWEST_ROUNDS = 3;
/** What one run of a side should take at least, and one comparison at most once it has its fewest rounds. */
const RUN_SECONDS = 0.2;
const ROW_SECONDS = 30;

/**
 * What became of `row`: { what, ours: { version, seconds }, peers: [{ name, version, seconds, ratio, lowest, highest } or
 * { name, skipped }] }. Seconds are medians; a ratio is the median over the rounds of peer / ours.
 */
export async function measure(row) {
  const ours = await startSide(row.ours);
  const peers = [];
  for (const side of row.peers) peers.push(await startSide(side, row.check));
  if (ours.skipped) {
    for (const { started } of peers) started?.stop();
    return { what: row.what, ours, peers: [] };
  }
  const present = [ours, ...peers.filter(({ started }) => started)];
  const end = performance.now() + 1000 * ROW_SECONDS;
  for (let round = 0; round < ROUNDS && (round < FEWEST_ROUNDS || performance.now() < end); round++) {
    for (const side of present) {
      const { seconds } = await side.started.run(side.count);
      side.times.push(seconds / side.count);
    }
  }
  for (const { started } of present) started.stop();
  return { what: row.what, ours: summary(ours), peers: peers.map((peer) => summary(peer, ours)) };
}

async function startSide(side, check) {
  try {
    const started = await side.start();
    check?.((await started.run(1)).answer, side.name);
    return { name: side.name, started, count: await enough(started, RUN_SECONDS), times: [] };
  } catch (error) {
    if (error instanceof NotHere) return { name: side.name, skipped: error.message };
    throw error;
  }
}

/** How often the work of a side has to be done for a run of `seconds`; it is warm then. */
export async function enough(started, seconds) {
  let count = 1;
  for (;;) {
    const run = await started.run(count);
    const taken = run.work ?? run.seconds;
    if (taken >= seconds / 2) return Math.max(1, Math.ceil((count * seconds) / taken));
    count *= 2;
  }
}

function summary({ name, skipped, started, times }, ours) {
  if (skipped) return { name, skipped };
  const result = { name, version: started.version, seconds: median(times) };
  if (!ours) return result;
  const ratios = times.map((time, round) => time / ours.times[round]);
  return { ...result, ratio: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
