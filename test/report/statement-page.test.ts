import { describe, expect, test } from 'vitest';
import { FORMULAS, loadLibrary } from '../../src/files/library.ts';
import { statementPage } from '../../src/report/statement-page.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { FILE, read } from '../statement/files.ts';
import { simulation, verdict } from './verdicts.ts';

const subject = read(FILE);
const witness = {
  architecture: { widths: [2, 3, 1], values: { r: '1/2' } },
  quantity: { text: '5/2', decimal: '2.5', exact: true },
  formula: { text: '2', decimal: '2', exact: true },
  relativeError: 0.2,
};
const constants = {
  kind: 'constants',
  low: 0.25,
  lowAt: witness.architecture,
  high: 2,
  highAt: witness.architecture,
  architectures: 7,
} as const;
const evidence = [
  simulation,
  constants,
  { kind: 'counterexample', oracle: 'exact', witness, shrinks: 3 } as const,
];
const decided = verdict({
  claims: [{ claim: 'E(K) = d', outcome: 'refuted', reason: 'it is not', evidence }],
});

describe('the page of a statement', () => {
  const page = statementPage(subject, [decided]);

  test('has name, title, source, convention, domain, verdict, evidence, and one command to see it again', () => {
    for (const part of [
      '<title>TEST.mean</title>',
      '<h1>TEST.mean</h1>',
      '<p>a test</p>',
      'source      ntkcheck',
      'supported under hanin-nica-2019, fair gates',
      'd               integer in [1, inf)',
      'r               rational in [0, inf)',
      'refuted: it is not',
      '20,000 simulated networks (dense)',
      'quantity/formula over 7 architectures',
      'least    0.250000 at widths 2,3,1',
      'the quantity is 5/2, the formula gives 2',
      "again: ntkcheck verify 'TEST.mean'",
    ])
      expect(page).toContain(part);
    expect(page.match(/again:/g)).toHaveLength(1);
  });

  test('sets the claim in MathML, as a block', () => {
    const maths = page.match(/<math[\s\S]*?<\/math>/g)!;
    expect(maths).toHaveLength(1);
    expect(maths[0]).toContain('display="block"');
    const written = maths[0]!.replace(/<annotation[\s\S]*?<\/annotation>/g, '').replace(/<[^>]*>/g, '');
    // E[K] = d (1 + 2 r), whatever spaces and invisible signs are between.
    expect(written.replace(/[^\p{L}0-9=+()[\]]/gu, '')).toBe('𝔼[K]=d(1+2r)');
  });

  test('needs nothing else: no script, no font, no other file', () => {
    expect(page).not.toMatch(/<script|<link|@import|url\(|src=|href=/);
    expect(page.startsWith('<!doctype html>\n')).toBe(true);
    expect(page.trimEnd().endsWith('</html>')).toBe(true);
  });
});

test('markup in words of a statement is shown, not obeyed', () => {
  const attack = '</pre></title><script>alert(1)</script><img src=x onerror="alert(1)">&amp;';
  const { source, cases } = subject;
  const [own] = cases;
  const hostile: Statement = {
    ...subject,
    id: attack,
    title: attack,
    file: attack,
    notes: attack,
    source: { ...source, work: attack, locator: attack, printed: attack, note: attack },
    cases: [{ ...own, why: attack }],
  };
  const reason = { claim: attack, outcome: 'refuted', reason: attack, evidence: [] } as const;
  const page = statementPage(hostile, [verdict({ claims: [reason], replay: attack })]);
  expect(page).not.toMatch(/<script|<img|&amp;(?!amp;|lt;|gt;|quot;)\s/);
  expect(page.match(/<\/pre>/g)).toHaveLength(1);
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)!.length).toBeGreaterThanOrEqual(11);
});

const { statements } = loadLibrary(FORMULAS);

test.each(statements.map((one) => [one.id, one] as const))(
  '%s has a page without a formula that fails',
  (_, one) => {
    const page = statementPage(one, []);
    expect(page.match(/<math/g)).toHaveLength(one.claims.length + one.definitions.size);
    expect(page).not.toMatch(/temml-error|ParseError|#b22222|undefined|NaN/);
  },
);
