import { describe, expect, test } from 'vitest';
import { auditDerivation } from '../../../src/audit/derivation/audit.ts';
import { composed } from '../../../src/audit/derivation/compose.ts';
import { readDerivation } from '../../../src/audit/derivation/read.ts';
import { CONVENTIONS, options, under } from '../setting.ts';

const audited = (links: readonly string[], more = '') => {
  const text = [
    'convention: hanin-nica-2019',
    'gates: fair',
    more,
    'derivation:',
    ...links.map((link) => `  - ${link}`),
  ].join('\n');
  return auditDerivation(readDerivation('d.yaml', text, CONVENTIONS), options(under('hanin-nica-2019')));
};

const TRUE = [
  'E(Kb^2)',
  '= Sum(k, 1, d, (2*k - 1)*Prod(i, k, d - 1, 1 + 5/n[i]))',
  '<= d^2*Prod(i, 1, d - 1, 1 + 5/n[i])',
  '<= d^2*exp(5*Sum(i, 1, d - 1, 1/n[i]))',
];

describe('a derivation is decided link by link', () => {
  test('one that is right has no false link, and its conclusion holds', () => {
    const { steps, firstFalse, conclusion } = audited(TRUE);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['proved', 'supported', 'supported']);
    expect(firstFalse).toBeNull();
    expect(conclusion).toMatchObject({
      verdict: 'supported',
      claim: expect.stringMatching(/^E\(Kb\^2\) <= /),
    });
  });

  test('the first false link is named, the links around it stand, and the conclusion may be true nevertheless', () => {
    const wrong = TRUE.with(1, TRUE[1]!.replace('2*k - 1', '2*k - 2'));
    const { steps, firstFalse, diagnosis, conclusion } = audited(wrong);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['refuted', 'supported', 'supported']);
    expect(firstFalse).toBe(1);
    expect(diagnosis).toMatchObject({ verdict: 'refuted', witness: { widths: [1, 1, 1] } });
    expect(conclusion!.verdict).toBe('supported');
  });

  test('links between formulas are decided too, by proof where they are equalities', () => {
    const { steps, firstFalse } = audited(['E(Kb)', '= d', '= d*(n + 1)/(n + 1)', '= d + 1']);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'refuted']);
    expect(firstFalse).toBe(3);
  });

  test('a link may have a remainder, which the next one does without', () => {
    const { steps, conclusion } = audited([
      'E(Kb^2)/E(Kb)^2',
      '"= 2*n^2*(exp(5*d/n) - 1 - 5*d/n)/(25*d^2)*(1 + O(1/n))"',
      '= (2*n^2*exp(5*d/n) - 2*n^2 - 10*d*n)/(25*d^2)',
    ]);
    expect(steps.map(({ verdict }) => verdict)).not.toContain('refuted');
    expect(steps[1]!.from).not.toContain('O(');
    expect(conclusion!.claim).toContain(' ~ ');
  });

  test('links between formulas have no truth of their own', () => {
    expect(audited(['d', '= d + 1']).diagnosis).not.toHaveProperty('truth');
  });

  test('limits stand beside equalities, and a link may have a condition of its own', () => {
    const { steps } = audited([
      'E(Kb^2)/E(Kb)^2',
      '"-> 2*(exp(5*lambda) - 1 - 5*lambda)/(25*lambda^2)": { as: d/n, why: from the closed form }',
    ]);
    expect(steps[0]).toMatchObject({ verdict: 'proved', why: 'from the closed form' });
    const [step] = audited(['E(Kb)', '"= d^2": { where: d == 1 }']).steps;
    expect(step).toMatchObject({ verdict: 'proved', where: 'd == 1' });
  });
});

describe('a derivation that cannot be read is refused with its place', () => {
  test.each([
    [['E(Kb)', 'd'], 'd.yaml:6:5', 'wanted a relation'],
    [['E(Kb)', '= q'], 'd.yaml:6:5', "unknown symbol 'q'"],
    [['E(Kb)', '≈ d'], 'd.yaml:6:5', 'says nothing'],
    [['E(Kb)'], 'd.yaml:5:3', 'at least one link'],
  ])('%s', (links, place, words) => {
    expect(() => audited(links)).toThrow(place);
    expect(() => audited(links)).toThrow(words);
  });
});

test.each([
  [['equals', 'equals'], 'equals'],
  [['equals', 'at-most'], 'at-most'],
  [['at-most', 'at-least'], undefined],
  [['similar', 'equals', 'tends-to'], 'tends-to'],
  [['at-most', 'similar'], 'at-most'],
  [['asymptotic', 'equals'], 'similar'],
  [['asymptotic', 'asymptotic'], 'similar'],
] as const)('relations %j add up to %s', (relations, sum) => {
  expect(composed(relations)).toBe(sum);
});
