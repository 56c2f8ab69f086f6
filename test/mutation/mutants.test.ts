import { describe, expect, test } from 'vitest';
import { formatExpression } from '../../src/expression/index.ts';
import { type Mutant, mutantsOf } from '../../src/mutation/mutants.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { change, FILE, read } from '../statement/files.ts';
import { JOINT, statement } from '../verify/claims.ts';

const RANGES = { n: '{ width: [1, inf] }', r: '{ rational: [0, inf] }' };
const NARROW = `{ d: { integer: [1, inf] }, n: ${RANGES.n}, r: ${RANGES.r} }`;

/** Two claims with abbreviations: b is of a, and the second claim has neither. */
const ABBREVIATED = change(
  'claims:',
  'let: { a: 1 + r, b: 2*a }\nclaims:',
  change(
    '    formula: d*(1 + 2*r)\n',
    '    formula: d*(b - 1)\n  - { quantity: E(f^2), relation: at-least, formula: r }\n  - { quantity: E(a*K), relation: equals, formula: a*d*(b - 1) }\n',
  ),
);

const texts = (mutants: readonly Mutant[], place: string): string[] =>
  mutants
    .filter((mutant) => mutant.place.split('/')[0] === place)
    .map(({ before, after }) => `${before} -> ${after}`);

const claimTexts = ({ claims }: Statement): string[] =>
  claims.map(
    ({ quantity, relation, formula }) =>
      `${formatExpression(quantity.expression)} ${relation} ${formatExpression(formula.expression)}`,
  );

/** All that a mutant may change, as text. */
const written = (of: Statement): string =>
  JSON.stringify([
    claimTexts(of),
    of.claims.map(({ order, as, constants }) => [
      order,
      as,
      constants && [constants.low, constants.high].map(({ expression }) => formatExpression(expression)),
    ]),
    [...of.domain.ranges].map(([name, range]) =>
      range.kind === 'equals' ? `${name} = ${formatExpression(range.value.expression)}` : name,
    ),
  ]);

describe('mutants of the claims', () => {
  test('are of the quantity and of the formula', () => {
    const mutants = mutantsOf(statement({ domain: NARROW, quantity: 'E(K)', formula: '2*r' }));
    expect(mutants.map(({ statement: { claims } }) => claimTexts({ claims } as Statement)[0])).toEqual([
      'E(Kw) equals 2*r',
      'E(Kb) equals 2*r',
      'E(K^2) equals 2*r',
      'E(K) equals 2/r',
      'E(K) equals 2',
      'E(K) equals r',
      'E(K) equals 3*r',
      'E(K) equals 1*r',
      'E(K) equals 4*r',
      'E(K) equals (-2)*r',
      'E(K) equals 2*d',
      'E(K) equals 2*n',
    ]);
    expect(mutants.map(({ place }) => place)).toEqual([
      'claims[0].quantity/0',
      'claims[0].quantity/0',
      'claims[0].quantity/0',
      'claims[0].formula',
      'claims[0].formula',
      'claims[0].formula',
      ...Array(4).fill('claims[0].formula/0'),
      'claims[0].formula/1',
      'claims[0].formula/1',
    ]);
  });

  test('leave the other claims alone', () => {
    const original = read(ABBREVIATED);
    for (const mutant of mutantsOf(original).filter(({ place }) => place.startsWith('claims[1]'))) {
      expect(mutant.claims).toEqual([1]);
      expect(mutant.statement.claims[0]).toBe(original.claims[0]);
      expect(mutant.statement.claims[2]).toBe(original.claims[2]);
    }
  });

  test('have the abbreviations written out, and may take another one for one', () => {
    const found = mutantsOf(read(ABBREVIATED)).filter(({ place }) => place === 'claims[0].formula/1/0');
    expect(found.map(({ before, after }) => `${before} -> ${after}`)).toEqual(['b -> r', 'b -> a']);
    expect(found.map(({ statement: own }) => claimTexts(own)[0])).toEqual([
      'E(K) equals d*(r - 1)',
      'E(K) equals d*(1 + r - 1)',
    ]);
  });

  test.each([
    ['at-most', 'at-least'],
    ['at-least', 'at-most'],
  ])('%s is %s', (relation, opposite) => {
    const found = mutantsOf(statement({ relation })).filter(({ rule }) => rule === 'relation');
    expect(found.map(({ place, before, after }) => [place, before, after])).toEqual([
      ['claims[0].relation', relation, opposite],
    ]);
    expect(found[0]!.statement.claims[0]!.relation).toBe(opposite);
  });

  test('an equality and a limit have no other relation', () => {
    for (const own of [
      statement({}),
      statement({ domain: JOINT, relation: 'tends-to', quantity: 'E(K)/d', formula: '3' }),
    ])
      expect(mutantsOf(own).filter(({ rule }) => ['relation', 'order'].includes(rule))).toEqual([]);
  });

  test('an order is one more', () => {
    const own = statement({
      domain: JOINT,
      quantity: 'E(K)/d',
      relation: 'asymptotic',
      formula: '3',
      order: 2,
    });
    const found = mutantsOf(own).filter(({ rule }) => rule === 'order');
    expect(
      found.map(({ before, after, statement: { claims } }) => [before, after, claims[0]!.order]),
    ).toEqual([['2', '3', 3]]);
  });

  test('constants change at both ends', () => {
    const own = statement({ relation: 'within-constants', constants: '{ low: 1, high: 8 }' });
    expect(texts(mutantsOf(own), 'claims[0].constants.low')).toEqual(['1 -> 2', '1 -> 0', '1 -> (-1)']);
    expect(texts(mutantsOf(own), 'claims[0].constants.high')).toEqual([
      '8 -> 9',
      '8 -> 7',
      '8 -> 16',
      '8 -> (-8)',
    ]);
    const high = mutantsOf(own).filter(({ place }) => place.endsWith('high'));
    expect(high.map(({ statement: { claims } }) => claims[0]!.constants!.low)).toEqual(
      high.map(() => own.claims[0]!.constants!.low),
    );
  });
});

describe('mutants of an abbreviation', () => {
  const mutants = mutantsOf(read(ABBREVIATED));

  test('change every claim that uses it, by way of others too, and no other', () => {
    const dropped = mutants.find(({ place, after }) => place === 'let.a' && after === '1 - r')!;
    expect(dropped.claims).toEqual([0, 2]);
    expect(claimTexts(dropped.statement)).toEqual([
      'E(K) equals d*(2*(1 - r) - 1)',
      'E(f^2) at-least r',
      'E((1 - r)*K) equals (1 - r)*d*(2*(1 - r) - 1)',
    ]);
  });

  test('leave the ones before it as they are', () => {
    const found = mutants.find(({ place, after }) => place === 'let.b' && after === '2/a')!;
    expect(claimTexts(found.statement)).toEqual([
      'E(K) equals d*(2/(1 + r) - 1)',
      'E(f^2) at-least r',
      'E((1 + r)*K) equals (1 + r)*d*(2/(1 + r) - 1)',
    ]);
  });

  test('never mention one that comes later', () => {
    expect(texts(mutants, 'let.a').filter((text) => /-> .*b/.test(text))).toEqual([]);
    expect(texts(mutants, 'let.b')).toContain('a -> r');
  });
});

describe('mutants of what the domain computes', () => {
  const own = statement({ domain: JOINT, quantity: 'E(K)/d', relation: 'tends-to', formula: '3' });
  const mutants = mutantsOf(own);

  test('are of its expression, for all claims', () => {
    expect(texts(mutants, 'domain.d')).toEqual([
      'lambda*n -> lambda/n',
      'lambda*n -> lambda',
      'lambda*n -> n',
      'lambda -> r',
      'n -> r',
      'n -> lambda',
    ]);
    const changed = mutants.find(({ place, after }) => place === 'domain.d' && after === 'lambda/n')!;
    expect(changed.claims).toEqual([0]);
    expect(changed.statement.claims).toBe(own.claims);
    const range = changed.statement.domain.ranges.get('d')!;
    expect(range.kind === 'equals' && formatExpression(range.value.expression)).toBe('lambda/n');
    expect([...changed.statement.domain.ranges.keys()]).toEqual([...own.domain.ranges.keys()]);
  });

  test('use what is known by then: not the input width for the depth, not what comes later', () => {
    const domain = JOINT.replace('{ ', '{ n0: { integer: [1, 4] }, ');
    const computed = statement({ domain, quantity: 'E(K)/d', relation: 'tends-to', formula: '3' });
    expect(texts(mutantsOf(computed), 'domain.d')).toEqual(texts(mutants, 'domain.d'));
  });

  test('are none where it computes nothing', () => {
    expect(mutantsOf(read(FILE)).filter(({ place }) => place.startsWith('domain'))).toEqual([]);
  });
});

describe.each([
  ['an equality', statement({})],
  ['abbreviations', read(ABBREVIATED)],
  ['a bound', statement({ relation: 'at-most', formula: 'd*(1 + 2*r)*exp(Sum(j, 1, d - 1, 5/n[j]))' })],
  [
    'constants',
    statement({ relation: 'within-constants', constants: '{ low: 1/4, high: 8 }', formula: 'd*max(1, r)' }),
  ],
  [
    'a limit',
    statement({
      domain: JOINT,
      quantity: 'E(K^2)/d^2',
      relation: 'asymptotic',
      formula: 'exp(5*lambda)',
      order: 1,
    }),
  ],
])('of %s', (_, own) => {
  test('no mutant is its original', () => {
    const mutants = mutantsOf(own);
    expect(mutants.length).toBeGreaterThan(10);
    expect(mutants.filter(({ before, after }) => before === after)).toEqual([]);
    expect(mutants.filter((mutant) => written(mutant.statement) === written(own))).toEqual([]);
  });

  test('the list is the same every time, and the original stays as it was', () => {
    const before = written(own);
    const list = (): string[] =>
      mutantsOf(own).map(({ place, rule, before: was, after, claims, statement: of }) =>
        [place, rule, was, after, claims, written(of)].join(' '),
      );
    expect(list()).toEqual(list());
    expect(written(own)).toBe(before);
  });
});
