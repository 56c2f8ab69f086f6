import { OBSERVABLES } from '../network/observables.ts';
import { FUNCTIONS } from './ast.ts';
import { ExpressionError, quote } from './error.ts';
import { NAMED } from './named.ts';
import { didYouMean } from './nearest.ts';

/** What a formula may speak of, and what it is for. */
export interface ParseOptions {
  readonly symbols: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  /** Only a quantity may contain E(...); a condition is comparisons joined with `and`. */
  readonly form: 'formula' | 'quantity' | 'condition';
  /** Whether named quantities may be called: in the claims of a statement. */
  readonly named?: boolean;
}

/** The names in force at one place of a formula. */
export interface Scope extends ParseOptions {
  readonly bound: ReadonlySet<string>;
  readonly inExpectation: boolean;
}

const observables: ReadonlySet<string> = new Set(OBSERVABLES);
const functions: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS));
const callable: ReadonlySet<string> = new Set([...functions, ...Object.keys(NAMED), 'Sum', 'Prod', 'E']);

const listed = (names: Iterable<string>): string => [...names].sort().join(', ') || 'nothing';

/** Throws unless `name` may stand here as a symbol: declared, bound, or an observable inside E(...). */
export function checkSymbol(name: string, scope: Scope, position: number): void {
  if (scope.bound.has(name)) return;
  const declared = scope.symbols.has(name);
  if (scope.form === 'quantity' && observables.has(name)) {
    if (declared)
      throw new ExpressionError(
        `'${name}' is declared, but names an observable; rename the symbol`,
        position,
      );
    if (!scope.inExpectation)
      throw new ExpressionError(`the observable '${name}' is random; write it inside E(...)`, position);
    return;
  }
  if (declared) return;
  if (scope.lists.has(name))
    throw new ExpressionError(`'${name}' is a list; write one element, as in ${name}[1]`, position);
  if (callable.has(name))
    throw new ExpressionError(`'${name}' is a function; write its arguments, as in ${name}(...)`, position);
  if (observables.has(name))
    throw new ExpressionError(
      `the observable '${name}' may appear only in a quantity, inside E(...)`,
      position,
    );
  const known = new Set([...scope.symbols, ...scope.bound, ...(scope.inExpectation ? observables : [])]);
  throw new ExpressionError(
    `unknown symbol ${quote(name)}; declared here: ${listed(known)}${didYouMean(name, known)}`,
    position,
  );
}

/** Throws unless `name` is a declared list. */
export function checkList(name: string, scope: Scope, position: number): void {
  if (scope.lists.has(name)) return;
  throw new ExpressionError(
    `unknown list ${quote(name)}; declared here: ${listed(scope.lists)}${didYouMean(name, scope.lists)}`,
    position,
  );
}

/** Throws for a name that is called but is not one of the functions. */
export function unknownFunction(name: string, scope: Scope, position: number): never {
  if (scope.symbols.has(name) || scope.bound.has(name))
    throw new ExpressionError(
      `'${name}' is a symbol, not a function; to multiply, write ${name}*(...)`,
      position,
    );
  if (scope.lists.has(name))
    throw new ExpressionError(`'${name}' is a list, not a function; write ${name}[...]`, position);
  throw new ExpressionError(
    `unknown function ${quote(name)}; there are ${listed(callable)}${didYouMean(name, callable)}`,
    position,
  );
}

/** Throws when `name` cannot be the index of a Sum or Prod because it means something fixed. */
export function checkIndex(name: string, scope: Scope, position: number): void {
  const fixed = name === 'pi' || callable.has(name) || (scope.form === 'quantity' && observables.has(name));
  if (fixed)
    throw new ExpressionError(
      `'${name}' has a fixed meaning; give the index another name, such as j`,
      position,
    );
}
