// How often intervals hold the exact value, over so many replications: each kind that the program prints, each method forced,
// on quantities, networks and sample sizes where its assumptions are strained. Usage: node bench/coverage.mjs [REPLICATIONS].
import { CHECK_LEVEL, plannedChecks, runningChecks } from '../dist/estimate/checks.js';
import { intervalOf } from '../dist/estimate/guarantee.js';
import { formBounds, kernelForm } from '../dist/estimate/kernel-form.js';
import { moment, moments, OBSERVABLES, parseExpression, simulate, toNumber } from '../dist/index.js';
import { quantityInterval } from '../dist/quantity/interval.js';
import { LogHistogram } from '../dist/simulate/log-histogram.js';
import { mixtureOf } from '../dist/simulate/samplers.js';
import { quantileRanks } from '../dist/statistics/distribution-bands.js';
import { planRobustMean, robustInfluence } from '../dist/statistics/robust-mean.js';
import { STRAINED } from './harness/strained.mjs';

const REPLICATIONS = Number(process.argv[2] ?? 10_000);
const LEVEL = 0.05;
const environment = { symbols: new Map(), lists: new Map() };
const scope = { symbols: new Set(), lists: new Set(), form: 'quantity' };
const TILTED = ['tilted-collapsed', 'tilted'];

const exactly = (network, powers) => toNumber(moment(network, powers));

/** Replications that are drawn at once. */
const BLOCK = 50;

/**
 * The samples of a replication, which has none in common with another: the values of the first statistic, and whatever
 * else `start` makes that visits them.
 */
function replicationsOf(request, count, statistics, start = () => ({ visit: () => {} })) {
  let drawn = -1;
  let kept = [];
  return (replication) => {
    const block = Math.floor(replication / BLOCK);
    const first = block * BLOCK;
    if (block !== drawn) {
      drawn = block;
      kept = Array.from({ length: BLOCK }, () => ({ values: [], ...start() }));
      const visit = (index, values, ...rest) => {
        const own = kept[Math.floor(index / count) - first];
        own.values.push(values[0]);
        own.visit(index, values, ...rest);
      };
      simulate({
        ...request,
        needsQ: false,
        from: first * count,
        to: (first + BLOCK) * count,
        statistics,
        visit,
      });
    }
    return kept[replication - first];
  };
}

function momentsOf(values) {
  const mean = values.reduce((total, x) => total + x, 0) / values.length;
  const squares = values.reduce((total, x) => total + (x - mean) ** 2, 0);
  return { count: values.length, mean, variance: squares / (values.length - 1) };
}

/** From the exact variance, of part^power over its exact mean. */
function robust(network, method, { part = 'K', power, count, level = LEVEL, seed = 1 }) {
  const truth = exactly(network, { [part]: power });
  const variance = exactly(network, { [part]: 2 * power }) / truth ** 2 - 1;
  const plan = planRobustMean(variance, count, level);
  const place = OBSERVABLES.indexOf(part);
  const samples = replicationsOf({ network, seed, method }, count, [(o) => o[place] ** power / truth]);
  return (replication) => {
    const { values } = samples(replication);
    const pilot = values.slice(0, plan.pilotSamples);
    const anchor = pilot.reduce((total, x) => total + x, 0) / pilot.length;
    const rest = values.slice(plan.pilotSamples);
    const total = rest.reduce((sum, x) => sum + robustInfluence(plan, anchor, x), 0);
    const guarantee = { kind: 'exact-variance', variance };
    return intervalOf(guarantee, {}, level, { plan, anchor, total, samples: rest.length });
  };
}

/** From bounds, of a form in the part of K that networks are tilted by; none where the samples fail their checks. */
function bounded(network, method, { text, powers, part, count, level = LEVEL, seed = 2 }) {
  const { expression } = parseExpression(`E(${text})`, scope);
  const form = kernelForm(expression.body, environment);
  const { power } = form;
  const request = { network, seed, method, part: part ?? form.part, power };
  const mixture = mixtureOf(request);
  const truth = exactly(network, powers);
  const { low, high } = formBounds(form, mixture, request.part);
  const bounds = { low: low / truth, high: high / truth };
  const oracle = (products) => moments(network, products);
  const checks = plannedChecks(network, request, mixture, oracle, { samples: count, level: CHECK_LEVEL });
  const factors = Object.entries(powers).flatMap(([name, n]) => Array(n).fill(OBSERVABLES.indexOf(name)));
  const statistics = [(o) => factors.reduce((product, place) => product * o[place], 1 / truth)];
  const samples = replicationsOf(request, count, statistics, () => runningChecks(checks));
  return (replication) => {
    const { values, failure } = samples(replication);
    if (failure(count, CHECK_LEVEL) !== undefined) return undefined;
    return intervalOf({ kind: 'bounded', bounds }, momentsOf(values), level * (1 - CHECK_LEVEL));
  };
}

/** A quotient of E(...), whose exact means are 1 here: each from samples of its own at half the level. */
function combined(text, estimates) {
  const { expression } = parseExpression(text, scope);
  return (replication) => {
    const found = Object.entries(estimates).map(([name, estimate]) => [name, estimate(replication)]);
    if (found.some(([, interval]) => !interval)) return undefined;
    try {
      return quantityInterval(expression, environment, new Map(found));
    } catch (error) {
      // A quotient by an interval that holds zero is refused: no interval is printed.
      if (error.name !== 'Refusal') throw error;
      return undefined;
    }
  };
}

/** The median of K against that of 2 000 000 other networks: 1/20 of the band's width wide. */
function band(network, count) {
  const place = OBSERVABLES.indexOf('K');
  const request = { network, seed: 3, method: 'collapsed' };
  const statistics = [(o) => o[place]];
  const start = Math.ceil(REPLICATIONS / BLOCK) * BLOCK * count;
  const reference = new LogHistogram();
  const visit = (_, [value]) => reference.add(value);
  simulate({ ...request, needsQ: false, from: start, to: start + 2_000_000, statistics, visit });
  const middle = reference.valueOfRank(1_000_000);
  const truth = (middle.low + middle.high) / 2;
  const samples = replicationsOf(request, count, statistics);
  return (replication) => {
    const histogram = new LogHistogram();
    for (const value of samples(replication).values) histogram.add(value);
    const ranks = quantileRanks(count, 0.5, LEVEL);
    const [low, high] = [histogram.valueOfRank(ranks.low).low, histogram.valueOfRank(ranks.high).high];
    return { low: low / truth, high: high / truth };
  };
}

const HALF = { level: LEVEL / 2 };
const square = { text: 'K^2', powers: { K: 2 } };
const cube = { text: 'K^3', powers: { K: 3 } };

function rowsOf({ network, isDeep, isMostlyDead }) {
  const tilted = TILTED.flatMap((method) => [
    [method, 'bounded', 'E(K^2)', 300, bounded(network, method, { ...square, count: 300 })],
    [
      method,
      'bounded',
      'E(Kw^3)',
      300,
      bounded(network, method, { text: 'Kw^3', powers: { Kw: 3 }, count: 300 }),
    ],
    [
      method,
      'bounded',
      'E(K*Kw)',
      300,
      bounded(network, method, { text: 'K*Kw', powers: { K: 1, Kw: 1 }, part: 'K', count: 300 }),
    ],
    [method, 'bounded', 'E(K^2)', 5, bounded(network, method, { ...square, count: 5 })],
  ]);
  const quotient = combined('E(K^3)/E(K^2)', {
    'K^3': bounded(network, 'tilted-collapsed', { ...cube, ...HALF, count: 1000 }),
    'K^2': bounded(network, 'tilted-collapsed', { ...square, ...HALF, count: 1000, seed: 4 }),
  });
  const plain = ['dense', 'vector', 'collapsed'].flatMap((method) => [
    [method, 'exact-variance', 'E(K)', 300, robust(network, method, { power: 1, count: 300 })],
    // Deep and narrow, the eighth power that this takes is beyond what plain means are good for.
    ...(isDeep
      ? []
      : [[method, 'exact-variance', 'E(K^2)', 300, robust(network, method, { power: 2, count: 300 })]]),
  ]);
  const dispersion = combined('E(K^2)/E(K)^2', {
    K: robust(network, 'collapsed', { ...HALF, power: 1, count: 3000 }),
    'K^2': bounded(network, 'tilted-collapsed', { ...square, ...HALF, count: 1000 }),
  });
  return [
    ...tilted,
    ...plain,
    ['tilted-collapsed', 'combined', 'E(K^3)/E(K^2)', 1000, quotient],
    ['tilted-collapsed, collapsed', 'combined', 'E(K^2)/E(K)^2', 3000, dispersion],
    // Where most networks are dead the median is 0, and no multiple of it says how wide a band is.
    ...(isMostlyDead ? [] : [['collapsed', 'dkw', 'median of K', 300, band(network, 300)]]),
  ];
}

console.log(`${REPLICATIONS} replications, nominal coverage ${1 - LEVEL}`);
console.log(
  '| network | method | kind | of | samples | none | coverage of the others | mean width / value |',
);
console.log('|---|---|---|---|--:|--:|--:|--:|');
let failed = false;
for (const { name, ...strained } of STRAINED) {
  for (const [method, kind, of, count, replicate] of rowsOf(strained)) {
    let [printed, held, width] = [0, 0, 0];
    for (let i = 0; i < REPLICATIONS; i++) {
      const interval = replicate(i);
      if (!interval) continue;
      printed++;
      held += interval.low <= 1 && interval.high >= 1 ? 1 : 0;
      width += interval.high - interval.low;
    }
    const coverage = held / printed;
    failed ||= coverage < 1 - LEVEL;
    const found = printed === 0 ? ['', ''] : [coverage.toFixed(4), (width / printed).toPrecision(3)];
    const numbers = [REPLICATIONS - printed, ...found];
    console.log(`| ${name} | ${method} | ${kind} | ${of} | ${count} | ${numbers.join(' | ')} |`);
  }
}
process.exitCode = failed ? 1 : 0;
