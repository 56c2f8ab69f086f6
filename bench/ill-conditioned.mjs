// Tilted samplers against the exact oracle on networks chosen for ill condition: deep, narrow, with large and small random
// biases, inputs from 10^-12 to 10^12, all phases. Usage: node bench/ill-conditioned.mjs [NETWORKS] [SAMPLES] [METHOD].
import { buildNetwork, moment, OBSERVABLES, phase, rational, simulate, toNumber } from '../dist/index.js';
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

const found = new Map();
const note = (row, what, z) => {
  const one = found.get(row) ?? { networks: 0, refused: 0, beyond5: 0, worst: 0 };
  if (what === 'refused') one.refused++;
  else {
    one.networks++;
    one.beyond5 += Math.abs(z) > 5 || Number.isNaN(z) ? 1 : 0;
    one.worst = Math.max(one.worst, Math.abs(z));
  }
  found.set(row, one);
};
const reasons = new Map();

for (let i = 0; i < NETWORKS; i++) {
  const settings = drawn();
  const network = buildNetwork(settings);
  const tiltPower = pick([2, 2, 3, 4]);
  const part = pick(['K', 'K', 'Kw', 'Kb']);
  const row = `${phase(settings.sigmaW2, settings.sigmaB2)}, power ${tiltPower} of ${part}`;
  const exact = toNumber(moment(network, { [part]: tiltPower }));
  if (exact === 0) continue;
  try {
    const request = { network, seed: i, method: METHOD, power: tiltPower, part, needsQ: false };
    mixtureOf(request);
    const place = OBSERVABLES.indexOf(part);
    const exponent = Math.round(Math.log2(exact));
    const statistics = [(o) => o[place] ** tiltPower];
    const sums = simulate({ ...request, from: 0, to: SAMPLES, statistics, exponent });
    const error = sums.mean(0) - exact * 2 ** -exponent;
    const z = Math.abs(error) < 1e-9 ? 0 : error / sums.standardError(0);
    note(row, 'held', z);
    if (Math.abs(z) > 5)
      console.log(
        z,
        JSON.stringify(settings, (_, x) => (typeof x === 'bigint' ? `${x}` : x)),
        tiltPower,
        part,
        i,
      );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    note(row, 'refused');
    const reason = error.message.replace(/\d\S*/g, '…');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
}

console.log(
  `${METHOD}, ${SAMPLES} samples each\n| phase, tilt | networks | refused | beyond 5 standard errors | farthest |`,
);
console.log('|---|--:|--:|--:|--:|');
for (const [row, { networks, refused, beyond5, worst }] of [...found].sort())
  console.log(`| ${row} | ${networks} | ${refused} | ${beyond5} | ${worst.toFixed(2)} |`);
for (const [reason, times] of reasons) console.log(`${times} times: ${reason}`);
process.exitCode = [...found.values()].some(({ beyond5 }) => beyond5 > 0) ? 1 : 0;
