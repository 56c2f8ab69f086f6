import { describe, expect, test } from 'vitest';
import { RELATIONS, type Relation } from '../../src/statement/statement.ts';
import { claimText } from '../../src/verify/verify.ts';
import { change, FILE, problem, read } from './files.ts';

/** The claim with this relation, and what goes with it. */
const related = (relation: string, more = '', file = FILE.replace('widths', 'width')): string =>
  change('relation: equals\n', `relation: ${relation}\n${more}`, file);

const COMPANIONS: Partial<Record<Relation, string>> = {
  'within-constants': '    constants: { low: 1, high: 2 }\n',
  asymptotic: '    order: 1\n',
};

const signs = Object.entries(RELATIONS).flatMap(([word, all]) =>
  all.map((sign) => [sign, word as Relation] as const),
);

describe('a relation is a word or a sign', () => {
  test.each(signs)('%s is %s', (sign, word) => {
    const text = sign === '>=' ? `'${sign}'` : sign;
    const [bySign, byWord] = [text, word].map((one) => read(related(one, COMPANIONS[word])).claims);
    expect(bySign).toEqual(byWord);
    expect(bySign![0]!.relation).toBe(word);
  });

  test('a claim is written with the sign that a file may have, an asymptotic one with its remainder', () => {
    const texts = Object.entries(RELATIONS).map(([word]) =>
      claimText(read(related(word, COMPANIONS[word as Relation])).claims[0]!),
    );
    expect(texts).toEqual([
      'E(K) = d*(1 + 2*r)',
      'E(K) <= d*(1 + 2*r)',
      'E(K) >= d*(1 + 2*r)',
      'E(K) ≍ d*(1 + 2*r)',
      'E(K) -> d*(1 + 2*r)',
      'E(K) = d*(1 + 2*r)*(1 + O(1/n))',
    ]);
  });

  test.each([
    ['>= without quotes', related('>='), "13:15 found the sign >= without quotes; write relation: '>='"],
    [
      '>= without quotes among braces',
      `${FILE.split('claims:')[0]}claims: [{ quantity: E(K), relation: >=, formula: d }]\n`,
      "11:38 found the sign >= without quotes; write relation: '>='",
    ],
    [
      '~ without an order',
      related('~'),
      "13:15 claims.0.relation: asymptotic needs 'order: m'; without one, claim that the ratio tends to 1: quantity: (…)/(…), relation: ->, formula: 1",
    ],
    [
      'a sign that is none',
      related('=='),
      '13:15 claims.0.relation: found "=="; wanted one of equals, at-most, at-least, within-constants, tends-to, asymptotic, =, <=, ≤, >=, ≥, ≍, ->, →, ~',
    ],
  ])('%s', (_, text, expected) => expect(problem(text)).toBe(expected));
});
