import type { Finding } from '../verify/agreement.ts';
import { certified } from '../verify/certify.ts';
import { limitPoints } from '../verify/limit/points.ts';
import { valuesAt } from '../verify/limit/values.ts';
import { isRefusal } from '../verify/refusal.ts';
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
      if (one.kind === 'derived-limit') return JSON.stringify([one.at, one.limit, one.claimed?.decimal]);
      if (one.kind === 'sampled') return JSON.stringify([one.architecture, one.low, one.high, one.wanted]);
      return one.kind;
    })
    .join(' ');

/** Of a limit that holds, how far from it the values are at each size, at the first points that are tried. */
export function remainders(subject: Subject): string {
  const gaps = limitPoints(subject)
    .slice(0, POINTS)
    .map((point) => {
      try {
        return (valuesAt(subject, point)?.remainders ?? []).map((gap) => gap.toPrecision(DIGITS));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return error.message;
      }
    });
  return JSON.stringify(gaps);
}

const POINTS = 2;

/**
 * Where a mutant claims another limit of the same quantity, by formulas that do not vary with size. A quantity has one
 * limit: so it is wrong, if the claim is right, however little its own values show.
 */
export function otherLimit(own: Finding, mutant: Finding): string | undefined {
  const held = limitsOf(own);
  for (const [index, { at, extrapolated, claimed, power }] of limitsOf(mutant).entries()) {
    const other = held[index];
    if (power !== undefined || other?.extrapolated !== extrapolated) continue;
    const [before, after] = [other.claimed, claimed].map((value) => value.toPrecision(DIGITS));
    if (before !== after) {
      const point = Object.entries(at).map(([name, value]) => `${name} = ${value}`);
      return `the limit is ${before} by the claim, not ${after}, at ${point.join(', ')}; ${mutant.reason}`;
    }
  }
  return undefined;
}

const limitsOf = ({ evidence }: Finding) => evidence.filter((one) => one.kind === 'limit');

/** Digits to which remainders are told apart: the last ones may be rounding. */
const DIGITS = 8;
