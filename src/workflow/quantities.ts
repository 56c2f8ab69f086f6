import { BeyondOracle } from '../exact/moment.ts';
import { ExpressionError, type Parsed, parseExpression, Refusal } from '../expression/index.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { expectationsIn } from '../quantity/expectations.ts';

/** What a quantity may name beside the observables. */
interface Names {
  readonly symbols: Iterable<string>;
  readonly lists: Iterable<string>;
}

/** Reads a quantity; `label` is what messages call it. Throws InputError. */
export function readQuantity(text: string, { symbols, lists }: Names, label = 'quantity'): Parsed {
  try {
    return parseExpression(text, { symbols: new Set(symbols), lists: new Set(lists), form: 'quantity' });
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new InputError(`${label} '${excerpt(text)}', character ${error.position + 1}: ${error.message}`);
    throw error;
  }
}

/** The same of one that has an E(...). Throws InputError. */
export function readMoments(text: string, names: Names): Parsed {
  const parsed = readQuantity(text, names);
  if (expectationsIn(parsed.expression).size > 0) return parsed;
  throw new InputError(
    `quantity '${excerpt(text)}', character 1: found no E(...); a quantity is made of moments, such as E(K^2)`,
  );
}

/** What a quantity cannot be asked for is for who asks to know. Throws InputError. */
export function refusing<T>({ text }: Parsed, compute: () => T, label = 'quantity'): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal || error instanceof BeyondOracle)
      throw new InputError(`${label} '${excerpt(text)}': ${error.message}`);
    throw error;
  }
}
