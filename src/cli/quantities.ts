import { BeyondOracle } from '../exact/moment.ts';
import {
  type Environment,
  ExpressionError,
  type Parsed,
  parseExpression,
  Refusal,
} from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';
import { excerpt, InputError } from './error.ts';

export { quantityEnvironment } from '../jobs/environment.ts';

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
