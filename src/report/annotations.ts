import type { Place } from '../statement/document.ts';
import type { StatementError } from '../statement/error.ts';
import type { Verdict } from '../verify/verdict.ts';
import { isVariant } from './statements.ts';

/** The path of a file as the repository has it; undefined for what is not in it. */
export type PathOf = (file: string) => string | undefined;

/** Commands to GitHub, a line each, that annotate the lines of statement files whose verdicts are not the expected ones. */
export const annotations = (verdicts: readonly Verdict[], pathOf: PathOf): string =>
  verdicts
    .filter(({ asExpected }) => !asExpected)
    .flatMap((verdict) => noted(verdict).map((note) => command(verdict.file, note, pathOf)))
    .join('');

/** The same of a file that cannot be read as statements. */
export const errorAnnotation = ({ file, line, column, problem }: StatementError, pathOf: PathOf): string =>
  command(file, { place: { line, column }, title: 'not a statement', text: problem }, pathOf);

interface Note {
  readonly place: Place;
  readonly title: string;
  readonly text: string;
}

/** A note at each claim that differs; at the statement, or its variant, where no single claim does. */
function noted(verdict: Verdict): Note[] {
  const { id, place, claims, claimPlaces, outcome, expected, reason, replay } = verdict;
  const differing = claims.flatMap((claim, index) => {
    const { expected: wanted = expected } = claim;
    // Without an expectation of its own it differs where it makes the verdict what it is.
    const isFine = claim.outcome === wanted || (!claim.expected && claim.outcome !== outcome);
    const where = claimPlaces[index];
    if (isFine || !where || isVariant(verdict)) return [];
    const title = `${id}: expected ${wanted}, found ${claim.outcome}`;
    return [{ place: where, title, text: `${claim.claim}\n${claim.reason}\nagain: ${replay}` }];
  });
  const title = `${id}: expected ${expected}, found ${outcome}`;
  return differing.length > 0 ? differing : [{ place, title, text: `${reason}\nagain: ${replay}` }];
}

function command(file: string, { place, title, text }: Note, pathOf: PathOf): string {
  const path = pathOf(file);
  const where =
    path === undefined ? [] : [`file=${property(path)}`, `line=${place.line}`, `col=${place.column}`];
  return `::error ${[...where, `title=${property(title)}`].join(',')}::${data(text)}\n`;
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
