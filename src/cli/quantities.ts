import type { Environment, Parsed } from '../expression/index.ts';
import { InputError } from '../limits/error.ts';
import type { Rational } from '../rational/rational.ts';
import { readQuantity, refusing as refusingQuantity } from '../workflow/quantities.ts';

const FLAG = '--quantity';

/** Reads the --quantity flags; their text is kept as it was given. Throws InputError. */
export function readQuantities(texts: readonly string[], environment: Environment<Rational>): Parsed[] {
  if (texts.length === 0) throw new InputError("no quantity: give at least one, such as --quantity 'E(K^2)'");
  const names = { symbols: [...environment.symbols.keys()], lists: [...environment.lists.keys()] };
  return texts.map((text) => readQuantity(text, names, FLAG));
}

/** What a quantity cannot be asked for is the user's to know. Throws InputError. */
export const refusing = <T>(quantity: Parsed, compute: () => T): T =>
  refusingQuantity(quantity, compute, FLAG);
