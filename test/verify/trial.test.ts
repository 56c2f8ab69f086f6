import { describe, expect, test } from 'vitest';
import { rational } from '../../src/rational/rational.ts';
import type { Architecture } from '../../src/verify/architecture.ts';
import { type Trial, Trials, tryAt } from '../../src/verify/trial.ts';
import { tasksOf } from '../../src/verify/verify.ts';
import { statement, type Written } from './claims.ts';

const subject = (written: Written) => {
  const [task] = tasksOf([statement(written)]);
  return { ...task!, claim: task!.statement.claims[0]!, seed: 1 };
};
/** Widths 1, 2, 1 at r = 1: d = 2, E(K) = 6. */
const AT: Architecture = { widths: [1, 2, 1], values: new Map([['r', rational(1)]]) };
const trial = (written: Written): Trial => tryAt(subject(written), AT);

describe('a claim at one network, E(K) = 6', () => {
  test.each<[string, Written, string, number]>([
    ['= 6', { formula: '6' }, 'holds', 0],
    ['= 5', { formula: '5' }, 'fails', -1],
    ['<= 6', { relation: 'at-most', formula: '6' }, 'holds', 0],
    ['<= 18', { relation: 'at-most', formula: '18' }, 'holds', 1 / 2],
    ['<= 3', { relation: 'at-most', formula: '3' }, 'fails', -1 / 3],
    ['>= 2', { relation: 'at-least', formula: '2' }, 'holds', 1 / 2],
    ['>= 10', { relation: 'at-least', formula: '10' }, 'fails', -1 / 4],
    ['>= -6', { relation: 'at-least', formula: '-6' }, 'holds', 1],
  ])('%s %s', (_, written, side, margin) => {
    const found = trial(written);
    expect(found.side).toBe(side);
    expect(found.margin).toBeCloseTo(margin, 12);
  });

  // low·formula <= quantity <= high·formula, as it is written: of a negative formula the ends change places.
  test.each<[string, string, string, string]>([
    ['1/2', '2', '4', 'holds'],
    ['1/2', '2', '12', 'holds'],
    ['1/2', '2', '13', 'fails'],
    ['1/2', '2', '2', 'fails'],
    ['1', '1', '6', 'holds'],
    ['-2', '-1/2', '-6', 'fails'],
    ['0', '1', '-6', 'fails'],
    ['1/2', '2', '0', 'fails'],
  ])('between %s and %s times the formula %s: %s', (low, high, formula, side) => {
    const constants = `{ low: ${low}, high: ${high} }`;
    expect(trial({ relation: 'within-constants', constants, formula }).side).toBe(side);
  });

  test('a difference that enclosures do not tell from 0 neither holds nor fails', () => {
    // Equal, but no rule here says so.
    const near = { formula: '6*log(exp(exp(1)))/exp(1)' };
    expect(trial(near).side).toBe('open');
    expect(trial({ ...near, relation: 'at-least' }).side).toBe('open');
    expect(trial(near).margin).toBe(0);
  });
});

test('a ratio is told by as many digits as it takes', () => {
  // 1 - exp(-10^-90) cancels to 10^-90: twenty digits, or forty, leave nothing of it.
  const cancels = { quantity: 'E(K)*(1 - exp(-10^(-90)))', formula: '6*10^(-90)' };
  const found = trial({ ...cancels, relation: 'within-constants', constants: '{ low: 1/2, high: 2 }' });
  expect(found.side).toBe('holds');
  expect(found.ratio?.toNumber()).toBeCloseTo(1, 12);
  expect(trial({ ...cancels, relation: 'at-most' }).margin).toBeCloseTo(0, 12);
});

describe('what was tried', () => {
  test('is counted, with its reach along every direction and what was nearest to failing', () => {
    const trials = new Trials(subject({ relation: 'at-most', formula: '100*d*(1 + 2*r)/(1 + r)^(1/100)' }));
    for (const [num, widths] of [
      [1, [1, 2, 1]],
      [1000, [1, 7, 5, 1]],
    ] as const)
      trials.at({ widths, values: new Map([['r', rational(num)]]) });
    expect(trials.reach()).toBe('depth <= 3, widths <= 7, r from 1 to 1000');
    expect([trials.tried, trials.exact, trials.nearest!.architecture.widths.length]).toEqual([2, false, 4]);
  });

  test('remembers the first place without a value, and leaves out what costs too much far out', () => {
    const trials = new Trials(subject({ formula: '6 + 0/(d - 2)' }));
    expect(trials.at(AT)).toBeUndefined();
    expect(trials.refusal).toMatchObject({ reason: 'division by zero', architecture: { widths: [1, 2, 1] } });
    const long = new Trials(subject({ formula: 'Sum(i, 1, 10^6, i)' }));
    expect([long.at(AT, true), long.refusal, long.leftOut]).toEqual([undefined, undefined, 1]);
  });
});
