import { type Rational, rational } from '../rational/rational.ts';
import type { Expression, Named } from './ast.ts';
import type { Field } from './field.ts';
import { NAMED } from './named.ts';
import { Refusal } from './refusal.ts';

/** What the names in an expression stand for. */
export interface Environment<T> {
  readonly symbols: ReadonlyMap<string, T>;
  /** A list gives its elements by the paper's index; `listOf` makes one. */
  readonly lists: ReadonlyMap<string, (index: number) => T>;
  /** The value of E(body); `bound` holds the indices of the Sums and Prods around it. */
  readonly expectation?: ((body: Expression, bound: ReadonlyMap<string, T>) => T) | undefined;
  /** Doubles between which E(body) lies, where they are found faster than its value. */
  readonly expectationBounds?:
    | ((
        body: Expression,
        bound: ReadonlyMap<string, Rational>,
      ) => { readonly low: number; readonly high: number } | undefined)
    | undefined;
  /** The value of a named quantity; a real one to that many digits, or refused as irrational where none are given. */
  readonly named?: ((quantity: Named, digits?: number) => T) | undefined;
  /** A named quantity that has a closed form: it has the value of this, which has no names. */
  readonly closedForm?: ((quantity: Named) => Expression | undefined) | undefined;
  /** The most operations an evaluation may take. */
  readonly budget?: number | undefined;
}

/** A list whose first element has the index `first`; another index is refused, with the valid range. */
export function listOf<T>(name: string, values: readonly T[], first = 0): (index: number) => T {
  return (index) => {
    const value = values[index - first];
    if (value !== undefined) return value;
    const range = values.length === 0 ? 'is empty' : `has indices ${first} to ${first + values.length - 1}`;
    throw new Refusal('domain', `${name}[${index}] does not exist: ${name} ${range}`);
  };
}

/** The same environment with its rational values converted to another field. */
export function inField<T>(environment: Environment<Rational>, field: Field<T>): Environment<T> {
  const { symbols, lists, expectation, named, closedForm, budget } = environment;
  return {
    symbols: new Map([...symbols].map(([name, value]) => [name, field.fromRational(value)])),
    lists: new Map([...lists].map(([name, read]) => [name, (index) => field.fromRational(read(index))])),
    expectation:
      expectation &&
      ((body, bound) =>
        field.fromRational(
          expectation(
            body,
            new Map([...bound].map(([name, index]) => [name, rational(field.integer(index) ?? 0)])),
          ),
        )),
    named:
      named &&
      ((quantity) => {
        const value = named(quantity, field.digits);
        const isRounded = NAMED[quantity.name].value === 'real';
        return isRounded && field.fromRounded ? field.fromRounded(value) : field.fromRational(value);
      }),
    closedForm,
    budget,
  };
}
