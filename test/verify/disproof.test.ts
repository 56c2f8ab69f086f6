import { describe, expect, test } from 'vitest';
import { decide, evidenceOf, MEAN, type Written } from './claims.ts';

/** The first factors of d that are 0 at every depth an ordinary run tries. */
const DEPTHS =
  '(d - 1)*(d - 2)*(d - 3)*(d - 4)*(d - 5)*(d - 6)*(d - 7)*(d - 8)*(d - 16)*(d - 32)*(d - 64)*(d - 128)*(d - 256)';
const EQUAL = '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: { rational: "[0, inf)" } }';

/** Depth and values of the witness of a claim that has to be refuted. */
const witness = (written: Written) => {
  const verdict = decide(written);
  expect([verdict.outcome, verdict.reason]).toEqual(['refuted', expect.stringMatching(/^fails at/)]);
  const found = evidenceOf(verdict).find((one) => one.kind === 'counterexample')!;
  return found.witness;
};

describe('what the search for a proof finds to differ is refuted by a witness where it was seen', () => {
  test('at the first depth at which the sides differ', () => {
    const found = witness({ domain: EQUAL, formula: `${MEAN} + ${DEPTHS}` });
    expect(found.architecture.widths.length - 1).toBe(9);
    // d (1 + 2r) at d = 9, r = 1.
    expect([found.quantity.text, found.architecture.values.r]).toEqual(['27', '1']);
  });

  test('at a width that nobody tries', () => {
    const factors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 32, 64, 1000]
      .map((n) => `(n - ${n})`)
      .join('*');
    expect(
      Number(witness({ domain: EQUAL, formula: `${MEAN} + ${factors}/10^20` }).architecture.values.n),
    ).toBeGreaterThan(12);
  });

  test('at an input of no simple size', () => {
    const factors = [
      '0',
      '1',
      '2',
      '1/2',
      '3',
      '1/3',
      '3/2',
      '5/2',
      '4',
      '1/10',
      '1000',
      '1/1000',
      '10^18',
      '1/10^18',
    ]
      .map((r) => `(r - ${r})`)
      .join('*');
    expect(witness({ domain: EQUAL, formula: `${MEAN} + ${factors}` }).architecture.values.r).toBeDefined();
  });

  test('where widths are a list', () => {
    const found = witness({
      formula: `${MEAN} + (d - 1)*(d - 2)*(d - 3)*(d - 4)*(d - 5)*(d - 6)*(d - 7)*(d - 8)*Sum(i, 1, d, 1/n[i])*(d - 16)*(d - 32)*(d - 64)*(d - 128)*(d - 256)`,
    });
    expect(found.architecture.widths.length - 1).toBeGreaterThanOrEqual(9);
  });
});

describe('sides that differ as functions and agree on the domain', () => {
  const pinned = {
    domain: '{ d: { integer: [1, inf] }, n: { width: [1, 2] }, r: 1 }',
    formula: '3*d + (n - 1)*(n - 2)',
  };

  test('are undecided, with the disproof and no witness', () => {
    const verdict = decide(pinned);
    expect([verdict.outcome, verdict.reason]).toEqual([
      'undecided',
      expect.stringMatching(/^no witness is found, though/),
    ]);
    expect(evidenceOf(verdict)).toContainEqual(
      expect.objectContaining({ kind: 'unproved', why: expect.objectContaining({ kind: 'disproved' }) }),
    );
  });
});

describe('why a claim has no proof is one of three kinds', () => {
  const why = (written: Written) => {
    const found = evidenceOf(decide(written)).find((one) => one.kind === 'unproved');
    return found?.kind === 'unproved' ? found.why.kind : undefined;
  };
  test.each<[string, Written, string]>([
    ['an inequality', { relation: 'at-most' }, 'out-of-scope'],
    ['a function', { domain: EQUAL, formula: `${MEAN}*sqrt(4)/2 + 0*log(d)` }, 'out-of-scope'],
    ['what the checker does not read', { formula: `${MEAN}*sqrt(4)/2 + 0*log(d)` }, 'not-found'],
  ])('%s', (_, written, kind) => expect(why(written)).toBe(kind));
});
