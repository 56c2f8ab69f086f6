import { describe, expect, test } from 'vitest';
import { annotations, errorAnnotation } from '../../src/report/annotations.ts';
import { StatementError } from '../../src/statement/error.ts';
import type { ClaimVerdict, Outcome } from '../../src/verify/verdict.ts';
import { unexpected, verdict } from './verdicts.ts';

const same = (file: string): string => file;
const claim = (outcome: Outcome, change: Partial<ClaimVerdict> = {}): ClaimVerdict => ({
  claim: `E(K) is ${outcome}`,
  outcome,
  reason: 'so it is',
  evidence: [],
  ...change,
});
const claimPlaces = [
  { line: 12, column: 5 },
  { line: 15, column: 5 },
];

describe('annotations', () => {
  test('there are none of what is as expected', () => {
    expect(annotations([verdict(), verdict()], same)).toBe('');
  });

  test('one stands on the line of the claim that makes the difference', () => {
    const claims = [claim('proved'), claim('refuted')];
    const text = annotations(
      [unexpected('refuted', { expected: 'supported', claims, claimPlaces, reason: 'claim 2 of 2' })],
      same,
    );
    expect(text).toBe(
      "::error file=formulas/test/mean.yaml,line=15,col=5,title=TEST.wrong%3A expected supported%2C found refuted::E(K) is refuted%0Aso it is%0Aagain: ntkcheck verify 'TEST.mean'\n",
    );
  });

  test('a claim with an expectation of its own is held to it', () => {
    const claims = [claim('refuted', { expected: 'refuted' }), claim('supported', { expected: 'proved' })];
    const text = annotations([unexpected('refuted', { claims, claimPlaces })], same);
    expect(text.match(/line=\d+/g)).toEqual(['line=15']);
    expect(text).toContain('expected proved%2C found supported');
  });

  test('one of what was not decided, or of a variant, stands on the line of that', () => {
    const place = { line: 20, column: 5 };
    const interrupted = unexpected('undecided', { claims: [], place });
    const variant = unexpected('proved', { id: 'TEST.mean@ntk/relu', claims: [claim('proved')], place });
    const text = annotations([interrupted, variant], same);
    expect(text.match(/line=\d+/g)).toEqual(['line=20', 'line=20']);
  });

  test('what GitHub would read as part of its command is written in its code', () => {
    const text = annotations(
      [unexpected('proved', { file: 'a:b,c.yaml', claims: [], reason: '100%\r\n::x' })],
      same,
    );
    expect(text).toBe(
      "::error file=a%3Ab%2Cc.yaml,line=1,col=5,title=TEST.wrong%3A expected refuted%2C found proved::100%25%0D%0A::x%0Aagain: ntkcheck verify 'TEST.mean'\n",
    );
  });

  test('what is no file of the repository has no place', () => {
    expect(annotations([unexpected('proved', { claims: [] })], () => undefined)).toMatch(/^::error title=/);
  });

  test('a file that cannot be read has its error on its line', () => {
    const error = new StatementError('a.yaml', 3, 7, "gates: found 'x'; wanted one of fair, relu");
    expect(errorAnnotation(error, same)).toBe(
      "::error file=a.yaml,line=3,col=7,title=not a statement::gates: found 'x'; wanted one of fair, relu\n",
    );
  });
});
