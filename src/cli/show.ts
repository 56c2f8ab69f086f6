import { Command } from '@commander-js/extra-typings';
import { isSum } from '../expression/index.ts';
import { formatInterval } from '../statement/domain.ts';
import type { Claim, Range, Statement } from '../statement/statement.ts';
import { claimText, taskName, tasksOf } from '../verify/verify.ts';
import { excerpt, InputError } from './error.ts';
import { FORMULAS, loadLibrary } from './files.ts';
import { didYouMean } from './suggest.ts';

export const showCommand = () =>
  new Command('show')
    .summary('show one statement')
    .description(
      'Shows one statement: source, conventions, domain, claims as text and as TeX, and what is expected.',
    )
    .argument('<id>', "an id of 'ntkcheck list'")
    .action((id) => {
      const tasks = tasksOf(loadLibrary(FORMULAS).statements);
      const task = tasks.find((one) => taskName(one) === id);
      if (!task) {
        const names = tasks.map(taskName);
        throw new InputError(
          `no statement '${excerpt(id)}'${didYouMean(id, names)}; 'ntkcheck list' shows their ids`,
        );
      }
      console.log(describe(task.statement));
    });

function describe(statement: Statement): string {
  const { id, title, source, domain, definitions, claims, cases, notes, file } = statement;
  const lines = [
    `${id}: ${title}`,
    `  file        ${file}`,
    `  source      ${[source.work, source.locator].filter(Boolean).join(', ')}`,
  ];
  if (source.printed) lines.push(`  as printed  ${source.printed}`);
  if (source.note) lines.push(`  note        ${source.note.trim()}`);
  lines.push('  domain');
  for (const [name, range] of domain.ranges) lines.push(`    ${name.padEnd(16)}${describeRange(range)}`);
  if (domain.where) lines.push(`    where           ${domain.where.text}`);
  for (const [name, { text, tex }] of definitions) lines.push(`  let ${name} = ${text}`, `    TeX  ${tex}`);
  for (const claim of claims) {
    lines.push(
      `  claim  ${claimText(claim)}`,
      `    TeX  ${claim.quantity.tex} ${SIGNS[claim.relation]} ${rightTex(claim)}`,
    );
    if (claim.constants)
      lines.push(`    constants  ${claim.constants.low.text} to ${claim.constants.high.text}`);
  }
  lines.push('  expected');
  for (const { convention, gates, expect, why } of cases) {
    lines.push(
      `    ${expect.padEnd(10)} ${convention.name}, ${gates} gates (${convention.title})${why ? `\n               ${why}` : ''}`,
    );
  }
  if (notes) lines.push(`  ${notes.trim()}`);
  lines.push(`  check it    ntkcheck verify '${id}'`);
  return lines.join('\n');
}

const SIGNS = {
  equals: '=',
  'at-most': '\\le',
  'at-least': '\\ge',
  'within-constants': '\\asymp',
  'tends-to': '\\xrightarrow[n\\to\\infty]{}',
  asymptotic: '=',
} as const;

function rightTex({ formula: { tex, expression }, order, as }: Claim): string {
  if (order === undefined) return tex;
  const factor = isSum(expression) ? `\\left(${tex}\\right)` : tex;
  return `${factor}\\cdot\\left(1+O\\left(${as ?? 'n'}^{-${order}}\\right)\\right)`;
}

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
