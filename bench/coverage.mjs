// How often intervals hold the exact value, over 10 000 replications in each phase: each kind that the program prints, on
// quantities and sample sizes where its assumptions are strained. Usage: node bench/coverage.mjs [REPLICATIONS].
import { intervalOf } from '../dist/estimate/guarantee.js';
import { formBounds, kernelForm } from '../dist/estimate/kernel-form.js';
import {
  buildNetwork,
  moment,
  OBSERVABLES,
  parseExpression,
  rational,
  simulate,
  toNumber,
} from '../dist/index.js';
import { quantityInterval } from '../dist/quantity/interval.js';
import { LogHistogram } from '../dist/simulate/log-histogram.js';
import { mixtureOf } from '../dist/simulate/samplers.js';
import { quantileRanks } from '../dist/statistics/distribution-bands.js';
import { planRobustMean, robustInfluence } from '../dist/statistics/robust-mean.js';
import { NTK_FAMILY } from './harness/networks.mjs';

const REPLICATIONS = Number(process.argv[2] ?? 10_000);
const LEVEL = 0.05;
const K = OBSERVABLES.indexOf('K');
const PHASES = {
  ordered: { sigmaW2: rational(1), sigmaB2: rational(1) },
  'edge of chaos': { sigmaW2: rational(2), sigmaB2: rational(0) },
  chaotic: { sigmaW2: rational(3), sigmaB2: rational(1, 10) },
};
const widths = [2, ...Array(7).fill(6), 1];
const environment = { symbols: new Map(), lists: new Map() };
const scope = { symbols: new Set(), lists: new Set(), form: 'quantity' };

const exactly = (network, powers) => toNumber(moment(network, powers));

/** A replication has samples of its own, and none in common with another. */
const rangeOf = (replication, count) => ({ from: replication * count, to: (replication + 1) * count });

function robust(network, power, count, level = LEVEL) {
  const truth = exactly(network, { K: power });
  const variance = exactly(network, { K: 2 * power }) - truth ** 2;
  const plan = planRobustMean(variance, count, level);
  const request = { network, seed: 1, method: 'collapsed', needsQ: false };
  return (replication) => {
    const values = [];
    const visit = (_, [value]) => values.push(value);
    simulate({ ...request, ...rangeOf(replication, count), statistics: [(o) => o[K] ** power], visit });
    const pilot = values.slice(0, plan.pilotSamples);
    const anchor = pilot.reduce((total, x) => total + x, 0) / pilot.length;
    const rest = values.slice(plan.pilotSamples);
    const total = rest.reduce((sum, x) => sum + robustInfluence(plan, anchor, x), 0);
    const guarantee = { kind: 'exact-variance', variance };
    return { truth, ...intervalOf(guarantee, {}, level, { plan, anchor, total, samples: rest.length }) };
  };
}

function bounded(network, text, powers, count) {
  const { expression } = parseExpression(`E(${text})`, scope);
  const form = kernelForm(expression.body, environment);
  const { part, power } = form;
  const request = { network, seed: 2, method: 'tilted-collapsed', part, power, needsQ: false };
  const bounds = formBounds(form, mixtureOf(request), part);
  const truth = exactly(network, powers);
  const place = OBSERVABLES.indexOf(part);
  return (replication) => {
    const sums = simulate({
      ...request,
      ...rangeOf(replication, count),
      statistics: [(o) => o[place] ** power],
    });
    const sample = { count, mean: sums.mean(0), variance: sums.variance(0) };
    return { truth, ...intervalOf({ kind: 'bounded', bounds }, sample, LEVEL) };
  };
}

function combined(network, count) {
  const { expression } = parseExpression('E(K^2)/E(K)^2', scope);
  const [first, second] = [1, 2].map((power) => robust(network, power, count, LEVEL / 2));
  const truth = exactly(network, { K: 2 }) / exactly(network, { K: 1 }) ** 2;
  return (replication) => {
    const estimates = new Map([
      ['K', first(replication)],
      ['K^2', second(replication)],
    ]);
    return { truth, ...quantityInterval(expression, environment, estimates) };
  };
}

/** The median of K against that of 2 000 000 other networks: 1/20 of the band's width wide. */
function band(network, count) {
  const request = { network, seed: 3, method: 'collapsed', needsQ: false, statistics: [(o) => o[K]] };
  const histogramOf = (range) => {
    const histogram = new LogHistogram();
    simulate({ ...request, ...range, visit: (_, [value]) => histogram.add(value) });
    return histogram;
  };
  const start = REPLICATIONS * count;
  const reference = histogramOf({ from: start, to: start + 2_000_000 });
  const { low, high } = reference.valueOfRank(1_000_000);
  const truth = (low + high) / 2;
  return (replication) => {
    const histogram = histogramOf(rangeOf(replication, count));
    const ranks = quantileRanks(count, 0.5, LEVEL);
    return { truth, low: histogram.valueOfRank(ranks.low).low, high: histogram.valueOfRank(ranks.high).high };
  };
}

console.log(`${REPLICATIONS} replications, nominal coverage ${1 - LEVEL}`);
console.log('| phase | kind | of | samples | coverage | mean width / value |\n|---|---|---|--:|--:|--:|');
let failed = false;
for (const [phase, settings] of Object.entries(PHASES)) {
  const network = buildNetwork({ ...NTK_FAMILY, widths, biasGradient: rational(1), ...settings });
  const rows = [
    ['exact-variance', 'E(K)', 300, robust(network, 1, 300)],
    ['exact-variance', 'E(K^2)', 300, robust(network, 2, 300)],
    ['bounded', 'E(K^2)', 300, bounded(network, 'K^2', { K: 2 }, 300)],
    ['bounded', 'E(Kw^3)', 300, bounded(network, 'Kw^3', { Kw: 3 }, 300)],
    ['bounded', 'E(K^2)', 5, bounded(network, 'K^2', { K: 2 }, 5)],
    ['combined', 'E(K^2)/E(K)^2', 3000, combined(network, 3000)],
    ['dkw', 'median of K', 300, band(network, 300)],
  ];
  for (const [kind, of, count, replicate] of rows) {
    let held = 0;
    let width = 0;
    for (let i = 0; i < REPLICATIONS; i++) {
      try {
        const { truth, low, high } = replicate(i);
        held += low <= truth && truth <= high ? 1 : 0;
        width += (high - low) / truth;
      } catch (error) {
        // A quotient by an interval that holds zero is refused: no interval is printed.
        if (error.name !== 'Refusal') throw error;
        held++;
        width = Number.NaN;
      }
    }
    failed ||= held / REPLICATIONS < 1 - LEVEL;
    const coverage = (held / REPLICATIONS).toFixed(4);
    console.log(
      `| ${phase} | ${kind} | ${of} | ${count} | ${coverage} | ${(width / REPLICATIONS).toPrecision(3)} |`,
    );
  }
}
process.exitCode = failed ? 1 : 0;
