import { AUDIT_LIMITS } from '../limits/limits.ts';
import { StatementError } from '../statement/error.ts';
import { readStatements } from '../statement/read.ts';
import type { Case, Expected, Statement } from '../statement/statement.ts';
import type { Outcome } from '../verify/verdict.ts';
import { type CheckOptions, type CheckReport, check, checkUnderstood } from './check.ts';
import { ClaimError, placedText } from './claim/error.ts';
import { claimOf } from './claim/of-statement.ts';
import { isGood } from './decide.ts';
import { auditDerivation, type DerivationReport } from './derivation/audit.ts';
import { readDerivation } from './derivation/read.ts';
import { type BlockClaim, type BlockProblem, readClaimBlock } from './document/block.ts';
import { ntkcheckBlocks } from './document/markdown.ts';
import { auditPaper, type EquationReport } from './paper/audit.ts';
import { NO_SETTINGS, type PaperSettings } from './paper/settings.ts';

/** One thing that a document claims, and what became of it. Lines count from 1. */
export type AuditItem =
  | { readonly kind: 'claim'; readonly line: number; readonly report: CheckReport }
  | {
      readonly kind: 'statement';
      readonly line: number;
      /** The statement, and of several claims which. */
      readonly id: string;
      readonly expected?: Expected;
      readonly report: CheckReport;
    }
  | { readonly kind: 'derivation'; readonly line: number; readonly report: DerivationReport }
  | { readonly kind: 'equation'; readonly line: number; readonly report: EquationReport }
  | { readonly kind: 'unread'; readonly line: number; readonly text: string; readonly reason: string };

/** What a document claims, in its order. Plain data. */
export interface AuditReport {
  readonly file: string;
  readonly items: readonly AuditItem[];
  /** Of a paper: what concerns it as a whole. */
  readonly problems?: readonly string[];
}

/** Whether a file is a paper in TeX, which may have a side file. */
export const isPaper = (file: string): boolean => /\.(tex|ltx)$/i.test(file);

/**
 * Audits a text by the name of its file: a paper in TeX, with what a side file says of it; a Markdown document with fenced `ntkcheck`
 * blocks; or YAML with statements or a derivation. Throws StatementError for YAML that cannot be read.
 */
export function auditText(
  file: string,
  text: string,
  options: CheckOptions,
  side: PaperSettings = NO_SETTINGS,
): AuditReport {
  if (isPaper(file)) {
    const { equations, problems } = auditPaper(text, side, options);
    return {
      file,
      items: equations.map((report) => ({ kind: 'equation', line: report.lines[0], report })),
      problems,
    };
  }
  if (/\.(md|markdown)$/i.test(file)) return { file, items: markdownItems(file, text, options) };
  return { file, items: yamlItems(file, text, options) };
}

function markdownItems(file: string, text: string, options: CheckOptions): AuditItem[] {
  const blocks = ntkcheckBlocks(text);
  if (blocks.length === 0)
    throw new StatementError(
      file,
      1,
      1,
      'no block fenced as ```ntkcheck; put claims, a statement or a derivation in one',
    );
  const read = blocks.map(({ text: inside, line }) => ({
    line,
    // Places of errors are those in the document.
    yaml: /^(derivation|claims)\s*:/m.test(inside) ? `${'\n'.repeat(line - 1)}${inside}` : undefined,
    claims: readClaimBlock(inside, options.conventions, options.setting),
  }));
  const count = read.reduce((sum, { yaml, claims }) => sum + (yaml === undefined ? claims.length : 1), 0);
  if (count > AUDIT_LIMITS.claims)
    throw new StatementError(
      file,
      1,
      1,
      `the document has ${count} claims; wanted at most ${AUDIT_LIMITS.claims}: split it`,
    );
  return read.flatMap(({ line, yaml, claims }) =>
    yaml === undefined
      ? claims.map((claim) => claimItem(claim, line, options))
      : yamlItems(file, yaml, options),
  );
}

function claimItem(read: BlockClaim | BlockProblem, first: number, options: CheckOptions): AuditItem {
  const { text } = read;
  const line = first + read.line;
  if ('problem' in read) return { kind: 'unread', line, text, reason: read.problem };
  try {
    return { kind: 'claim', line, report: check(text, { ...options, setting: read.setting }) };
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    return { kind: 'unread', line, text, reason: placedText(text, error) };
  }
}

const DERIVATION = /^derivation\s*:/m;

function yamlItems(file: string, text: string, options: CheckOptions): AuditItem[] {
  if (DERIVATION.test(text)) {
    const report = auditDerivation(readDerivation(file, text, options.conventions), options);
    const line = text.slice(0, text.search(DERIVATION)).split('\n').length;
    return [{ kind: 'derivation', line, report }];
  }
  return readStatements(file, text, options.conventions).flatMap((statement) =>
    statement.cases.flatMap((own) =>
      statement.claims.map((_, index): AuditItem => {
        const place = statement.claims.length === 1 ? '' : `, claim ${index + 1}`;
        const expected = expectedOf(statement, own, index);
        return {
          kind: 'statement',
          line: statement.claimPlaces[index]!.line,
          id: `${statement.id}${place} under ${own.convention.name}, ${own.gates} gates`,
          ...(expected && { expected }),
          report: checkUnderstood(claimOf(statement, index, own), options),
        };
      }),
    ),
  );
}

/** What is expected of one claim; of a statement of several that is refuted it is not said of which. */
function expectedOf(
  { claims }: Statement,
  { expect, expectClaims }: Case,
  index: number,
): Expected | undefined {
  return expectClaims?.[index] ?? (claims.length > 1 && expect === 'refuted' ? undefined : expect);
}

/** Whether nothing in a report is refuted, undecided or unread; of a statement, whether it is as expected. */
export const isSound = ({ items }: AuditReport): boolean => items.every(isSoundItem);

export function isSoundItem(item: AuditItem): boolean {
  switch (item.kind) {
    case 'equation':
      return isSoundEquation(item.report);
    case 'claim':
      return isGood(item.report.verdict);
    case 'statement':
      return isAsExpected(item.report.verdict, item.expected);
    case 'derivation':
      return isSoundDerivation(item.report);
    default:
      return false;
  }
}

const isAsExpected = (verdict: Outcome, expected: Expected | undefined): boolean =>
  expected === undefined || verdict === expected || (isGood(verdict) && expected !== 'refuted');

const isSoundDerivation = ({ steps, conclusion }: DerivationReport): boolean =>
  [...steps, ...(conclusion ? [conclusion] : [])].every(({ verdict }: { readonly verdict: Outcome }) =>
    isGood(verdict),
  );

/** Equations that are not about moments are none of ours; one that is, and is not read, was not decided. */
function isSoundEquation({ result }: EquationReport): boolean {
  switch (result.kind) {
    case 'claim':
      return isGood(result.report.verdict);
    case 'derivation':
      return isSoundDerivation(result.report);
    case 'unread':
      return !result.moments;
    default:
      return true;
  }
}
