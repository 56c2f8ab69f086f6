import type { Outcome, Verdict } from '../verify/verdict.ts';
import { folderOf } from './items.ts';

export const isVariant = ({ id }: Verdict): boolean => id.includes('@');

/** Verdicts by the folder of their statements, which is their source, in the order they came. */
export function byFolder(verdicts: readonly Verdict[]): Map<string, Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const folder = folderOf(verdict);
    groups.set(folder, [...(groups.get(folder) ?? []), verdict]);
  }
  return groups;
}

export const countOf = (verdicts: readonly Verdict[], outcome: Outcome): number =>
  verdicts.filter((verdict) => verdict.outcome === outcome).length;

/** Statements that are meant to be true, under their own convention: neither variants nor planted wrong ones. */
export const meantTrue = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.filter((verdict) => !isVariant(verdict) && verdict.expected !== 'refuted');

/** `3 of 40 statements proved`. */
export function provedText(verdicts: readonly Verdict[]): string {
  const statements = meantTrue(verdicts);
  return `${countOf(statements, 'proved')} of ${statements.length} statements proved`;
}

/** `0 proved, 1 supported, 0 refuted, 0 undecided`. */
export const countsText = (verdicts: readonly Verdict[]): string =>
  (['proved', 'supported', 'refuted', 'undecided'] as const)
    .map((outcome) => `${countOf(verdicts, outcome)} ${outcome}`)
    .join(', ');

/** What an interrupted run did not come to. */
export const isInterrupted = ({ claims, reason }: Verdict): boolean =>
  claims.length === 0 && reason === 'interrupted';
