import {
  type Environment,
  ExpressionError,
  listOf,
  type Parsed,
  parseExpression,
} from '../expression/index.ts';
import type { NetworkSettings } from '../network/build.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { InputError } from './error.ts';

/** What a --quantity may name beside the observables. */
export function quantityEnvironment({ widths, r, sigmaW2, sigmaB2 }: NetworkSettings): Environment<Rational> {
  const symbols = new Map([
    ['d', rational(widths.length - 1)],
    ['r', r],
    ['sigma_w2', sigmaW2],
    ['sigma_b2', sigmaB2],
  ]);
  const lists = new Map([
    [
      'n',
      listOf(
        'n',
        widths.map((width) => rational(width)),
      ),
    ],
  ]);
  return { symbols, lists };
}

/** Reads the --quantity flags; their text is kept as it was given. Throws InputError. */
export function readQuantities(texts: readonly string[], environment: Environment<Rational>): Parsed[] {
  if (texts.length === 0) throw new InputError("no quantity: give at least one, such as --quantity 'E(K^2)'");
  return texts.map((text) => {
    try {
      const scope = {
        symbols: new Set(environment.symbols.keys()),
        lists: new Set(environment.lists.keys()),
      };
      return parseExpression(text, { ...scope, form: 'quantity' });
    } catch (error) {
      if (error instanceof ExpressionError)
        throw new InputError(
          `--quantity '${text.slice(0, 80)}', character ${error.position + 1}: ${error.message}`,
        );
      throw error;
    }
  });
}

export const collect = (text: string, before: string[]): string[] => [...before, text];
