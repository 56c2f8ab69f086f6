import { type AuditItem, type AuditReport, isSoundItem } from '../audit/audit.ts';
import type { DerivationReport } from '../audit/derivation/audit.ts';
import type { EquationReport } from '../audit/paper/audit.ts';
import { checkText, diagnosisLines, MARKS, STYLES, unrepeated } from './check-text.ts';
import { cut, hanging, indented, type Look, paint } from './lines.ts';

/** An audit for a terminal: every item in the order of the document, then how many are sound. */
export function auditText(report: AuditReport, look: Look): string {
  const { file, items, problems } = report;
  if (problems) return paperText(report, look);
  const sound = items.filter(isSoundItem).length;
  return [
    ...items.flatMap((item) => [paint(look, 'bold', `${file}:${item.line}`), ...itemLines(item, look), '']),
    `${items.length} ${items.length === 1 ? 'item' : 'items'}, ${sound} sound`,
  ].join('\n');
}

function itemLines(item: AuditItem, look: Look): string[] {
  switch (item.kind) {
    case 'claim':
      return checkText(item.report, look).split('\n');
    case 'statement': {
      const { id, report, expected } = item;
      return [
        id,
        ...checkText(report, look).split('\n'),
        ...(isSoundItem(item) ? [] : [`  expected ${expected ?? 'nothing'}`]),
      ];
    }
    case 'derivation':
      return derivationLines(item.report, look);
    case 'equation':
      return equationLines(item.report, look);
    default:
      return [
        ...hanging(`${paint(look, 'yellow', '? not read')}  `, 12, item.reason, look),
        `  ${item.text}`,
      ];
  }
}

/** Every displayed equation of a paper: decided, read but not about moments, or not read, and why. */
function paperText({ file, items, problems = [] }: AuditReport, look: Look): string {
  const equations = items.flatMap((item) => (item.kind === 'equation' ? [item] : []));
  const of = (kind: EquationReport['result']['kind']) =>
    equations.filter(({ report }) => report.result.kind === kind);
  const decided = [...of('claim'), ...of('derivation')];
  const unread = of('unread');
  const missed = unread.filter((item) => !isSoundItem(item));
  const skipped = of('skipped');
  return [
    ...equations.flatMap(({ report, line }) => [
      paint(look, 'bold', `${file}:${line}${nameOf(report)}`),
      ...indented(equationLines(report, { ...look, width: look.width - 2 }), 2),
      '',
    ]),
    ...problems.map((problem) => `note: ${problem}`),
    [
      `${equations.length} displayed equations: ${decided.length} decided, of them ${decided.filter(isSoundItem).length} sound`,
      `${of('other').length} read, not about moments`,
      `${unread.length} not read, of them ${missed.length} about moments`,
      ...(skipped.length > 0 ? [`${skipped.length} left out`] : []),
    ].join('; '),
  ].join('\n');
}

/** What a paper, or its side file, calls an equation. */
const nameOf = ({ numbers, labels, theorem, key }: EquationReport): string =>
  ` (${[...numbers.map((number) => `${number}`), ...labels, ...(theorem === undefined ? [] : [theorem]), key].join(', ')})`;

function equationLines({ result, tex }: EquationReport, look: Look): string[] {
  switch (result.kind) {
    case 'claim':
      return checkText(result.report, look).split('\n');
    case 'derivation':
      return derivationLines(result.report, look);
    case 'other':
      return hanging('- not about moments: ', 2, result.read.join('; '), look);
    case 'skipped':
      return [`- left out: ${result.reason}`];
    default:
      return [
        ...hanging(
          `${paint(look, result.moments ? 'yellow' : 'dim', '? not read')}  `,
          12,
          result.reason,
          look,
        ),
        `  ${cut(tex.replace(/\s+/g, ' ').trim(), look.width - 4)}`,
      ];
  }
}

/** Link by link, the first false one with its diagnosis, and the conclusion. */
function derivationLines(report: DerivationReport, look: Look): string[] {
  const { title, convention, gates, steps, firstFalse, diagnosis, conclusion } = report;
  return [
    ...(title === undefined ? [] : [title]),
    `under ${convention}, ${gates} gates`,
    '',
    `     ${steps[0]?.from ?? ''}`,
    ...steps.flatMap(({ relation, to, verdict, reason, where, why }, index) => [
      ...hanging(
        `  ${paint(look, STYLES[verdict], MARKS[verdict])}  ${relation} `,
        6 + relation.length,
        to,
        look,
      ),
      ...(where === undefined ? [] : [`       where ${where}`]),
      ...(why === undefined ? [] : [`       as given: ${why}`]),
      ...indented(
        hanging('', 0, `link ${index + 1}: ${verdict}; ${unrepeated(verdict, reason)}`, {
          ...look,
          width: look.width - 7,
        }),
        7,
      ),
    ]),
    '',
    ...(firstFalse === null
      ? ['no link is false']
      : [
          `the first false link is link ${firstFalse}`,
          ...(diagnosis ? diagnosisLines(diagnosis, look) : []),
        ]),
    ...(conclusion
      ? hanging(
          'the conclusion  ',
          16,
          `${conclusion.claim}: ${conclusion.verdict}; ${unrepeated(conclusion.verdict, conclusion.reason)}`,
          look,
        )
      : []),
  ];
}
