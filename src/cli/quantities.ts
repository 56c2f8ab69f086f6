import { BeyondOracle } from '../exact/moment.ts';
import {
  type Environment,
  ExpressionError,
  listOf,
  type Parsed,
  parseExpression,
  Refusal,
} from '../expression/index.ts';
import type { NetworkSettings } from '../network/build.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { excerpt, InputError } from './error.ts';

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
          `--quantity '${excerpt(text)}', character ${error.position + 1}: ${error.message}`,
        );
      throw error;
    }
  });
}

/** What a quantity cannot be asked for is the user's to know. Throws InputError. */
export function refusing<T>({ text }: Parsed, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal || error instanceof BeyondOracle)
      throw new InputError(`--quantity '${excerpt(text)}': ${error.message}`);
    throw error;
  }
}
