import { type Expression, isSum } from '../expression/index.ts';
import { formatInterval } from '../statement/domain.ts';
import type { Claim, Range, Statement } from '../statement/statement.ts';
import type { ClaimVerdict, Verdict } from '../verify/verdict.ts';
import { evidenceLines } from './evidence.ts';
import { typeset } from './typeset.ts';

/** One statement whole: its formulas, source, convention, domain, verdicts, the evidence, and how to see it again. */
export function statementText(statement: Statement, verdicts: readonly Verdict[], width: number): string {
  const { id, title, source, domain, definitions, claims, file, notes } = statement;
  const lines = [
    `${id}: ${title}`,
    '',
    ...claims.flatMap((claim) => [...claimLines(claim, width - 2).map((line) => `  ${line}`), '']),
    ...field('source', [source.work, source.locator].filter(Boolean).join(', '), width),
    ...(source.printed ? field('as printed', source.printed, width) : []),
    ...(source.note ? field('note', source.note, width) : []),
    ...(notes ? field('notes', notes, width) : []),
    ...field('file', file, width),
    '  domain',
    ...[...domain.ranges].map(([name, range]) => `    ${name.padEnd(16)}${describeRange(range)}`),
    ...(domain.where ? [`    ${'where'.padEnd(16)}${domain.where.text}`] : []),
    ...[...definitions].map(([name, { text }]) => `    ${`${name} =`.padEnd(16)}${text}`),
    '  TeX',
    ...[...definitions].map(([name, { tex }]) => `    ${name} = ${tex}`),
    ...claims.map((claim) => `    ${claimTex(claim)}`),
  ];
  return [...lines, ...statement.cases.flatMap((_, i) => verdictLines(statement, i, verdicts[i]))].join('\n');
}

/** A name and a text beside it, broken between words. */
function field(name: string, text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + word.length < width - INDENT) rows.push(`${rows.pop()} ${word}`);
    else rows.push(word);
  }
  return rows.map((row, i) => `  ${(i === 0 ? name : '').padEnd(INDENT - 2)}${row}`);
}

const INDENT = 14;

/** Quantity, sign and formula as on paper; on one line where they fit. */
function claimLines(claim: Claim, width: number): string[] {
  const { quantity, formula, constants, relation, as, order } = claim;
  const sign = SIGNS[relation];
  const left = typeset(quantity.expression, width);
  const right = typeset(formula.expression, width);
  const [above, below] = [left, right].map((part) => (part.length === 1 ? part[0]! : undefined));
  const notes = [
    ...(constants ? [`within constants ${constants.low.text} and ${constants.high.text}`] : []),
    ...(order === undefined ? [] : [`relative remainder O(${as ?? 'n'}^-${order})`]),
    ...(relation === 'tends-to' ? [`as ${as ?? 'n'} grows`] : []),
  ];
  const rest = notes.length > 0 ? [`(${notes.join('; ')})`] : [];
  if (above !== undefined && below !== undefined && above.length + below.length + 3 <= width)
    return [`${above} ${sign} ${below}`, ...rest];
  return [...left, sign, ...right, ...rest];
}

const SIGNS = {
  equals: '=',
  'at-most': '≤',
  'at-least': '≥',
  'within-constants': '≍',
  'tends-to': '→',
  asymptotic: '=',
} as const;

/** What became of the statement under one of its conventions. */
function verdictLines({ cases }: Statement, index: number, verdict: Verdict | undefined): string[] {
  const { convention, gates, expect, why } = cases[index]!;
  const word = verdict === undefined ? `expected ${expect}` : wordOf(verdict);
  return [
    '',
    `  ${word} under ${convention.name}, ${gates} gates (${convention.title})`,
    ...(why ? [`    ${why}`] : []),
    ...(verdict?.claims ?? []).flatMap((claim) => claimVerdictLines(claim)),
    ...(verdict ? [`    again: ${verdict.replay}`] : []),
  ];
}

const wordOf = ({ outcome, expected, asExpected }: Verdict): string =>
  asExpected ? outcome : `${outcome.toUpperCase()}, expected ${expected},`;

const claimVerdictLines = ({ claim, outcome, expected, reason, evidence }: ClaimVerdict): string[] => [
  `    ${claim}${(expected ?? outcome) === outcome ? '' : ` (expected ${expected})`}`,
  `      ${reason.startsWith(`${outcome}: `) ? reason : `${outcome}: ${reason}`}`,
  ...evidence.flatMap(evidenceLines).map((line) => `      - ${line}`),
];

/** The claim as TeX. */
export const claimTex = (claim: Claim): string =>
  `${claim.quantity.tex} ${texSign(claim)} ${rightTex(claim)}`;

function texSign({ relation, as }: Claim): string {
  switch (relation) {
    case 'at-most':
      return '\\le';
    case 'at-least':
      return '\\ge';
    case 'within-constants':
      return '\\asymp';
    case 'tends-to':
      return `\\xrightarrow{${as ?? 'n'}\\to\\infty}`;
    default:
      return '=';
  }
}

function rightTex({ formula: { tex, expression }, order, as }: Claim): string {
  if (order === undefined) return tex;
  const factor = isFactor(expression) ? tex : `\\left(${tex}\\right)`;
  return `${factor}\\cdot\\left(1+O\\left(${as ?? 'n'}^{-${order}}\\right)\\right)`;
}

const isFactor = (expression: Expression): boolean => !isSum(expression);

const KINDS = {
  integer: 'integer',
  width: 'width of every hidden layer',
  widths: 'list of widths, each',
  rational: 'rational',
} as const;

const describeRange = (range: Range): string =>
  range.kind === 'equals'
    ? `= ${range.value.text}`
    : `${KINDS[range.kind]} in ${formatInterval(range.interval)}`;
