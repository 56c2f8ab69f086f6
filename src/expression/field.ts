import type { Rational } from '../rational/rational.ts';
import type { FunctionName } from './ast.ts';

/**
 * Numbers a formula can be evaluated in. Operations throw a Refusal rather than give a wrong, infinite or undefined
 * value, and are bounded in time; none changes anything.
 */
export interface Field<T> {
  /** Significant digits, where numbers are rounded. */
  readonly digits?: number;
  fromRational(value: Rational): T;
  /** Of a real number that is known to `digits` significant digits: within one unit of the last. */
  fromRounded?(value: Rational): T;
  pi(): T;
  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  negate(a: T): T;
  /** `0^0` is 1. */
  power(base: T, exponent: T): T;
  call(name: FunctionName, args: readonly T[]): T;
  /** The value when it is an integer, ±Infinity when that is beyond 2^53; `undefined` for any other value. */
  integer(value: T): number | undefined;
  /** What arithmetic on a value of this size costs, in units of some 20 µs, beyond the one that every node costs. */
  cost(value: T): number;
  /** What a power or a function of these arguments will cost beyond that. */
  callCost(name: 'power' | FunctionName, args: readonly T[]): number;
}
