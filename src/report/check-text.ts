import type { CheckReport, ClaimRecord, WitnessRecord } from '../audit/check.ts';
import type { Truth } from '../audit/diagnosis/truth.ts';
import { hanging, type Look, paint } from './lines.ts';

/** What stands before a verdict. */
export const MARKS = { proved: '✓', supported: '✓', refuted: '✗', undecided: '?' } as const;
export const STYLES = { proved: 'green', supported: 'green', refuted: 'red', undecided: 'yellow' } as const;

/** What is known of a claim, for a terminal. */
export const checkText = (report: CheckReport, look: Look): string =>
  [...understoodLines(report.claim), '', ...diagnosisLines(report, look)].join('\n');

/** The verdict, and what is true instead. */
export function diagnosisLines(report: CheckReport, look: Look): string[] {
  const { verdict, reason, witness, side, conventions, truth, repairs, weaker } = report;
  const head = paint(look, STYLES[verdict], `${MARKS[verdict]} ${verdict}`);
  const section = (name: string, rows: readonly string[]): string[] =>
    rows.flatMap((row, i) => hanging(`  ${(i === 0 ? name : '').padEnd(INDENT - 2)}`, INDENT, row, look));
  return [
    ...hanging(
      `${head}  `,
      verdict.length + 4,
      witness ? witnessText(witness, side) : unrepeated(verdict, reason),
      look,
    ),
    ...section(
      'true under',
      conventions.map(
        ({ convention, gates, verdict: found, changes }) =>
          `${convention}, ${gates} gates: ${changes} (${found})`,
      ),
    ),
    ...section('the truth', truth ? truthRows(report.claim, truth) : []),
    ...section(
      'repairs',
      repairs.map(({ formula, edit, verdict: found }) => `${formula}   ${edit} (${found})`),
    ),
    ...section(
      'what is left',
      weaker.map(({ claim: text, verdict: found }) => `${text} (${found})`),
    ),
  ];
}

function truthRows(claim: ClaimRecord, { formula, verdict, conditions, factor, orders }: Truth): string[] {
  const where = conditions.length > 0 ? ` for ${conditions.join(' and ')}` : '';
  return [
    `${claim.quantity} ${claim.as === undefined ? '=' : '->'} ${formula}${where} (${verdict})`,
    ...(factor === undefined || factor === '1' ? [] : [`claimed/true = ${factor}`]),
    ...(orders === undefined ? [] : [`the claim is ${orders}`]),
  ];
}

const INDENT = 15;

function understoodLines(claim: ClaimRecord): string[] {
  const domain = Object.entries(claim.domain).map(([name, range]) => `${name} ${rangeText(range)}`);
  return [
    claim.text,
    ...(claim.as === undefined ? [] : [`  ${claim.as}`]),
    `  TeX  ${claim.tex}`,
    `  under ${claim.convention}, ${claim.gates} gates; ${domain.join(', ')}${claim.where === undefined ? '' : `; where ${claim.where}`}`,
    ...claim.notes.map((note) => `  note: ${note}`),
  ];
}

/** A range of a statement file, in few signs. */
function rangeText(range: string): string {
  const found = /^\{ (\w+): "?(.*?)"? \}$/.exec(range);
  if (!found) return range;
  const [, kind, value] = found as unknown as [string, string, string];
  if (kind === 'equals') return `= ${value}`;
  const every = kind === 'widths' ? 'any widths ' : '';
  const ends = /^([[(])(.*), (.*)([\])])$/.exec(value);
  if (!ends) return `${every}${value}`;
  const [, open, low, high] = ends as unknown as [string, string, string, string];
  if (high === 'inf') return `${every}${open === '[' ? '>=' : '>'} ${low}`;
  return low === high ? `= ${low}` : `${every}in ${value}`;
}

function witnessText({ widths, values, quantity, formula }: WitnessRecord, side: string | undefined): string {
  const scalars = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return `at widths ${widths.join(',')}${scalars.length > 0 ? `, ${scalars.join(', ')}` : ''} the formula gives ${formula}, the truth is ${quantity}${side === undefined ? '' : `; ${side} wherever they differ`}`;
}

/** A reason beside its verdict, which it may begin with. */
export const unrepeated = (verdict: string, reason: string): string =>
  reason.startsWith(`${verdict}: `) ? reason.slice(verdict.length + 2) : reason;
