import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { shareOfBudget } from '../statistics/budget.ts';
import { leastSamples } from '../statistics/least-samples.ts';
import { detectableDistance, type LawTest, lawDistance, planLawTest } from '../statistics/two-sample.ts';
import { type Draws, drawLaws, drawsFor, type LawName, lawsOf, type Sorted, undrawable } from './laws.ts';
import { type ExactMean, exactMeans, meanQuestions, type PlannedMean, planMean, testMean } from './means.ts';
import { ROUNDING } from './rounding.ts';
import type { Samples } from './samples.ts';
import type { Left, Power, TestResult, Verdict } from './verdict.ts';

/** What samples are held to. */
export interface Rules {
  /** The probability that samples of the network itself are called inconsistent, at most. */
  readonly falseAlarmRate: number;
  /** Samples are consistent only if a law this far away would have been found; without draws, an error of the mean this large. */
  readonly detect: number;
  readonly seed: number;
  /** Networks to draw; as many as are worth it unless said. */
  readonly draws?: number | undefined;
}

export const DEFAULT_RULES: Rules = { falseAlarmRate: 1e-3, detect: 0.1, seed: 0 };

/** Everything that is decided before a sample is looked at. It depends on how many there are, and of what. */
export interface Plan {
  readonly network: Network;
  readonly count: number;
  readonly rules: Rules;
  readonly level: number;
  readonly means: readonly PlannedMean[];
  readonly laws: readonly LawName[];
  readonly law: LawTest | undefined;
  readonly draws: Draws | undefined;
  readonly left: readonly Left[];
}

const observedIn = ({ K, f }: Pick<Samples, 'K' | 'f'>) => ({ K: K !== undefined, f: f !== undefined });

/** What the exact oracle knows of all that may be asked of the samples, for several plans of one network. */
export const exactOf = (network: Network, samples: Pick<Samples, 'K' | 'f'>): (ExactMean | string)[] =>
  exactMeans(network, meanQuestions(observedIn(samples)));

/**
 * The tests of so many samples of a network, each with an equal share of the false-alarm rate. Draws are made here, so that a
 * plan serves any number of samples of that size. Throws an OutOfRange where nothing is known of the network.
 */
export function planSamples(
  network: Network,
  samples: Pick<Samples, 'count' | 'K' | 'f'>,
  rules: Rules = DEFAULT_RULES,
  found = exactOf(network, samples),
): Plan {
  const { count } = samples;
  const observed = observedIn(samples);
  const left: Left[] = [];
  const reason = undrawable(network);
  const laws = reason === undefined ? lawsOf(observed) : [];
  if (reason !== undefined) left.push({ quantity: 'the law', reason });
  const questions = meanQuestions(observed);
  const level = shareOfBudget(rules.falseAlarmRate, questions.length + laws.length);
  const means = questions.flatMap((asked, i) => {
    const exact = found[i]!;
    const why = typeof exact === 'string' ? exact : undefined;
    const planned = typeof exact === 'string' ? undefined : planMean(asked, exact, count, level);
    const isWorthIt = planned && (!asked.isOptional || planned.detectable <= Math.abs(planned.exact.mean));
    if (isWorthIt) return [planned];
    left.push({
      quantity: asked.quantity,
      reason: why ?? `${count} samples would show no error of it below 100%`,
    });
    return [];
  });
  if (means.length + laws.length === 0)
    throw new OutOfRange('nothing is known of this network that its samples could be held against');
  const number = rules.draws ?? drawsFor(network, count);
  const draws = laws.length > 0 ? drawLaws(network, laws, number, rules.seed) : undefined;
  return withShares({ network, count, rules, means, laws, draws, left });
}

/** Shares are of the tests that are left. */
function withShares(plan: Omit<Plan, 'level' | 'law'>): Plan {
  const { means, laws, count, rules, draws } = plan;
  const level = shareOfBudget(rules.falseAlarmRate, means.length + laws.length);
  return {
    ...plan,
    level,
    means: means.map(({ exact, ...asked }) => planMean(asked, exact, count, level)),
    law: draws && planLawTest(count, draws.count, level),
  };
}

/** What the samples are, of the network of a plan. */
export interface Judgement {
  readonly samples: number;
  readonly verdict: Verdict;
  readonly falseAlarmRate: number;
  readonly tests: readonly TestResult[];
  readonly left: readonly Left[];
  readonly power: Power;
  readonly draws: { readonly count: number; readonly seed: number } | undefined;
  /** The largest share of what a test allows that the samples use up: 1 rejects. */
  readonly used: number;
}

export function judgeSamples(plan: Plan, samples: Samples, sorted: Sorted): Judgement {
  const { means, level, law, laws, rules, draws } = plan;
  const tests = [
    ...means.map((planned) => meanResult(planned, samples, level)),
    ...(law ? laws.map((name) => lawResult(name, law, draws!, sorted)) : []),
  ];
  const power = powerOf(plan);
  const isRejected = tests.some(({ rejected }) => rejected);
  const isEnough = power.detectable !== null && power.detectable <= rules.detect;
  return {
    samples: samples.count,
    verdict: isRejected ? 'inconsistent' : isEnough ? 'consistent' : 'too few',
    falseAlarmRate: rules.falseAlarmRate,
    tests,
    left: plan.left,
    power,
    draws: draws && { count: draws.count, seed: draws.seed },
    used: Math.max(...tests.map(({ used }) => used)),
  };
}

function meanResult(planned: PlannedMean, samples: Samples, level: number): TestResult {
  const { name, quantity, exact, test, detectable } = planned;
  const { mean, used } = testMean(planned, samples);
  const size = exact.mean === 0 ? Math.sqrt(exact.variance) : Math.abs(exact.mean);
  return {
    kind: test ? 'mean' : 'constant',
    name,
    quantity,
    statistic: mean,
    expected: exact.mean,
    rejected: used >= 1,
    used,
    detectable: finite(detectable),
    relative: size > 0 ? finite(detectable / size) : null,
    falseAlarmRate: test ? level : 0,
  };
}

function lawResult(name: LawName, law: LawTest, draws: Draws, sorted: Sorted): TestResult {
  const [own, drawn] = [sorted.get(name)!, draws.sorted.get(name)!];
  const distance = lawDistance(own, drawn, ROUNDING);
  return {
    kind: 'law',
    name: name === 'K' ? 'distribution' : `distribution of ${name}`,
    quantity: `law of ${name}`,
    statistic: distance,
    expected: 0,
    threshold: law.threshold,
    medians: [medianOf(own), medianOf(drawn)],
    rejected: distance >= law.threshold,
    used: distance / law.threshold,
    detectable: finite(detectableDistance(law)),
    relative: null,
    falseAlarmRate: law.level,
  };
}

const medianOf = (sorted: Float64Array): number => sorted[Math.floor((sorted.length - 1) / 2)]!;
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** What would have been found, and how many samples would find what is wanted. */
function powerOf({ network, law, means, rules, level }: Plan): Power {
  const wanted = rules.detect;
  if (law) {
    const enough = (count: number): boolean =>
      detectableDistance(planLawTest(count, rules.draws ?? drawsFor(network, count), level)) <= wanted;
    return {
      of: 'distance',
      detectable: finite(detectableDistance(law)),
      wanted,
      needed: finite(leastSamples(enough)),
    };
  }
  const [first] = means.filter(({ exact }) => exact.mean !== 0);
  if (!first) return { of: 'mean', detectable: null, wanted, needed: null };
  const { exact, detectable } = first;
  const enough = (count: number): boolean =>
    planMean(first, exact, count, level).detectable <= wanted * Math.abs(exact.mean);
  return {
    of: 'mean',
    quantity: first.quantity,
    detectable: finite(detectable / Math.abs(exact.mean)),
    wanted,
    needed: finite(leastSamples(enough)),
  };
}
