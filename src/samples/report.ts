import type { Ranked, Ranking } from './guess.ts';
import type { Judgement } from './judge.ts';
import { ROUNDING } from './rounding.ts';
import type { Samples } from './samples.ts';
import type { TestResult } from './verdict.ts';

/** What samples are of, in words: "2000 values of K and f". */
export const samplesLine = ({ count, K, f }: Samples): string =>
  `${count} value${count === 1 ? '' : 's'} of ${[...(K ? ['K'] : []), ...(f ? ['f'] : [])].join(' and ')}`;

/** The verdict and every test, in plain sentences, a line each. */
export function judgementLines(judgement: Judgement): string[] {
  const { tests, left, draws } = judgement;
  return [
    verdictLine(judgement),
    ...tests.map((test) => `  ${test.rejected ? '✗' : '✓'} ${testLine(test, draws?.count)}`),
    ...left.map(({ quantity, reason }) => `  - not tested, ${quantity}: ${reason}`),
  ];
}

function verdictLine({ verdict, falseAlarmRate, power }: Judgement): string {
  const { of, quantity, detectable, wanted, needed } = power;
  const size = (x: number): string =>
    of === 'distance' ? `a distance of ${short(x)}` : `an error of ${percent(x)} of ${quantity}`;
  if (verdict === 'inconsistent')
    return `inconsistent: samples of this network would be called so with probability ${falseAlarmRate} at most`;
  if (verdict === 'consistent')
    return `consistent: no test rejects, and ${size(detectable!)} or more would have been found with probability 0.99`;
  const seen =
    detectable === null
      ? 'no difference is sure to be seen'
      : `only ${size(detectable)} or more would have been seen`;
  const cure = needed === null ? '' : `; ${needed} samples would show ${size(wanted)}`;
  return `too few to tell: no test rejects, but ${seen}${cure}`;
}

function testLine(
  { kind, quantity, statistic, expected, ...test }: TestResult,
  draws: number | undefined,
): string {
  const { threshold, medians, detectable, relative } = test;
  if (kind === 'constant')
    return `${quantity} is ${short(expected)} in every network; the samples' mean is ${short(statistic)} (to ${ROUNDING})`;
  if (kind === 'law') {
    const seen =
      detectable === null ? 'no distance is sure to be found' : `${short(detectable)} would have been found`;
    return `${quantity}: at distance ${short(statistic)} from ${draws} simulated networks (${short(threshold!)} rejects; ${seen}); medians ${short(medians![0])} and ${short(medians![1])}`;
  }
  const unit = expected === 0 ? ' standard deviations' : '';
  const error =
    relative === null ? undefined : expected === 0 ? `${short(relative)}${unit}` : percent(relative);
  const seen =
    error === undefined ? 'no error is sure to be found' : `an error of ${error} would have been found`;
  return `${quantity}: the samples' mean is ${short(statistic)}, exactly ${short(expected)} (${seen})`;
}

/** The candidates that fit, best first, and how many do not. */
export function candidateLines({ ranked, untried }: Ranking, falseAlarmRate: number): string[] {
  const fitting = ranked.filter(({ judgement }) => judgement.verdict !== 'inconsistent');
  const beyond = untried.length > 0 ? `, ${untried.length} more leave the range of doubles` : '';
  const head = `candidates: ${fitting.length} of ${ranked.length} fit${beyond} (the right one is missing with probability ${falseAlarmRate} at most)`;
  if (fitting.length === 0)
    return [head, '  none: other variances, another input, another activation, or K times a constant?'];
  return [
    fitting.length === 1 ? head : `${head}; the samples do not tell these apart`,
    ...fitting.flatMap((one, i) => candidateText(one, i + 1)),
  ];
}

function candidateText({ flags, conventions, words, dispersion, judgement }: Ranked, rank: number): string[] {
  // The first is the one of the flags, where they name one.
  const others = flags.startsWith('--convention ') ? conventions.slice(1) : conventions;
  const also = others.length > 0 ? ` (also ${others.join(', ')})` : '';
  const spread = dispersion === null ? '' : `; E K²/(E K)² = ${short(dispersion)}`;
  const few = judgement.verdict === 'too few' ? '; too few samples to call it consistent' : '';
  return [`  ${rank}. ${flags}${also}`, `     ${words}${spread}${few}`];
}

const short = (x: number): string => (x === 0 ? '0' : `${Number(x.toPrecision(5))}`);
const percent = (x: number): string => `${Number((100 * x).toPrecision(2))}%`;

/** The candidates as data. */
export const candidateRecords = (ranked: readonly Ranked[]) =>
  ranked.map(({ flags, conventions, phase, words, dispersion, judgement }, i) => ({
    convention: conventions[0] ?? flags,
    ...{ flags, conventions, verdict: judgement.verdict },
    rank: judgement.verdict === 'inconsistent' ? null : i + 1,
    ...{ phase, words, dispersion, used: finite(judgement.used), falseAlarmRate: judgement.falseAlarmRate },
    tests: judgement.tests.map(testRecord),
  }));

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

const testRecord = ({ statistic, used, ...test }: TestResult) => ({
  ...test,
  statistic: finite(statistic),
  used: finite(used),
});

/** A judgement as data. */
export function judgementRecord({ samples, verdict, falseAlarmRate, tests, left, power, draws }: Judgement) {
  return {
    samples,
    verdict,
    falseAlarmRate,
    power,
    draws: draws ?? null,
    tests: tests.map(testRecord),
    notTested: left,
  };
}
