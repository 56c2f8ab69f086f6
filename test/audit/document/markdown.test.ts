import { describe, expect, test } from 'vitest';
import { type AuditItem, auditText, isSound } from '../../../src/audit/audit.ts';
import { ntkcheckBlocks } from '../../../src/audit/document/markdown.ts';
import { options, under } from '../setting.ts';

const audited = (text: string): readonly AuditItem[] =>
  auditText('notes.md', text, options(under('hanin-nica-2019', { gates: 'fair' }))).items;

describe('blocks of a document', () => {
  test('are those fenced as ntkcheck, with their lines; others are text', () => {
    const text = '# x\n```ntkcheck\nE(Kb) = d\n```\n```js\n```ntkcheck\n```\n~~~~ntkcheck\na\n~~~\n~~~~\n';
    expect(ntkcheckBlocks(text)).toEqual([
      { text: 'E(Kb) = d', line: 3 },
      { text: 'a\n~~~', line: 9 },
    ]);
  });

  test('an unclosed one goes to the end', () => {
    expect(ntkcheckBlocks('```ntkcheck\nE(Kb) = d')).toEqual([{ text: 'E(Kb) = d', line: 2 }]);
  });
});

describe('a document is audited claim by claim', () => {
  test('under what its lines say', () => {
    const items = audited(
      '```ntkcheck\n# a comment\ngates: relu\nE(Kb) = d\ngates: fair\n\n```\n```ntkcheck\nE(Kb) = d\n```\n',
    );
    expect(items.map((item) => [item.line, item.kind === 'claim' && item.report.verdict])).toEqual([
      // Under relu gates layers may die, and with them gradients of biases.
      [4, 'refuted'],
      [9, 'proved'],
    ]);
  });

  test('a claim is under what stands above it, and not under what comes below', () => {
    const items = audited('```ntkcheck\nE(K) = d*(1 + 2*r)\ngates: relu\nE(K) = d*(1 + 2*r)\n```\n');
    expect(items.map((item) => item.kind === 'claim' && item.report.verdict)).toEqual(['proved', 'refuted']);
  });

  test('a claim that cannot be read is told and is not sound; so is an unknown convention', () => {
    const text = '```ntkcheck\nE(Kb) = 1/2d\n```\n```ntkcheck\nconvention: nowhere\nE(Kb) = d\n```\n';
    const items = audited(text);
    expect(items.map(({ kind, line }) => [kind, line])).toEqual([
      ['unread', 2],
      ['unread', 5],
    ]);
    expect(isSound({ file: 'notes.md', items })).toBe(false);
  });

  test('derivations and statements stand in blocks too, with places in the document', () => {
    const derivation =
      '```ntkcheck\nconvention: hanin-nica-2019\ngates: fair\nderivation:\n  - E(Kb)\n  - = d\n```\n';
    expect(audited(`# x\n${derivation}`)).toMatchObject([
      { kind: 'derivation', report: { firstFalse: null } },
    ]);
    expect(() => audited(`# x\n${derivation.replace('= d', 'd')}`)).toThrow('notes.md:7:5');
  });

  test('one without a block, or with more claims than anybody writes, is refused', () => {
    expect(() => audited('# x')).toThrow('no block');
    expect(() => audited(`\`\`\`ntkcheck\n${'E(Kb) = d\n'.repeat(501)}\`\`\``)).toThrow('at most 500');
  });
});

describe('a statement file is audited', () => {
  const statement = (expect: string, formula: string): string =>
    [
      'id: X.one',
      'title: x',
      'source: { work: ntkcheck }',
      'convention: hanin-nica-2019',
      'gates: fair',
      `expect: ${expect}`,
      'domain: { d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: "(0, inf)" } }',
      `claims: [{ quantity: E(Kb), relation: equals, formula: ${formula} }]`,
    ].join('\n');
  const report = (text: string) => auditText('x.yaml', text, options(under('hanin-nica-2019')));

  test('with the diagnosis of what is false', () => {
    const found = report(statement('proved', 'd + 1'));
    expect(found.items).toMatchObject([
      { kind: 'statement', report: { verdict: 'refuted', truth: { formula: 'd' } } },
    ]);
    expect(isSound(found)).toBe(false);
  });

  test('what is expected to be false is sound', () => {
    expect(isSound(report(statement('refuted', 'd + 1')))).toBe(true);
    expect(isSound(report(statement('proved', 'd')))).toBe(true);
  });
});
