import type { Verdict } from '../verify/verdict.ts';
import { byFolder, countOf, countsText, isVariant, meantTrue, provedText } from './statements.ts';

/** Characters of a claim and of a reason: a row should fit a screen. */
const LENGTHS = { claim: 80, reason: 120 } as const;

/** The page that says what the library claims, what became of each claim, and what that rests on: Markdown. */
export function coverageReport(verdicts: readonly Verdict[]): string {
  const tables = [...byFolder(verdicts)].map(([folder, rows]) =>
    [
      `## ${escaped(folder)}`,
      '',
      '| statement | claim | convention | verdict | rests on |',
      '|---|---|---|---|---|',
      ...rows.map(rowOf),
    ].join('\n'),
  );
  const head = [
    '# Coverage',
    'Written by `npm run coverage`; a variant is a statement under another convention.',
  ];
  return `${[...head, shareText(verdicts), ...tables].join('\n\n')}\n`;
}

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
    isVariant(verdict) ? '' : claims.map(({ claim }) => code(cut(claim, LENGTHS.claim))).join('<br>'),
    `${escaped(convention)}, ${gates} gates`,
    asExpected ? outcome : `**${outcome}**, expected ${expected}`,
    escaped(cut(reason, LENGTHS.reason)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One line of at most so many characters. */
function cut(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** A bar ends a cell even in code. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;

const escaped = (text: string): string => text.replace(/[\\`*_<>[\]|]/g, '\\$&');
