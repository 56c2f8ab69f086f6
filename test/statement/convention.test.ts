import { describe, expect, test } from 'vitest';
import { rational, ZERO } from '../../src/rational/rational.ts';
import { readConventions } from '../../src/statement/convention.ts';
import { change, conventions, problem } from './files.ts';

const ROW = `mine:
  title: a test
  source: ntkcheck
  parametrization: ntk
  sigma_w2: 3/2
  sigma_b2: free
  bias_gradient: sigma_b2
  output_sigma_w2: sigma_w2
  output_bias: no
  output_activation: relu
`;
const readRows = (text: string) => readConventions('c.yaml', text);

test('a row gives its numbers exactly and its words as they are', () => {
  expect(readRows(ROW).get('mine')).toEqual({
    name: 'mine',
    title: 'a test',
    source: 'ntkcheck',
    parametrization: 'ntk',
    sigmaW2: rational(3, 2),
    sigmaB2: 'free',
    biasGradient: 'sigma_b2',
    outputSigmaW2: 'sigma_w2',
    outputBias: false,
    outputActivation: 'relu',
    mu4: rational(3),
  });
  expect(readRows(change('sigma_b2: free', 'sigma_b2: 0', ROW)).get('mine')!.sigmaB2).toEqual(ZERO);
});

test('weights are Gaussian unless a row says another fourth moment, or leaves it free', () => {
  const withMu4 = (text: string) => readRows(`${ROW}  mu_4: ${text}\n`).get('mine')!.mu4;
  expect([withMu4('9/5'), withMu4('free')]).toEqual([rational(9, 5), 'free']);
  const found = problem(`${ROW}  mu_4: uniform\n`, readRows);
  expect(found).toBe("11:9 mine.mu_4: found 'uniform'; wanted a rational >= 1 or free");
});

test('a convention is found by its name alone', () => {
  expect(conventions.get('hanin-nica-2019')).toMatchObject({ sigmaW2: rational(2), outputBias: true });
  expect(conventions.get('ntk')).toMatchObject({
    sigmaW2: 'free',
    sigmaB2: 'free',
    biasGradient: 'sigma_b2',
  });
  expect(conventions.get('constructor')).toBeUndefined();
});

describe('bad rows', () => {
  test.each([
    [
      'a negative variance',
      change('3/2', '-1', ROW),
      "5:13 mine.sigma_w2: found '-1'; wanted a rational > 0 or free",
    ],
    [
      'a weight variance of 0',
      change('3/2', '0', ROW),
      "5:13 mine.sigma_w2: found '0'; wanted a rational > 0 or free",
    ],
    [
      'a negative bias variance',
      change('sigma_b2: free', 'sigma_b2: -1/2', ROW),
      "6:13 mine.sigma_b2: found '-1/2'; wanted a rational >= 0 or free",
    ],
    [
      'a number in words',
      change('bias_gradient: sigma_b2', 'bias_gradient: one', ROW),
      "7:18 mine.bias_gradient: found 'one'; wanted a rational >= 0 or free or sigma_b2",
    ],
    [
      'a word of another field',
      change('3/2', 'sigma_b2', ROW),
      "5:13 mine.sigma_w2: found 'sigma_b2'; wanted a rational > 0 or free",
    ],
    [
      'a YAML truth value',
      change('output_bias: no', 'output_bias: false', ROW),
      '9:16 mine.output_bias: found "false"; wanted one of yes, no',
    ],
    [
      'a name with capitals',
      change('mine', 'Mine', ROW),
      '1:1 Mine: wanted a name of small letters, digits and "-"',
    ],
    ['a row that is text', 'mine: 1\n', '1:7 mine: found "1"; wanted named fields'],
    ['__proto__', change('mine', '__proto__', ROW), "1:1 '__proto__' is no name here"],
    ['a missing field', change('  source: ntkcheck\n', '', ROW), '2:3 mine.source: missing; wanted a text'],
  ])('%s', (_, text, expected) => expect(problem(text, readRows)).toBe(expected));
});
