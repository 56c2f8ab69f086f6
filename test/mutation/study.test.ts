import { describe, expect, test } from 'vitest';
import { mutantsOf } from '../../src/mutation/mutants.ts';
import { change, FILE, read } from '../statement/files.ts';
import { MEAN, statement } from '../verify/claims.ts';
import { killedIn, study, survivorsIn } from './study.ts';

/** Not known at d = 1, so every mutant survives and shows which were tried. */
const UNDECIDED = statement({ formula: `${MEAN}*(d - 1)/(d - 1)` });

describe('of many mutants some', () => {
  const all = mutantsOf(UNDECIDED).map(({ place, after }) => `${place} ${after}`);
  const tried = (most: number): string[] =>
    study(UNDECIDED, { most }).survivors.map(({ place, after }) => `${place} ${after}`);

  test('evenly over the statement, the first among them', () => {
    expect(all).toHaveLength(41);
    expect(tried(1)).toEqual([all[0]]);
    expect(tried(4)).toEqual([0, 10, 20, 30].map((index) => all[index]));
    expect(tried(20)).toHaveLength(20);
  });

  test('all of them where there are no more, each once', () => {
    for (const most of [41, 42, 1000]) expect(tried(most)).toEqual(all);
  });

  test('and the report says how many', () => {
    expect(study(UNDECIDED, { most: 4 })).toMatchObject({ id: 'TEST.claim', mutants: 41, tried: 4 });
    expect(study(UNDECIDED, { most: 1000 })).toMatchObject({ mutants: 41, tried: 41 });
  });
});

test('each mutant that is tried is killed or survives', () => {
  for (const relation of ['equals', 'at-most', 'at-least']) {
    const report = study(statement({ relation, formula: `2*${MEAN}` }), { most: 12 });
    expect(killedIn(report) + report.survivors.length).toBe(report.tried);
    expect(report.tried).toBe(12);
  }
});

test('the same statement, effort and seed give the same report', () => {
  const own = statement({ relation: 'at-most', formula: '3*d*(1 + 2*r)' });
  expect(study(own, { seed: 7, most: 12 })).toEqual(study(own, { seed: 7, most: 12 }));
});

/** With a = 3; E(K) is d (1 + 2 r).. */
const twoClaims = (relation: string, formula: string) =>
  read(
    change(
      '    relation: equals\n    formula: d*(1 + 2*r)\n',
      `    relation: at-most\n    formula: a*d*(1 + 2*r)\n  - { quantity: E(K), relation: ${relation}, formula: "${formula}" }\n`,
      change('claims:', 'let: { a: 3 }\nclaims:'),
    ),
  );

describe('a mutant of several claims', () => {
  test('is killed by any of them', () => {
    // a = 4 is weaker in the first claim, and makes the second E(K) <= 0.
    const report = study(twoClaims('at-most', `(4 - a)*${MEAN}`));
    expect(survivorsIn(report, 'let.a')).toEqual(['stronger: 3 -> 2']);
  });

  test('survives for the reason that says least', () => {
    // a = 4 is weaker in the first claim and stronger in the second, 3 E(K) in place of 4.
    const report = study(twoClaims('at-most', `(7 - a)*${MEAN}`));
    expect(survivorsIn(report, 'let.a')).toEqual([
      'stronger: 3 -> 4',
      'stronger: 3 -> 2',
      'stronger: 3 -> 6',
    ]);
  });

  test('is decided by those that are decided themselves', () => {
    const report = study(twoClaims('equals', `a*${MEAN}*(d - 1)/(3*(d - 1))`));
    expect(survivorsIn(report, 'let.a')).toEqual(['weaker: 3 -> 4', 'stronger: 3 -> 2', 'weaker: 3 -> 6']);
    expect(new Set(survivorsIn(report, 'claims[1]').map((text) => text.split(':')[0]))).toEqual(
      new Set(['undecided']),
    );
  });
});

test('a statement of one file is studied under its own convention', () => {
  expect(study(read(FILE)).survivors).toEqual([]);
});
