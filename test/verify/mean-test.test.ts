import { expect, test } from 'vitest';
import { Refusal } from '../../src/expression/index.ts';
import { expectation, type Product } from '../../src/quantity/exact.ts';
import { multiply, type Rational, rational } from '../../src/rational/rational.ts';
import { type MeanHypothesis, testMean } from '../../src/verify/mean-test.ts';
import { type Setting, settingOf } from '../../src/verify/subject.ts';
import { tasksOf } from '../../src/verify/verify.ts';
import { statement } from './claims.ts';

// Deep enough that networks are drawn from tilted laws, with random biases.
const domain =
  '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] }, sigma_w2: { rational: "(0, 9]" }, sigma_b2: { rational: [0, 9] } }';
const written = statement({ convention: 'ntk', gates: 'relu', quantity: 'E(K^2)', formula: '1', domain });
const [task] = tasksOf([written]);
const [claim] = written.claims;
const architecture = {
  widths: [1, ...Array<number>(9).fill(2), 1],
  values: new Map([
    ['r', rational(1)],
    ['sigma_w2', rational(2)],
    ['sigma_b2', rational(1)],
  ]),
};
const setting = settingOf({ statement: written, case: task!.case, claim: claim!, seed: 1 }, architecture);
const { expression } = claim!.quantity;
if (expression.kind !== 'expectation') throw new TypeError('no E(...)');
const { body } = expression;
const exact = expectation(body, setting.environment, setting.oracle);
const OPTIONS = { seed: 1, draws: 16_000_000, falseAlarmRate: 1e-9 };

const tested = (change: { setting?: Setting; expected?: Rational } = {}) => {
  const one: MeanHypothesis = {
    setting,
    architecture,
    body,
    expected: exact,
    hypothesis: 'claim',
    ...change,
  };
  return testMean(one, OPTIONS);
};

test('the exact value passes, from tilted laws, and one that is 25% off does not', () => {
  expect(tested()).toMatchObject({ method: 'tilted-collapsed', rejected: false, falseAlarmRate: 1e-9 });
  expect(tested({ expected: multiply(exact, rational(5, 4)) }).rejected).toBe(true);
});

test('samples that miss a mean that is known say nothing of another', () => {
  const oracle = (products: readonly Product[]): Rational[] =>
    setting.oracle(products).map((value, i) => (products[i]!.K === 3 ? multiply(value, rational(2)) : value));
  expect(() => tested({ setting: { ...setting, oracle } })).toThrow(Refusal);
  expect(() => tested({ setting: { ...setting, oracle } })).toThrow('the samples miss E(K^3)');
});
