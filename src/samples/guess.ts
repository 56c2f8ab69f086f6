import { OutOfRange } from '../limits/error.ts';
import { shareOfBudget } from '../statistics/budget.ts';
import type { Candidate } from './candidates.ts';
import { exactOf, type Judgement, judgeSamples, type Plan, planSamples, type Rules } from './judge.ts';
import { type Sorted, sortedSamples } from './laws.ts';
import type { Samples } from './samples.ts';

/** What the samples are, of one candidate. */
export interface Ranked extends Candidate {
  readonly judgement: Judgement;
  /** E K²/(E K)² of it, where it is known. */
  readonly dispersion: number | null;
}

/** Networks of a first look, and the share of a candidate's rate that it takes: most candidates are far off. */
const LOOK = { draws: 4096, share: 0.1 } as const;

/** What became of the candidates. */
export interface Ranking {
  /** Those that the samples fit first, best first, and those that they are inconsistent with last. */
  readonly ranked: readonly Ranked[];
  /** Flags of those whose values leave the range of doubles. */
  readonly untried: readonly string[];
}

/**
 * Holds the samples against every candidate. They share the false-alarm rate equally, so that all of the right ones, if there are
 * several, are kept but for a probability of that rate. `onProgress` hears between two of them how many are done.
 */
export function rankCandidates(
  samples: Samples,
  candidates: readonly Candidate[],
  rules: Rules,
  onProgress?: (done: number, of: number) => void,
): Ranking {
  const rate = shareOfBudget(rules.falseAlarmRate, candidates.length);
  const sorted = sortedSamples(samples);
  const ranked: Ranked[] = [];
  const untried: string[] = [];
  for (const [i, candidate] of candidates.entries()) {
    onProgress?.(i, candidates.length);
    try {
      ranked.push({
        ...candidate,
        ...judged(candidate, samples, sorted, { ...rules, falseAlarmRate: rate }),
      });
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      untried.push(candidate.flags);
    }
  }
  const inOrder = ranked.sort(
    (a, b) => a.judgement.used - b.judgement.used || (a.flags < b.flags ? -1 : a.flags > b.flags ? 1 : 0),
  );
  return { ranked: inOrder, untried };
}

function judged(
  { network }: Candidate,
  samples: Samples,
  sorted: Sorted,
  rules: Rules,
): Pick<Ranked, 'judgement' | 'dispersion'> {
  const exact = exactOf(network, samples);
  const at = (share: number, draws: number | undefined): Pick<Ranked, 'judgement' | 'dispersion'> => {
    const own = { ...rules, falseAlarmRate: share * rules.falseAlarmRate, draws };
    const plan = planSamples(network, samples, own, exact);
    return { judgement: judgeSamples(plan, samples, sorted), dispersion: dispersionOf(plan) };
  };
  const look = at(LOOK.share, Math.min(LOOK.draws, rules.draws ?? LOOK.draws));
  return look.judgement.verdict === 'inconsistent' ? look : at(1 - LOOK.share, rules.draws);
}

function dispersionOf({ means }: Plan): number | null {
  const exact = means.find(({ quantity }) => quantity === 'E(K)')?.exact;
  return exact && exact.mean > 0 ? 1 + exact.variance / exact.mean ** 2 : null;
}
