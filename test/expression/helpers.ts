import { expect } from 'vitest';
import {
  type Environment,
  type Expression,
  ExpressionError,
  listOf,
  type ParseOptions,
  parseExpression,
  Refusal,
} from '../../src/expression/index.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';

export const names: Omit<ParseOptions, 'form'> = {
  symbols: new Set(['d', 'r', 'x', 'n0', 'sigma_w2', 'lambda']),
  lists: new Set(['n']),
};

export const read = (text: string, form: ParseOptions['form'] = 'formula'): Expression =>
  parseExpression(text, { ...names, form }).expression;

export const environment: Environment<Rational> = {
  symbols: new Map([
    ['d', rational(3)],
    ['r', rational(2, 3)],
    ['x', rational(-1, 2)],
  ]),
  lists: new Map([
    [
      'n',
      listOf(
        'n',
        [2, 3, 5, 7].map((width) => rational(width)),
      ),
    ],
  ]),
};

/** What `run` throws, which must be of this class. */
function thrown<E extends Error>(run: () => unknown, type: abstract new (...args: never[]) => E): E {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(type);
    return error as E;
  }
  throw new Error('nothing was thrown');
}

export const parseError = (text: string, form: ParseOptions['form'] = 'formula'): ExpressionError =>
  thrown(() => read(text, form), ExpressionError);

export const refusal = (run: () => unknown): Refusal => thrown(run, Refusal);
