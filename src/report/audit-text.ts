import { type AuditItem, type AuditReport, isSoundItem } from '../audit/audit.ts';
import type { DerivationReport } from '../audit/derivation/audit.ts';
import type { Outcome } from '../verify/verdict.ts';
import { checkText, diagnosisLines, hanging } from './check-text.ts';
import { indented, type Look, paint } from './lines.ts';

const MARKS: Readonly<Record<Outcome, string>> = {
  proved: '✓',
  supported: '✓',
  refuted: '✗',
  undecided: '?',
};
const STYLES = { proved: 'green', supported: 'green', refuted: 'red', undecided: 'yellow' } as const;

/** An audit for a terminal: every item in the order of the document, then how many are sound. */
export function auditText({ file, items }: AuditReport, look: Look): string {
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
        ...(isSoundItem(item) ? [] : [`  expected ${expected}`]),
      ];
    }
    case 'derivation':
      return derivationLines(item.report, look);
    default:
      return [
        ...hanging(`${paint(look, 'yellow', '? not read')}  `, 12, item.reason, look),
        `  ${item.text}`,
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
        hanging('', 0, `link ${index + 1}: ${verdict}; ${reason}`, { ...look, width: look.width - 7 }),
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
          `${conclusion.claim}: ${conclusion.verdict}; ${conclusion.reason}`,
          look,
        )
      : []),
  ];
}
