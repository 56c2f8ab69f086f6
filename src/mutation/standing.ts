import type { Finding } from '../verify/agreement.ts';
import { certified } from '../verify/certify.ts';
import type { Subject } from '../verify/subject.ts';
import { type Effort, exactFinding } from '../verify/verify.ts';

/** How hard mutants are tried; the false-alarm rate is that of each interval from simulated networks. */
export interface MutationEffort extends Effort {
  readonly falseAlarmRate: number;
}

/** What the exact checks say of a claim, and a proof where values alone do not settle a limit. */
export function standing(subject: Subject, effort: MutationEffort): Finding {
  const finding = exactFinding(subject, effort);
  return finding.outcome === 'undecided' ? certified(subject, finding, []) : finding;
}

/**
 * The numbers that refute a claim by a limit or by simulated networks, as text: where a mutation leaves it refuted,
 * they change or the mutation made no difference.
 */
export const refutation = ({ evidence }: Finding): string =>
  evidence
    .map((one) => {
      if (one.kind === 'limit') return JSON.stringify([one.at, one.power, one.claimed, one.extrapolated]);
      if (one.kind === 'sampled') return JSON.stringify([one.architecture, one.low, one.high, one.wanted]);
      return one.kind;
    })
    .join(' ');

/** The same of a limit that holds, with how far from it the values are at each size. */
export const remainders = (finding: Finding): string =>
  finding.evidence
    .flatMap((one) => (one.kind === 'limit' ? one.remainders.map((gap) => gap.toPrecision(DIGITS)) : []))
    .concat(refutation(finding))
    .join(' ');

/** Digits to which remainders are told apart: the last ones may be rounding. */
const DIGITS = 8;
