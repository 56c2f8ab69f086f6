import type { CheckReport, ClaimRecord, WitnessRecord } from '../audit/check.ts';
import { type Look, paint, wrapped } from './lines.ts';

const MARKS = { proved: '✓', supported: '✓', refuted: '✗', undecided: '?' } as const;
const STYLES = { proved: 'green', supported: 'green', refuted: 'red', undecided: 'yellow' } as const;

/** What is known of a claim, for a terminal. */
export function checkText(report: CheckReport, look: Look): string {
  const { claim, verdict, reason, witness, side, conventions, truth, repairs, weaker } = report;
  const head = paint(look, STYLES[verdict], `${MARKS[verdict]} ${verdict}`);
  const lines = [
    ...understoodLines(claim),
    '',
    ...hanging(`${head}  `, verdict.length + 4, witness ? witnessText(witness, side) : reason, look),
  ];
  const section = (name: string, rows: readonly string[]): void => {
    for (const [i, row] of rows.entries())
      lines.push(...hanging(`  ${(i === 0 ? name : '').padEnd(INDENT - 2)}`, INDENT, row, look));
  };
  section(
    'true under',
    conventions.map(
      ({ convention, gates, verdict: found, changes }) =>
        `${convention}, ${gates} gates: ${changes} (${found})`,
    ),
  );
  if (truth) {
    const where = truth.conditions.length > 0 ? ` for ${truth.conditions.join(' and ')}` : '';
    const left = report.claim.text.split(/ (?:=|<=|>=|~|->) /)[0]!;
    section('the truth', [
      `${left} ${claim.as === undefined ? '=' : '->'} ${truth.formula}${where} (${truth.verdict})`,
      ...(truth.factor === undefined || truth.factor === '1' ? [] : [factorText(truth.factor)]),
      ...(truth.orders === undefined ? [] : [`the claim is ${truth.orders}`]),
    ]);
  }
  section(
    'repairs',
    repairs.map(({ formula, edit, verdict: found }) => `${formula}   ${edit} (${found})`),
  );
  section(
    'what is left',
    weaker.map(({ claim: text, verdict: found }) => `${text} (${found})`),
  );
  return lines.join('\n');
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
  const words: readonly (readonly [RegExp, string])[] = [
    [/^\{ integer: \[(.*), inf\] \}$/, '>= $1'],
    [/^\{ width: \[(.*), inf\] \}$/, '>= $1'],
    [/^\{ widths: \[(.*), inf\] \}$/, 'any widths >= $1'],
    [/^\{ rational: "\(0, inf\)" \}$/, '> 0'],
    [/^\{ equals: (.*) \}$/, '= $1'],
    [/^\{ rational: "?(.*?)"? \}$/, 'in $1'],
  ];
  const found = words.find(([pattern]) => pattern.test(range));
  return found ? range.replace(found[0], found[1]) : range;
}

function witnessText({ widths, values, quantity, formula }: WitnessRecord, side: string | undefined): string {
  const scalars = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return `at widths ${widths.join(',')}${scalars.length > 0 ? `, ${scalars.join(', ')}` : ''} the formula gives ${formula}, the truth is ${quantity}${side === undefined ? '' : `; ${side} wherever they differ`}`;
}

/** claimed/true, in words. */
function factorText(factor: string): string {
  return `claimed/true = ${factor}`;
}

function hanging(first: string, indent: number, text: string, { width }: Look): string[] {
  return wrapped(text, Math.max(20, width - indent)).map((line, i) =>
    i === 0 ? `${first}${line}` : `${' '.repeat(indent)}${line}`,
  );
}
