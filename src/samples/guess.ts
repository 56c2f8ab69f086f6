import { shareOfBudget } from '../statistics/budget.ts';
import type { Candidate } from './candidates.ts';
import { type Judgement, judgeSamples, type Plan, planSamples, type Rules } from './judge.ts';
import { sortedSamples } from './laws.ts';
import type { Samples } from './samples.ts';

/** What the samples are, of one candidate. */
export interface Ranked extends Candidate {
  readonly judgement: Judgement;
  /** E K²/(E K)² of it, where it is known. */
  readonly dispersion: number | null;
}

/**
 * The candidates, those that the samples fit first, best first, and those that they are inconsistent with last. They share the
 * false-alarm rate equally, so that all of the right ones, if there are several, are kept but for a probability of that rate.
 * Called between two of them with the number that is done.
 */
export function rankCandidates(
  samples: Samples,
  candidates: readonly Candidate[],
  rules: Rules,
  onProgress?: (done: number, of: number) => void,
): Ranked[] {
  const falseAlarmRate = shareOfBudget(rules.falseAlarmRate, candidates.length);
  const sorted = sortedSamples(samples);
  const ranked = candidates.map((candidate, i) => {
    onProgress?.(i, candidates.length);
    const plan = planSamples(candidate.network, samples, { ...rules, falseAlarmRate });
    return { ...candidate, judgement: judgeSamples(plan, samples, sorted), dispersion: dispersionOf(plan) };
  });
  return ranked.sort(
    (a, b) => a.judgement.used - b.judgement.used || (a.flags < b.flags ? -1 : a.flags > b.flags ? 1 : 0),
  );
}

function dispersionOf({ means }: Plan): number | null {
  const exact = means.find(({ quantity }) => quantity === 'E(K)')?.exact;
  return exact && exact.mean > 0 ? 1 + exact.variance / exact.mean ** 2 : null;
}
