// Tilted samplers against the exact oracle on networks chosen for ill condition: deep, narrow, with large and small random
// biases, inputs from 10^-12 to 10^12, all phases. Usage: node bench/ill-conditioned.mjs [NETWORKS] [SAMPLES] [METHOD].
import { plannedChecks, runningChecks } from '../dist/estimate/checks.js';
import {
  boundedMean,
  buildNetwork,
  moment,
  moments,
  OBSERVABLES,
  phase,
  rational,
  simulate,
  tiltBounds,
  toNumber,
} from '../dist/index.js';
import { mixtureOf } from '../dist/simulate/samplers.js';

const NETWORKS = Number(process.argv[2] ?? 2000);
const SAMPLES = Number(process.argv[3] ?? 4000);
const METHOD = process.argv[4] ?? 'tilted-collapsed';

let state = 1;
/** A small generator of its own: which networks are tried has nothing to do with what is drawn. */
const below = (n) => {
  state = (state * 48271) % 2147483647;
  return state % n;
};
const pick = (list) => list[below(list.length)];
const power = (exponent) =>
  exponent < 0 ? rational(1n, 10n ** BigInt(-exponent)) : rational(10n ** BigInt(exponent));

function drawn() {
  const depth = 2 + below(44);
  const most = pick([1, 2, 2, 3, 4, 6]);
  const hidden = Array.from({ length: depth - 1 }, () => 1 + below(most));
  const sigmaW2 = rational(pick([1, 3, 6, 10, 12, 20, 40, 90]), pick([5, 10]));
  const sigmaB2 = pick([
    rational(0),
    power(-12),
    power(-6),
    power(-2),
    rational(1),
    rational(1),
    rational(30),
    power(6),
  ]);
  return {
    widths: [pick([1, 2, 5]), ...hidden, 1],
    r: power(below(25) - 12),
    sigmaW2,
    sigmaB2,
    parametrization: pick(['ntk', 'standard']),
    biasGradient: pick([rational(0), rational(1), sigmaB2]),
    outputBias: pick([true, false]),
    outputActivation: pick(['linear', 'linear', 'relu']),
    gates: pick(['relu', 'fair']),
  };
}

const LEVEL = 1e-9;
const rows = new Map();
const reasons = new Map();
for (let i = 0; i < NETWORKS; i++) {
  const settings = drawn();
  const network = buildNetwork(settings);
  const tilt = { power: pick([2, 2, 3, 4]), part: pick(['K', 'K', 'Kw', 'Kb']) };
  const exact = toNumber(moment(network, { [tilt.part]: tilt.power }));
  if (exact === 0) continue;
  const name = `${phase(settings.sigmaW2, settings.sigmaB2)}, power ${tilt.power} of ${tilt.part}`;
  const row = rows.get(name) ?? { networks: 0, refused: 0, missed: 0, failed: 0, farthest: 0 };
  rows.set(name, row);
  try {
    const { interval, distance, failure } = held(network, tilt, exact, i);
    const isMissed = !(interval.low <= 1 && interval.high >= 1);
    row.networks++;
    row.missed += isMissed ? 1 : 0;
    row.failed += failure ? 1 : 0;
    row.farthest = Math.max(row.farthest, distance);
    if (isMissed || failure) console.log(i, name, failure ?? interval, settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    row.refused++;
    const reason = error.message.replace(/\d\S*/g, '…');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
}

/** The interval of E X^p over its exact value, how far the mean is from it, and what the checks say. */
function held(network, { power, part }, exact, seed) {
  const request = { network, seed, method: METHOD, power, part, needsQ: false };
  const mixture = mixtureOf(request);
  const oracle = (products) => moments(network, products);
  const checks = runningChecks(
    plannedChecks(network, { power, part }, mixture, oracle, { samples: SAMPLES, level: LEVEL }),
  );
  const place = OBSERVABLES.indexOf(part);
  const statistics = [(o) => o[place] ** power / exact];
  const sums = simulate({ ...request, from: 0, to: SAMPLES, statistics, visit: checks.visit });
  const sample = { count: SAMPLES, mean: sums.mean(0), variance: sums.variance(0) };
  const { low, high } = tiltBounds(mixture, power);
  const interval = boundedMean(sample, { low: low / exact, high: high / exact }, LEVEL);
  const distance = Math.abs(sample.mean - 1) < 1e-9 ? 0 : Math.abs(sample.mean - 1);
  return { interval, distance, failure: checks.failure(SAMPLES, LEVEL) };
}

console.log(`${METHOD}, ${SAMPLES} samples each; intervals and checks at level ${LEVEL}`);
console.log('| phase, tilt | networks | refused | missed | checks failed | farthest mean, relative |');
console.log('|---|--:|--:|--:|--:|--:|');
const columns = ['networks', 'refused', 'missed', 'failed'];
for (const [name, row] of [...rows].sort())
  console.log(`| ${name} | ${columns.map((one) => row[one]).join(' | ')} | ${row.farthest.toFixed(3)} |`);
for (const [reason, times] of reasons) console.log(`${times} times: ${reason}`);
process.exitCode = [...rows.values()].some(({ missed, failed }) => missed + failed > 0) ? 1 : 0;
