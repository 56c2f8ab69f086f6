import type { FunctionName } from './ast.ts';
import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

const MOST = VALUE_LIMITS.factorial;

/** `n!`, for the argument as `Field.integer` gives it. */
export function factorial(n: number | undefined): bigint {
  if (n === undefined || n < 0)
    throw new Refusal('domain', 'the factorial of a negative number or a fraction');
  if (n > MOST) throw new Refusal('budget', `a factorial of more than ${MOST}`);
  return product(1, n);
}

/** `n` over `k`, for integers; 0 when `k` is negative or more than `n`. */
export function binomial(n: number | undefined, k: number | undefined): bigint {
  if (n === undefined || k === undefined || n < 0)
    throw new Refusal('domain', 'a binomial of a negative number or of fractions');
  if (n > MOST) throw new Refusal('budget', `a binomial of more than ${MOST}`);
  if (k < 0 || k > n) return 0n;
  const few = Math.min(k, n - k);
  return product(n - few + 1, n) / product(1, few);
}

/** from·(from+1)···to, by halves: operands of like size multiply fastest. */
function product(from: number, to: number): bigint {
  if (to < from) return 1n;
  if (to - from < 8) {
    let total = 1n;
    for (let i = from; i <= to; i += 1) total *= BigInt(i);
    return total;
  }
  const middle = (from + to) >>> 1;
  return product(from, middle) * product(middle + 1, to);
}

/** What a factorial or a binomial costs at most in `Field.cost` units, measured; nothing for any other function. */
export const loopCost = (name: FunctionName | 'power'): number =>
  name === 'factorial' || name === 'binomial' ? 30 : 0;
