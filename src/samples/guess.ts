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

/** Networks of a first look, and the share of a candidate's rate that it takes: most candidates are far off. */
const LOOK = { draws: 4096, share: 0.1 } as const;

/**
 * The candidates, those that the samples fit first, best first, and those that they are inconsistent with last. They share the
 * false-alarm rate equally, so that all of the right ones, if there are several, are kept but for a probability of that rate.
 * `onProgress` hears between two of them how many are done.
 */
export function rankCandidates(
  samples: Samples,
  candidates: readonly Candidate[],
  rules: Rules,
  onProgress?: (done: number, of: number) => void,
): Ranked[] {
  const rate = shareOfBudget(rules.falseAlarmRate, candidates.length);
  const sorted = sortedSamples(samples);
  const judged = ({ network }: Candidate, own: Partial<Rules>): Pick<Ranked, 'judgement' | 'dispersion'> => {
    const plan = planSamples(network, samples, { ...rules, ...own });
    return { judgement: judgeSamples(plan, samples, sorted), dispersion: dispersionOf(plan) };
  };
  const ranked = candidates.map((candidate, i) => {
    onProgress?.(i, candidates.length);
    const draws = Math.min(LOOK.draws, rules.draws ?? LOOK.draws);
    const look = judged(candidate, { falseAlarmRate: LOOK.share * rate, draws });
    const found =
      look.judgement.verdict === 'inconsistent'
        ? look
        : judged(candidate, { falseAlarmRate: (1 - LOOK.share) * rate });
    return { ...candidate, ...found };
  });
  return ranked.sort(
    (a, b) => a.judgement.used - b.judgement.used || (a.flags < b.flags ? -1 : a.flags > b.flags ? 1 : 0),
  );
}

function dispersionOf({ means }: Plan): number | null {
  const exact = means.find(({ quantity }) => quantity === 'E(K)')?.exact;
  return exact && exact.mean > 0 ? 1 + exact.variance / exact.mean ** 2 : null;
}
