import type { ClaimVerdict, Verdict } from '../verify/verdict.ts';
import { indented, type Look, paint, wrapped } from './lines.ts';
import { isVariant } from './statements.ts';

const COLOURS = { proved: 'green', supported: 'green', refuted: 'yellow', undecided: 'magenta' } as const;

/** Characters of the outcome, before the id. */
export const MARK = 15;
/** Below a narrower screen's outcome the text would have no room. */
const NARROW = { width: 60, indent: 4 } as const;

/** `✓ proved`, as wide as the column. */
export function markOf({ asExpected, outcome }: Verdict, look: Look): string {
  const word = `${asExpected ? '✓' : '✗'} ${outcome}`;
  return paint(look, asExpected ? COLOURS[outcome] : 'red', word) + ' '.repeat(MARK - word.length);
}

/**
 * A verdict in full: its outcome and its id, which is never broken, and below it the claims and the reason. One that is not
 * as expected says what was, and the command that repeats it.
 */
export function blockLines(verdict: Verdict, look: Look): string[] {
  const indent = look.width < NARROW.width ? NARROW.indent : MARK;
  const width = look.width - indent;
  const surprise = verdict.asExpected ? '' : `EXPECTED ${verdict.expected}: `;
  const reason = wrapped(`${surprise}${verdict.reason}${simulated(verdict)}`, width);
  const body = [
    ...heading(verdict).flatMap((line) => wrapped(line, width)),
    ...reason.map((line) => paint(look, 'dim', line)),
    // A command is copied: it stays on one line.
    ...(verdict.asExpected ? [] : [`again: ${verdict.replay}`]),
  ];
  return [markOf(verdict, look) + verdict.id, ...indented(body, indent)];
}

/** A statement shows its title and claims; a variant of it only what is different. */
function heading(verdict: Verdict): string[] {
  const { title, convention, gates, claims } = verdict;
  const several = claims.length > 1;
  if (isVariant(verdict))
    return several ? [claims.map((claim, i) => `claim ${i + 1} ${claim.outcome}`).join(', ')] : [];
  return [
    `${title} (${convention}, ${gates} gates)`,
    ...claims.map((claim) => (several ? `${claimWord(claim)} ${claim.claim}` : claim.claim)),
  ];
}

/** `proved`, or `refuted, expected proved:` where a claim has an expectation of its own. */
const claimWord = ({ outcome, expected }: ClaimVerdict): string =>
  (expected ?? outcome) === outcome ? `${outcome}:` : `${outcome}, expected ${expected}:`;

/** What real networks said, in a few words. */
function simulated(verdict: Verdict): string {
  const evidence = verdict.claims.flatMap((claim) => claim.evidence);
  const checks = evidence.filter((one) => one.kind === 'simulation');
  if (checks.length === 0) return '';
  const oracle = checks.filter(({ hypothesis }) => hypothesis === 'exact oracle');
  const claim = checks.find(({ hypothesis }) => hypothesis === 'claim');
  const formulas = evidence.filter((one) => one.kind === 'formula');
  const networks = oracle.reduce((total, { samples }) => total + samples, 0).toLocaleString('en-US');
  const isRejected = formulas.length > 0 && formulas.every(({ rejected }) => rejected);
  const formula = isRejected
    ? ` and reject the formula (${formulas.length}/${formulas.length})`
    : formulas.length > 0
      ? ` and the formula (${share(formulas)})`
      : '';
  const word = claim
    ? claim.rejected
      ? '; they reject the claimed value'
      : '; too few to tell the claimed value from the true one'
    : '';
  return `; ${networks} simulated networks agree with the exact oracle (${share(oracle)})${formula}${word}`;
}

/** How many of them agree. */
const share = (checks: readonly { readonly rejected: boolean }[]): string =>
  `${checks.filter(({ rejected }) => !rejected).length}/${checks.length}`;
