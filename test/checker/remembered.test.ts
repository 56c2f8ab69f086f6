import { expect, test } from 'vitest';
import { Remembered, resetBudget, spend } from '../../src/checker/refusal.ts';

/** How much of the budget a check takes: the least that is left over is refused. */
function costOf(check: () => void): number {
  const runs = (extra: number): boolean => {
    resetBudget();
    try {
      check();
      spend(extra);
      return true;
    } catch {
      return false;
    }
  };
  let [low, high] = [0, 2 ** 28];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (runs(middle)) low = middle;
    else high = middle;
  }
  return -low;
}

/** Two wholes that share a part, in memories that are new or were used before. */
function memories() {
  const parts = new Remembered<number>();
  const wholes = new Remembered<number>();
  const spending = (steps: number, then: () => number) => () => {
    spend(steps);
    return then();
  };
  const part = () =>
    parts.of(
      'part',
      spending(1000, () => 1),
    );
  const whole = (name: string) => () => wholes.of(name, spending(10, part));
  return { part, first: whole('first'), second: whole('second') };
}

test('a check costs the same, whatever was checked before', () => {
  const check = ({ part, first, second }: ReturnType<typeof memories>) => {
    part();
    first();
    part();
    second();
    first();
  };
  const used = memories();
  const cost = (prepare: () => ReturnType<typeof memories>) => costOf(() => check(prepare()));
  const fresh = cost(memories);
  expect(cost(() => used)).toBe(fresh);
  const other = memories();
  resetBudget();
  other.second();
  expect(cost(() => other)).toBe(fresh);
  // The part by itself, and once in each whole.
  expect(fresh - costOf(() => undefined)).toBe(1000 + 1010 + 1010);
});

test('what is refused is not remembered', () => {
  const memory = new Remembered<number>();
  const fails = () =>
    memory.of('key', () => {
      throw new Error('no');
    });
  resetBudget();
  expect(fails).toThrow('no');
  expect(memory.of('key', () => 7)).toBe(7);
});
