import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/statement/statement.ts';
import { verdictKey } from '../../src/verify/key.ts';
import { BUDGETS, DEFAULT_OPTIONS, tasksOf } from '../../src/verify/verify.ts';
import { statement } from './claims.ts';

const keyOf = (
  own: Statement,
  { share = 1e-10, options = DEFAULT_OPTIONS, engine = 'a build' } = {},
): string => verdictKey(tasksOf([own])[0]!, share, options, engine);
const own = statement({});
const key = keyOf(own);

/** The statement under its convention, changed in one number. */
const underOther = (): Statement => {
  const [first] = own.cases;
  return {
    ...own,
    cases: [{ ...first, convention: { ...first.convention, biasGradient: { num: 2n, den: 1n } } }],
  };
};

describe('the name of a verdict', () => {
  test('is the same for the same statement, whatever it only carries along', () => {
    expect(keyOf(statement({}))).toBe(key);
    expect(keyOf({ ...own, title: 'another title', file: 'moved.yaml', notes: 'a note' })).toBe(key);
    expect(keyOf(statement({ expect: 'proved' }))).toBe(key);
    expect(keyOf(own, { options: { ...DEFAULT_OPTIONS, files: ['x.yaml'] } })).toBe(key);
  });

  test.each([
    ['formula', statement({ formula: 'd*(1 + 2*r) + 0' })],
    ['quantity', statement({ quantity: 'E(Kw)' })],
    ['relation', statement({ relation: 'at-most' })],
    [
      'domain',
      statement({
        domain: '{ d: { integer: [2, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] } }',
      }),
    ],
    ['condition', statement({ where: 'd < 9' })],
    ['gates', statement({ gates: 'relu' })],
    ['convention', statement({ convention: 'hanin-nica-2019-relu-output' })],
    ['content of a convention', underOther()],
    ['id', { ...own, id: 'TEST.other' }],
  ])('is another for another %s', (_, other) => expect(keyOf(other)).not.toBe(key));

  test.each([
    ['seed', { options: { ...DEFAULT_OPTIONS, seed: 1 } }],
    ['budget', { options: { ...DEFAULT_OPTIONS, effort: BUDGETS.thorough } }],
    ['share of the false-alarm budget', { share: 1e-9 }],
    ['engine', { engine: 'another build' }],
  ])('is another for another %s', (_, change) => expect(keyOf(own, change)).not.toBe(key));
});
