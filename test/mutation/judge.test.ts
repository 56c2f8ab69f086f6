import { describe, expect, test } from 'vitest';
import { JOINT, MEAN, statement } from '../verify/claims.ts';
import { EFFORT, killedIn, studied, study, survivorsIn, TINY } from './study.ts';

describe('a true equality', () => {
  test('has no mutant that survives', () => {
    const report = studied({});
    expect(report.survivors).toEqual([]);
    expect(report.killed).toEqual({ refuted: report.tried });
    expect(report.tried).toBe(report.mutants);
  });

  test('but where nothing changes: those are equivalent', () => {
    const report = studied({ formula: `${MEAN} + 0*r` });
    expect(survivorsIn(report)).toEqual([
      `equivalent: ${MEAN} + 0*r -> ${MEAN} - 0*r`,
      `equivalent: ${MEAN} + 0*r -> ${MEAN}`,
      'equivalent: 0*r -> 0',
      'equivalent: r -> d',
    ]);
    // 0/r has no value at r = 0.
    expect(report.killed.undecided).toBe(1);
  });
});

/** E(K) = d (1 + 2 r), against three times as much. */
describe('a bound with room', () => {
  const report = studied({ relation: 'at-most', formula: '3*d*(1 + 2*r)' });

  test('is weaker or stronger by turns', () => {
    expect(survivorsIn(report, 'claims[0].formula')).toEqual([
      'stronger: 3*d -> d',
      'weaker: 3 -> 4',
      'stronger: 3 -> 2',
      'weaker: 3 -> 6',
      'weaker: 1 -> 2',
      'stronger: 2*r -> r',
      'weaker: 2 -> 3',
      'stronger: 2 -> 1',
      'weaker: 2 -> 4',
    ]);
  });

  test('is weaker of a part of the quantity', () => {
    expect(survivorsIn(report, 'claims[0].quantity')).toEqual(['weaker: K -> Kw', 'weaker: K -> Kb']);
  });

  test('of the other side is wrong, and so is every other mutant', () => {
    expect(killedIn(report)).toBe(report.tried - 11);
    expect(survivorsIn(report, 'claims[0].relation')).toEqual([]);
  });

  test('from below: what is weaker is smaller', () => {
    const below = studied({ relation: 'at-least', formula: '(1 + 2*r)*d/3' });
    expect(survivorsIn(below, 'claims[0].formula/1')).toEqual([
      'weaker: 3 -> 4',
      'stronger: 3 -> 2',
      'weaker: 3 -> 6',
      'weaker: 3 -> (-3)',
    ]);
  });
});

/** The ratio is 1 everywhere; what a mutant makes of it is in the comments. */
describe('a claim within constants', () => {
  const report = studied({ relation: 'within-constants', constants: '{ low: 1/2, high: 2 }' });

  test('forgives a factor', () => {
    expect(survivorsIn(report, 'claims[0].formula')).toEqual([
      'room: 1 -> 2', // (1 + 2 r)/(2 + 2 r), in [1/2, 1)
      'room: 2*r -> r', // (1 + 2 r)/(1 + r), in [1, 2)
      'room: 2 -> 3', // in (2/3, 1]
      'room: 2 -> 1',
      'room: 2 -> 4', // in (1/2, 1]
    ]);
  });

  test('has constants that leave more room, or less', () => {
    expect(survivorsIn(report, 'claims[0].constants')).toEqual([
      'room: 1/2 -> 1',
      'room: 1 -> 2',
      'weaker: 1 -> 0',
      'weaker: 1 -> (-1)',
      'weaker: 2 -> 3',
      'room: 2 -> 1',
      'weaker: 2 -> 4',
      'weaker: 2 -> (-2)',
      'weaker: 2 -> 3',
      'room: 2 -> 1',
      'weaker: 2 -> 4',
    ]);
  });
});

/** With He weights E(K)/d is 3 at every size, so (E(K) + c)/d tends to 3 whatever c is, and d may grow at any rate. */
describe('a limit', () => {
  test('is true of other remainders, and at other depths', () => {
    const report = studied({ domain: JOINT, quantity: '(E(K) + 1)/d', relation: 'tends-to', formula: '3' });
    expect(survivorsIn(report)).toEqual([
      'true: E(K) + 1 -> E(K) - 1',
      'true: E(K) + 1 -> E(K)',
      'true: 1 -> 2',
      'true: 1 -> 0',
      'true: 1 -> (-1)',
      'true: lambda*n -> n',
      'true: lambda -> r',
    ]);
    expect(killedIn(report)).toBe(report.tried - 7);
  });

  test('is equivalent where the values are the same at every size', () => {
    const report = studied({
      domain: JOINT,
      quantity: '(E(K) + 1)/d + 0*r',
      relation: 'tends-to',
      formula: '3',
    });
    expect(survivorsIn(report).filter((text) => text.startsWith('equivalent'))).toEqual([
      'equivalent: (E(K) + 1)/d + 0*r -> (E(K) + 1)/d - 0*r',
      'equivalent: (E(K) + 1)/d + 0*r -> (E(K) + 1)/d',
      'equivalent: 0*r -> 0/r',
      'equivalent: 0*r -> 0',
      'equivalent: r -> lambda',
    ]);
  });

  test('of a higher order is wrong', () => {
    const report = studied({
      domain: JOINT,
      quantity: '(E(K) + 1)/d',
      relation: 'asymptotic',
      formula: '3',
      order: 1,
    });
    expect(survivorsIn(report, 'claims[0].order')).toEqual([]);
    expect(survivorsIn(report, 'claims[0].formula')).toEqual([]);
  });
});

describe('a wrong equality', () => {
  /** Right at r = 0; so the witness is d = 1, r = 1, where 1 + 3 is 4 and the truth 3. */
  const report = studied({ formula: 'd*(1 + 3*r)' });

  test('has mutants with the same values at its witness', () => {
    expect(survivorsIn(report)).toEqual([
      'same witness: d*(1 + 3*r) -> 1 + 3*r',
      'same witness: d -> r',
      'same witness: 3*r -> 3/r',
      'same witness: 3*r -> 3',
      'same witness: r -> d',
    ]);
    expect(report.survivors.map(({ text }) => text).filter((text) => !text.startsWith('differs at'))).toEqual(
      [],
    );
  });

  test('and others, the right one among them', () => {
    expect(report.killed).toEqual({ 'another witness': report.tried - 5 });
  });

  test('is equivalent where nothing changes anywhere', () => {
    const same = studied({ formula: 'd*(1 + 3*r) + 0*r' });
    expect(survivorsIn(same).filter((text) => text.startsWith('equivalent'))).toEqual([
      'equivalent: d*(1 + 3*r) + 0*r -> d*(1 + 3*r) - 0*r',
      'equivalent: d*(1 + 3*r) + 0*r -> d*(1 + 3*r)',
      'equivalent: 0*r -> 0',
      'equivalent: r -> d',
    ]);
  });

  test('read the other way round has another witness', () => {
    const bound = studied({ relation: 'at-least', formula: 'd*(1 + 3*r)' });
    expect(survivorsIn(bound, 'claims[0].relation')).toEqual([]);
  });
});

describe('a wrong limit', () => {
  const report = studied({ domain: JOINT, quantity: '(E(K) + 1)/d', relation: 'tends-to', formula: '4' });

  test('becomes right, or wrong by another number', () => {
    expect(survivorsIn(report, 'claims[0].formula')).toEqual([]);
    expect(report.killed['no longer refuted']).toBeGreaterThan(0);
    expect(report.killed['another witness']).toBeGreaterThan(0);
  });

  test('stays wrong by the same number where the limit stays', () => {
    expect(survivorsIn(report, 'claims[0].quantity/0/1')).toEqual([
      'same witness: 1 -> 2',
      'same witness: 1 -> 0',
      'same witness: 1 -> (-1)',
    ]);
  });
});

describe('what a larger budget finds', () => {
  const own = statement({ relation: 'at-most', formula: MEAN });
  const wrong = (report: ReturnType<typeof study>) =>
    report.survivors.find(({ after }) => after === '1 + 2*r')!;

  test('is out of reach of the standard one, and has its name', () => {
    const found = wrong(study(own, { standard: TINY, beyond: [['large', EFFORT]] }));
    expect(found.reason).toBe('out of reach');
    expect(found.text).toMatch(
      /^--budget large: fails at widths 1,1,1, r = 0: the formula gives 1, the truth is 2$/,
    );
  });

  test('of several the first that is enough', () => {
    const beyond = [
      ['as small', TINY],
      ['large', EFFORT],
      ['largest', EFFORT],
    ] as const;
    expect(wrong(study(own, { standard: TINY, beyond })).text).toMatch(/^--budget large:/);
  });

  test('is not known without one', () => {
    expect(wrong(study(own, { standard: TINY })).reason).toBe('stronger');
    expect(wrong(study(own))).toBeUndefined();
  });
});

test('of an undecided claim nothing is known', () => {
  const report = studied({ formula: `${MEAN}*(d - 1)/(d - 1)` });
  expect(report.killed).toEqual({});
  expect(report.survivors).toHaveLength(report.mutants);
  expect(new Set(report.survivors.map(({ reason, text }) => `${reason}${text}`))).toEqual(
    new Set(['undecided']),
  );
});
