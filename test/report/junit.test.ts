import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junitReport } from '../../src/report/junit.ts';
import { nasty, unexpected, verdict } from './verdicts.ts';
import { parseXml } from './xml.ts';

describe('the JUnit report', () => {
  test('is well-formed XML whatever the texts, one test case a verdict', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, nasty, nasty, fc.boolean()), { maxLength: 4 }), (rows) => {
        const verdicts = rows.map(([id, file, reason, asExpected]) => {
          const claims = [{ claim: id, outcome: 'undecided' as const, reason, evidence: [] }];
          return verdict({ id, file, reason, asExpected, claims, replay: `ntkcheck verify '${id}'` });
        });
        const root = parseXml(junitReport(verdicts));
        const failures = String(rows.filter(([, , , asExpected]) => !asExpected).length);
        const counts = { name: 'ntkcheck', tests: String(rows.length), failures };
        expect([root.name, root.attributes]).toEqual(['testsuites', counts]);
        expect(root.children.map(({ name, attributes }) => [name, attributes])).toEqual([
          ['testsuite', counts],
        ]);
        const cases = root.children[0]!.children;
        expect(cases.map(({ children }) => children.length)).toEqual(
          rows.map(([, , , fine]) => (fine ? 0 : 1)),
        );
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('keeps printable text to the character', () => {
    const title = `<a href="x">&amp; ]]> 'σ²' 😀</a>`;
    const suite = parseXml(junitReport([unexpected('supported', { id: title, file: title, reason: title })]))
      .children[0]!;
    expect(suite.children[0]!.attributes).toEqual({ classname: title, name: `${title} is refuted` });
    expect(suite.children[0]!.children[0]!.attributes).toEqual({
      message: `expected refuted, found supported: ${title}`,
    });
  });

  test('a failure says what was expected and found, every claim, and how to repeat it', () => {
    const [suite] = parseXml(junitReport([verdict(), unexpected('undecided')])).children;
    const [good, bad] = suite!.children;
    expect(good).toMatchObject({
      name: 'testcase',
      children: [],
      attributes: { name: 'TEST.mean is supported' },
    });
    expect(bad!.children).toMatchObject([
      { name: 'failure', attributes: { message: 'expected refuted, found undecided: no counterexample' } },
    ]);
    const { text } = bad!.children[0]!;
    for (const part of [
      'E(K) = d*(1 + 2*r)',
      'holds exactly on 210 architectures',
      "ntkcheck verify 'TEST.mean'",
    ])
      expect(text).toContain(part);
  });

  test.each(['\0', '\u001b', '\u0085', '\ud800', '\udfff\ud800', '\ufffe', '\uffff'])(
    '%j is replaced',
    (character) => {
      const { attributes } = parseXml(junitReport([verdict({ id: `a${character}b` })])).children[0]!
        .children[0]!;
      expect(attributes.name).toMatch(/^a\ufffd+b is supported$/);
    },
  );
});

describe('the XML reader of these tests', () => {
  test.each([
    '<a>',
    '<a></b>',
    '<a b="1" b="2"/>',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<a b="<"/>',
    '<a/><b/>',
    '<a>\0</a>',
    '<a>]]></a>',
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow();
  });
});
