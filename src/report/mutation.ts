import { REASONS, type Reason } from '../mutation/judge.ts';
import type { MutationReport, Survivor } from '../mutation/study.ts';

/** Mutants of a run: a line a statement, its survivors by the reason they survive, and what the reasons mean. */
export function mutationText(reports: readonly MutationReport[]): string {
  const lines = reports.flatMap((report) => [
    `${report.id.padEnd(44)} ${countText(report)}`,
    ...report.survivors.filter(({ reason }) => !QUIET.has(reason)).map((one) => `    ${survivorText(one)}`),
  ]);
  return [...lines, '', totalText(reports), ...reasonLines(reports).map((line) => `  ${line}`)].join('\n');
}

/** Mutants that say nothing else, or nothing new: counted; the page lists them. */
const QUIET: ReadonlySet<Reason> = new Set(['equivalent', 'weaker']);

/** The page on the mutants of the library, as Markdown: a table of counts, then every survivor. */
export function mutationPage(reports: readonly MutationReport[], command: string): string {
  const head = [
    '# Mutants',
    `Written by \`${command}\`. Each statement is changed in one place at a time: a constant, a sign, an operator, an index, a symbol, a term left out. A mutant is decided as its statement is, under the statement's own convention, but for simulated networks; it is told apart when its verdict is another. The verdict on a wrong statement is its witness: the mutant must change the values there.`,
    `**${totalText(reports)}**`,
    [
      'Those that are not told apart, by the reason:',
      '',
      ...reasonLines(reports).map((line) => `- ${line}`),
    ].join('\n'),
    [
      '| statement | mutants | tried | told apart | not told apart |',
      '|---|---|---|---|---|',
      ...reports.map(rowText),
    ].join('\n'),
  ];
  const sections = reports.filter(({ survivors }) => survivors.length > 0).map(sectionText);
  return `${[...head, '## Survivors', ...sections].join('\n\n')}\n`;
}

function rowText({ id, mutants, tried, survivors, defect }: MutationReport): string {
  if (defect !== undefined) return `| ${id} | | | | ntkcheck failed on it: ${defect.replace(/\|/g, '\\|')} |`;
  const reasons = reasonCounts(survivors).map(([reason, count]) => `${count} ${reason}`);
  return `| ${id} | ${mutants} | ${tried} | ${tried - survivors.length} | ${reasons.join(', ')} |`;
}

const sectionText = ({ id, survivors }: MutationReport): string =>
  [
    `### ${id}`,
    '',
    ...reasonCounts(survivors).map(([reason]) => {
      const own = survivors.filter((one) => one.reason === reason);
      return `- ${reason}: ${own.map(changeText).join('; ')}`;
    }),
  ].join('\n');

/** Longest text of a part of a formula, in characters. */
const LONGEST = 48;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const changeText = ({ place, before, after, reason, text }: Survivor): string => {
  const change = `\`${place.split('/')[0]}: ${cut(before)} → ${cut(after)}\``;
  return QUIET.has(reason) ? change : `${change} (${text.replace(/[\\`*_<>[\]|]/g, '\\$&')})`;
};

const survivorText = ({ place, before, after, reason, text }: Survivor): string =>
  `${reason}: ${place.split('/')[0]}: ${cut(before)} -> ${cut(after)}${text ? ` (${text})` : ''}`;

function countText({ tried, mutants, killed, survivors, defect }: MutationReport): string {
  if (defect !== undefined) return `ntkcheck failed on it: ${defect}`;
  const of = tried < mutants ? ` (of ${mutants})` : '';
  const told = Object.entries(killed).map(([by, count]) => `${count} ${by}`);
  const kept = reasonCounts(survivors).map(([reason, count]) => `${count} ${reason}`);
  return `${tried}${of} mutants: ${[...told, ...kept].join(', ')}`;
}

function totalText(reports: readonly MutationReport[]): string {
  const tried = reports.reduce((total, report) => total + report.tried, 0);
  const kept = reports.reduce((total, { survivors }) => total + survivors.length, 0);
  const number = (count: number): string => count.toLocaleString('en-US');
  return `${number(tried)} mutants of ${reports.length} statements: ${number(tried - kept)} told apart, ${number(kept)} not`;
}

const reasonLines = (reports: readonly MutationReport[]): string[] =>
  reasonCounts(reports.flatMap(({ survivors }) => survivors)).map(
    ([reason, count]) => `${reason} (${count.toLocaleString('en-US')}): ${REASONS[reason]}`,
  );

const reasonCounts = (survivors: readonly Survivor[]): [Reason, number][] =>
  (Object.keys(REASONS) as Reason[])
    .map((reason): [Reason, number] => [reason, survivors.filter((one) => one.reason === reason).length])
    .filter(([, count]) => count > 0);
