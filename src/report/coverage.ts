import type { Paper } from '../statement/papers.ts';
import type { ClaimVerdict, Verdict } from '../verify/verdict.ts';
import { byItem, type Group, type Section } from './items.ts';
import { countOf, countsText, isVariant, meantTrue, provedText } from './statements.ts';

/** Characters of a claim and of a reason: a row should fit a screen. */
const LENGTHS = { claim: 80, reason: 120 } as const;

/** The page that says what there is to decide in each work, what became of it, and what that rests on: Markdown. */
export function coverageReport(verdicts: readonly Verdict[], papers: readonly Paper[]): string {
  const head = [
    '# Coverage',
    'Written by `npm run coverage`; a variant is a statement under another convention.',
  ];
  const groups = byItem(verdicts, papers).map(groupText);
  return `${[...head, shareText(verdicts), ...groups].join('\n\n')}\n`;
}

function groupText({ work, title, sections }: Group<Verdict>): string {
  if (title === undefined)
    return [`## ${escaped(work)}`, ...sections.map(({ rows }) => tableOf(rows))].join('\n\n');
  const items = sections.filter(({ item }) => item !== undefined);
  const tables = sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ item, rows }) => `### ${escaped(item?.item ?? 'Other statements')}\n\n${tableOf(rows)}`);
  return [
    `## ${escaped(title)} (${escaped(work)})`,
    ['| item | what | decided by | verdicts |', '|---|---|---|---|', ...items.map(itemRow)].join('\n'),
    ...tables,
  ].join('\n\n');
}

function itemRow({ item, deciding }: Section<Verdict>): string {
  const own = deciding.filter((verdict) => !isVariant(verdict)).map(({ id }) => escaped(id));
  const undecided = item!.undecided === undefined ? [] : [`not decided: ${escaped(item!.undecided)}`];
  const verdicts = deciding.length === 0 ? [] : [countsText(deciding)];
  const cells = [
    escaped(item!.item),
    escaped(item!.says),
    own.join(', '),
    [...verdicts, ...undecided].join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const tableOf = (rows: readonly Verdict[]): string =>
  [
    '| statement | claim | convention | verdict | rests on |',
    '|---|---|---|---|---|',
    ...rows.map(rowOf),
  ].join('\n');

function shareText(verdicts: readonly Verdict[]): string {
  const own = verdicts.filter((verdict) => !isVariant(verdict));
  const statements = meantTrue(own);
  const share = (100 * countOf(statements, 'proved')) / (statements.length || 1);
  const planted = own.filter(({ expected }) => expected === 'refuted');
  const counts = [
    `${provedText(own)} (${share.toFixed(1)}%)`,
    `${countOf(statements, 'supported')} supported`,
    `${countOf(planted, 'refuted')} refuted as expected`,
  ];
  const variants = verdicts.filter(isVariant);
  const different = verdicts.filter(({ asExpected }) => !asExpected).length;
  const sentences = [
    `**${counts.join(', ')}.**`,
    `${variants.length} ${variants.length === 1 ? 'variant' : 'variants'}: ${countsText(variants)}.`,
    ...(different > 0 ? [`**${different} not as expected.**`] : []),
  ];
  return sentences.join(' ');
}

function rowOf(verdict: Verdict): string {
  const { id, claims, convention, gates, outcome, reason, asExpected, expected } = verdict;
  const cells = [
    isVariant(verdict) ? 'variant' : id,
    isVariant(verdict) ? '' : claims.map((claim) => claimCell(claim, claims.length > 1)).join('<br>'),
    `${escaped(convention)}, ${gates} gates`,
    asExpected ? outcome : `**${outcome}**, expected ${expected}`,
    escaped(cut(reason, LENGTHS.reason)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A claim; of several, with its own verdict. */
const claimCell = ({ claim, outcome }: ClaimVerdict, several: boolean): string =>
  `${code(cut(claim, LENGTHS.claim))}${several ? ` ${outcome}` : ''}`;

/** One line of at most so many characters. */
function cut(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** A bar ends a cell even in code. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;

const escaped = (text: string): string => text.replace(/[\\`*_<>[\]|]/g, '\\$&');
