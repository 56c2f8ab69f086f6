import { type AuditReport, auditText, isPaper } from '../audit/audit.ts';
import { type CheckReport, check as checked } from '../audit/check.ts';
import { conventionOf } from '../audit/claim/as-given.ts';
import type { Growth } from '../audit/claim/claim.ts';
import { ClaimError, placedText } from '../audit/claim/error.ts';
import type { Setting } from '../audit/claim/setting.ts';
import { NO_SETTINGS, readPaperSettings } from '../audit/paper/settings.ts';
import { FORMULAS, loadConventions, statementsWith } from '../files/library.ts';
import { readText } from '../files/read.ts';
import { isFile } from '../files/statement-files.ts';
import { InputError } from '../limits/error.ts';
import { AUDIT_LIMITS } from '../limits/limits.ts';
import { claimFamily, type ParametersDescription } from './description.ts';
import { resultOf, type Stoppable } from './thread.ts';

/** The networks of a claim, and what it leaves open. */
export interface ClaimDescription extends ParametersDescription {
  /** A condition on the domain, `'d >= 2 and n >= 3'`. */
  readonly where?: string | undefined;
  /** What grows in claims with ~, -> or O(…): `n` at fixed d, `d/n` -> lambda, or `d` at fixed n. */
  readonly as?: Growth | undefined;
}

/** What a thread that checks is given. */
export type CheckWork =
  | { readonly of: 'claim'; readonly claim: string; readonly setting: Setting }
  | { readonly of: 'file'; readonly path: string; readonly setting: Setting };

/**
 * The verdict on a claim of one line, in plain text or LaTeX; of one that is false, where it fails, under which conventions it is
 * true, what is true instead, and which formulas near it are. It is decided in a thread of its own.
 *
 * @param claim a quantity of E(...), one of = <= >= ~ ->, and a formula
 * @param networks the networks that it is about; by default those of the command `check`
 * @throws InputError for a claim that cannot be read, with its place and what to write
 * @example
 * ```js
 * const { verdict, truth } = await check('E[K] = d(1/2 + r)', { convention: 'hanin-nica-2019', gates: 'fair' });
 * console.log(verdict, truth.formula); // refuted d*(1 + 2*r)
 * ```
 */
export async function check(
  claim: string,
  networks: ClaimDescription = {},
  { signal }: Stoppable = {},
): Promise<CheckReport> {
  const given = { of: 'claim', claim, setting: settingOf(networks) } as const;
  return resultOf<CheckReport>({ kind: 'check', given }, { signal });
}

/**
 * What a document claims: a derivation, statements, a Markdown document with blocks fenced as `ntkcheck`, or a paper in LaTeX, each
 * decided in the order of the text. It is decided in a thread of its own.
 *
 * @param path a file ending in .yaml, .md or .tex; beside paper.tex, paper.audit.yaml says what the paper calls things
 * @param networks what holds where the document says nothing
 * @throws StatementError for YAML that cannot be read, InputError for a file that cannot be
 * @example
 * ```js
 * const { items } = await audit('examples/dropped-return-path/derivation.yaml');
 * console.log(items[0].report.firstFalse); // 2
 * ```
 */
export async function audit(
  path: string,
  networks: ClaimDescription = {},
  { signal }: Stoppable = {},
): Promise<AuditReport> {
  const given = { of: 'file', path, setting: settingOf(networks) } as const;
  return resultOf<AuditReport>({ kind: 'check', given }, { signal });
}

function settingOf({ where, as, ...parameters }: ClaimDescription): Setting {
  const family = claimFamily(parameters);
  const { convention } = parameters;
  const name = typeof convention === 'string' ? convention : convention?.name;
  const rows = loadConventions(FORMULAS);
  return { convention: conventionOf(family, rows, name), gates: family.gates, where, growth: as };
}

export function checkWork(work: CheckWork): CheckReport | AuditReport {
  const options = {
    setting: work.setting,
    conventions: loadConventions(FORMULAS),
    known: (words: readonly string[]) => statementsWith(FORMULAS, words),
  };
  if (work.of === 'file') return auditFile(work.path, options);
  try {
    return checked(work.claim, options);
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    throw new InputError(`claim, ${placedText(work.claim, error)}`);
  }
}

/** Where a side file of a paper may be: `paper.audit.yaml` beside `paper.tex`. */
export const sideFilesOf = (path: string): string[] =>
  isPaper(path) ? [path.replace(/\.\w+$/, '.audit.yaml')] : [];

/** Audits a file, a paper with its side file. */
export function auditFile(path: string, options: Parameters<typeof auditText>[2]): AuditReport {
  const text = readText(path, AUDIT_LIMITS.bytes);
  const beside = sideFilesOf(path).find(isFile);
  const side =
    beside === undefined ? NO_SETTINGS : readPaperSettings(beside, readText(beside), options.conventions);
  return auditText(path, text, options, side);
}
