import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/statement/statement.ts';
import { FALSE_ALARM_BUDGET } from '../../src/statistics/budget.ts';
import {
  DEFAULT_OPTIONS,
  falseAlarmShare,
  type Task,
  taskName,
  tasksOf,
  undecided,
  verify,
} from '../../src/verify/verify.ts';
import { decide, evidenceOf, MEAN, QUICK, statement } from './claims.ts';

/** The same statement under further gate rules, which are its variants. */
const withBothGates = (one: Statement): Statement => ({
  ...one,
  cases: [one.cases[0], { ...one.cases[0], gates: 'relu', expect: 'refuted' }],
});

/** A statement with the claims of several. */
const together = (...formulas: string[]): Statement => {
  const all = formulas.map((formula) => statement({ formula }));
  return { ...all[0]!, claims: all.flatMap(({ claims }) => claims) };
};
const outcomeOf = (...formulas: string[]): string =>
  verify(tasksOf([together(...formulas)])[0]!, 1e-6, QUICK).outcome;

describe('a verdict', () => {
  test('is the same for the same seed, and draws anew for another', () => {
    const written = { formula: 'd*(1/2 + r)' };
    expect(decide(written)).toEqual(decide(written));
    const other = decide({}, { ...QUICK, seed: 7 });
    expect(other.outcome).toBe('proved');
    expect(evidenceOf(other)).not.toEqual(evidenceOf(decide({})));
    expect([decide({}).replay, other.replay]).toEqual([
      "ntkcheck verify 'TEST.claim'",
      "ntkcheck verify 'TEST.claim' --seed 7",
    ]);
  });

  test('is as expected when it is the expected word and no other', () => {
    expect(decide({ formula: '0', expect: 'refuted' })).toMatchObject({
      outcome: 'refuted',
      asExpected: true,
    });
    expect(decide({ expect: 'supported' })).toMatchObject({ outcome: 'proved', asExpected: false });
    expect(decide({ where: 'd < 1', expect: 'refuted' })).toMatchObject({
      outcome: 'undecided',
      asExpected: false,
    });
  });

  test('is plain data', () => {
    const verdict = decide({ formula: 'd*(1/2 + r)' });
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  test('is as weak as the weakest claim, unless one is refuted', () => {
    const open = `${MEAN} + 0/(d - 2)`;
    expect(outcomeOf(MEAN, MEAN)).toBe('proved');
    expect(outcomeOf(MEAN, open)).toBe('undecided');
    expect(outcomeOf(open, MEAN, 'd')).toBe('refuted');
  });

  test('on a task that was skipped is undecided and not as expected', () => {
    expect(undecided(tasksOf([statement({})])[0]!, DEFAULT_OPTIONS, 'interrupted')).toMatchObject({
      outcome: 'undecided',
      asExpected: false,
      reason: 'interrupted',
      claims: [],
    });
  });
});

describe('tasks', () => {
  test('are a statement under each of its cases, named by the id and what differs', () => {
    const tasks: Task[] = tasksOf([withBothGates(statement({}))]);
    expect(tasks.map(taskName)).toEqual(['TEST.claim', 'TEST.claim@hanin-nica-2019/relu']);
  });

  test('are decided each under its own gates: fair ones keep the mean, dead layers do not', () => {
    const verdicts = tasksOf([withBothGates(statement({}))]).map((task) => verify(task, 1e-6, QUICK));
    expect(verdicts.map(({ outcome, asExpected }) => [outcome, asExpected])).toEqual([
      ['proved', false],
      ['refuted', true],
    ]);
  });

  test('of any weight law are simulated under every law that has a name, within the budget', () => {
    const domain = '{ d: { integer: [1, 6] }, n: { widths: [1, 6] }, r: 1, mu_4: { rational: [1, inf] } }';
    const own = statement({ convention: 'hanin-nica-2019-any-law', domain, formula: '3*d' });
    const verdict = verify(tasksOf([own])[0]!, falseAlarmShare([own], QUICK), QUICK);
    const checks = evidenceOf(verdict).filter((one) => one.kind === 'simulation');
    const laws = new Set(checks.map(({ law = 'gaussian' }) => law));
    expect([...laws].sort()).toEqual(['gaussian', 'laplace', 'student9', 'uniform']);
    const rates = checks.reduce((total, { falseAlarmRate }) => total + falseAlarmRate, 0);
    expect(rates).toBeLessThanOrEqual(FALSE_ALARM_BUDGET);
  });

  test('have the same verdict whatever else is decided: shares of the budget are fixed in advance', () => {
    const statements = [statement({}), withBothGates(statement({ formula: 'd' }))];
    expect(falseAlarmShare(statements, QUICK)).toBe(falseAlarmShare([statements[0]!], QUICK));
  });

  test('share the budget of false alarms: all their checks together stay within it', () => {
    const statements = [withBothGates(statement({})), together(MEAN, 'E(Kw) + E(Kb)')];
    const share = falseAlarmShare(statements, QUICK);
    const verdicts = tasksOf(statements).map((task) => verify(task, share, QUICK));
    const rates = verdicts
      .flatMap(evidenceOf)
      .map((one) => (one.kind === 'simulation' ? one.falseAlarmRate : 0));
    expect(rates.filter((rate) => rate > 0).length).toBeGreaterThan(3);
    expect(rates.reduce((total, rate) => total + rate, 0)).toBeLessThanOrEqual(FALSE_ALARM_BUDGET);
  });
});
