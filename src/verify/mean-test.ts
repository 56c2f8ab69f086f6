import { plannedChecks, runningChecks } from '../estimate/checks.ts';
import { formBounds, type KernelForm, kernelForm } from '../estimate/kernel-form.ts';
import { type Choice, chooseMethod } from '../estimate/method.ts';
import { pathMoments } from '../exact/path-moments.ts';
import { type Expression, formatExpression, Refusal } from '../expression/index.ts';
import type { Network } from '../network/network.ts';
import { GAUSSIAN_MU4, type LawName, lawOfMu4, STANDARD_MOMENTS } from '../network/weight-law.ts';
import { expectation, type Product, variance } from '../quantity/exact.ts';
import { needsQ } from '../quantity/needs-q.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { seedOf } from '../random/seed.ts';
import { divide, isZero, multiply, type Rational } from '../rational/rational.ts';
import { formatRational, toNumber } from '../rational/text.ts';
import { simulate } from '../simulate/run.ts';
import { isTilted, type SamplerRequest } from '../simulate/sampler.ts';
import { mixtureOf } from '../simulate/samplers.ts';
import { boundedMean } from '../statistics/bounded-mean.ts';
import { detectableDeviation, influence, planMeanTest, rejectsMean } from '../statistics/catoni.ts';
import { type Architecture, describeArchitecture, recordOf } from './architecture.ts';
import { refusing } from './refusal.ts';
import type { Setting } from './subject.ts';
import type { SimulationEvidence } from './verdict.ts';

/** Fewest samples: fewer say nothing. And most, more where there are more draws than in an ordinary run. */
const SAMPLES = { least: 500, most: (draws: number) => Math.max(60_000, Math.floor(0.03 * draws)) } as const;
/** Random numbers a layer, or their worth, of samplers that need no matrices. */
const DRAWS_A_LAYER = { collapsed: 8, tilted: 32 } as const;
/** Relative variance of tilted samples, seen at every depth and width that was tried: for ranking alone. */
const TILTED_VARIANCE = 0.5;
/** Rounding of double arithmetic, relative: what a quantity without randomness may be off by. */
const ROUNDING = 1e-9;

/** How an E(body) is sampled on one network. */
interface Design {
  readonly text: string;
  readonly mean: Rational;
  readonly variance: Rational;
  readonly form: KernelForm | undefined;
  readonly choice: Choice;
  /** Of the weights. */
  readonly law: LawName;
  readonly samples: number;
}

function designOf({ network, environment, oracle }: Setting, body: Expression, draws: number): Design {
  const text = formatExpression(body);
  const mean = expectation(body, environment, oracle);
  const law = lawOf(network);
  const spread = variance(body, environment, law === 'gaussian' ? oracle : higherMoments(network, law));
  const form = kernelForm(body, environment);
  const relativeVariance = isZero(mean) ? undefined : toNumber(divide(spread, multiply(mean, mean)));
  const choice = chooseMethod([{ needsQ: needsQ([body]), form, relativeVariance }], law);
  const samples = Math.floor(draws / costOf(network, choice));
  return {
    text,
    mean,
    variance: spread,
    form,
    choice,
    law,
    samples: Math.max(SAMPLES.least, Math.min(SAMPLES.most(draws), samples)),
  };
}

/** The law to draw weights from. Throws a Refusal where no named law has the network's fourth moment. */
function lawOf({ mu4 = GAUSSIAN_MU4 }: Network): LawName {
  const law = lawOfMu4(mu4);
  if (law) return law;
  throw new Refusal('domain', `no law with mu_4 = ${formatRational(mu4)} has a sampler`);
}

/** Up to the eighth power, for variances: of weights that are not Gaussian `moments` knows half of it. */
const higherMoments = (network: Network, law: LawName) => (products: readonly Product[]) =>
  pathMoments(network, STANDARD_MOMENTS[law], products);

function costOf({ layers }: Network, { method }: Choice): number {
  if (method === 'collapsed') return DRAWS_A_LAYER.collapsed * layers.length;
  if (method === 'tilted-collapsed') return DRAWS_A_LAYER.tilted * layers.length;
  return layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
}

/** Var X / (E X)² of a sample mean; a mean of zero or a quantity without randomness says nothing, and comes last. */
export function relativeNoise(setting: Setting, body: Expression, draws: number): number {
  const { mean, variance: spread, choice, samples } = designOf(setting, body, draws);
  if (isZero(mean) || isZero(spread)) return Number.MAX_VALUE;
  const tilted = choice.method === 'tilted-collapsed';
  return (tilted ? TILTED_VARIANCE : toNumber(divide(spread, multiply(mean, mean)))) / samples;
}

export interface MeanHypothesis {
  readonly setting: Setting;
  readonly architecture: Architecture;
  readonly body: Expression;
  readonly expected: Rational;
  readonly hypothesis: SimulationEvidence['hypothesis'];
}

export interface MeanTestOptions {
  readonly seed: number;
  /** Random numbers drawn. */
  readonly draws: number;
  readonly falseAlarmRate: number;
}

/** Holds simulated networks against an expected value of E(body). */
export function testMean(
  { setting, architecture, body, expected, hypothesis }: MeanHypothesis,
  { seed: base, draws, falseAlarmRate }: MeanTestOptions,
): SimulationEvidence {
  const design = designOf(setting, body, draws);
  const { text, choice, samples, law } = design;
  if (!Number.isFinite(toNumber(design.variance))) {
    throw new Refusal(
      'domain',
      `the variance at ${describeArchitecture(recordOf(architecture))} is beyond double arithmetic`,
    );
  }
  const seed = seedOf(`${base} ${architecture.widths} ${text}`);
  const { method, power, part } = choice;
  const request = { network: setting.network, seed, method, power, part, law, needsQ: needsQ([body]) };
  const statistic = statisticOf(body, setting.environment);
  const found = testOf(design, setting, { expected, statistic, request, level: falseAlarmRate });
  return {
    kind: 'simulation',
    method,
    ...(law !== 'gaussian' && { law }),
    expectation: `E(${text})`,
    architecture: recordOf(architecture),
    hypothesis,
    expected: formatRational(expected),
    samples,
    seed,
    ...found,
  };
}

type Found = Pick<
  SimulationEvidence,
  'estimate' | 'standardError' | 'falseAlarmRate' | 'detectable' | 'rejected'
>;

function testOf(
  { form, choice, samples, variance: spread }: Design,
  setting: Setting,
  {
    expected,
    statistic,
    request,
    level,
  }: Omit<BoundedRun, keyof Design | 'form' | 'setting'> & {
    readonly expected: Rational;
  },
): Found {
  const mean = toNumber(expected);
  const range = { from: 0, to: samples };
  const relative = (deviation: number): number =>
    mean === 0 ? Number.POSITIVE_INFINITY : deviation / Math.abs(mean);
  if (isTilted(choice.method) && form) {
    const { estimate, standardError, low, high } = refusing(() =>
      boundedEstimate({ form, choice, samples, setting, statistic, request, level }),
    );
    return {
      estimate,
      standardError,
      falseAlarmRate: level,
      detectable: relative(high - low),
      rejected: mean < low || mean > high,
    };
  }
  if (!isBeyondRounding(spread, expected)) {
    const estimate = simulate({ ...request, ...range, statistics: [statistic] }).mean(0);
    const rejected = Math.abs(estimate - mean) > ROUNDING * Math.abs(mean);
    return { estimate, standardError: 0, falseAlarmRate: 0, detectable: ROUNDING, rejected };
  }
  const plan = planMeanTest(mean, toNumber(spread), samples, level);
  const statistics = [statistic, (o: Float64Array) => influence(plan, statistic(o))];
  const sums = simulate({ ...request, ...range, statistics });
  return {
    estimate: sums.mean(0),
    standardError: Math.sqrt(toNumber(spread) / samples),
    falseAlarmRate: level,
    detectable: relative(detectableDeviation(plan)),
    rejected: rejectsMean(plan, sums.mean(1) * samples),
  };
}

interface BoundedRun extends Pick<Design, 'choice' | 'samples'> {
  readonly form: KernelForm;
  readonly setting: Setting;
  readonly statistic: (observables: Float64Array) => number;
  readonly request: SamplerRequest;
  readonly level: number;
}

/** Of the level, for the checks of the samples: a run that fails them says nothing. */
const CHECKS_SHARE = 0.1;

/** An interval from the bounds of a tilted law. Throws a Refusal for samples that fail their checks. */
function boundedEstimate({ form, choice, samples, setting, statistic, request, level }: BoundedRun) {
  if (form.power !== choice.power) throw new Refusal('domain', 'laws tilted by another power give no bounds');
  const mixture = mixtureOf(request);
  const checksLevel = CHECKS_SHARE * level;
  const checks = runningChecks(
    plannedChecks(setting.network, choice, mixture, setting.oracle, { samples, level: checksLevel }),
  );
  const sums = simulate({ ...request, from: 0, to: samples, statistics: [statistic], visit: checks.visit });
  const failure = checks.failure(samples, checksLevel);
  if (failure !== undefined) throw new Refusal('domain', failure);
  const sample = { count: samples, mean: sums.mean(0), variance: sums.variance(0) };
  const { low, high } = boundedMean(sample, formBounds(form, mixture, choice.part), level - checksLevel);
  return { estimate: sample.mean, standardError: sums.standardError(0), low, high };
}

/** A variance of zero is a quantity without randomness; doubles still round. */
const isBeyondRounding = (spread: Rational, mean: Rational): boolean =>
  !isZero(spread) && (isZero(mean) || toNumber(divide(spread, multiply(mean, mean))) > ROUNDING ** 2);
