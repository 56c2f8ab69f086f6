/** Why a certificate is not accepted, in one sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The two sides of the claim differ: it is not merely unproved. */
export class Difference extends Refusal {}

export function differ(reason: string): never {
  throw new Difference(reason);
}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Steps of some 40 ns: 5 seconds. The longest proof of the library takes 1.1e8, 3 seconds. */
const BUDGET = 1.3e8;
let left = BUDGET;
/** What was paid for in this check, or in the part of it that is remembered as a whole. */
let paid = new Set<object>();

/** Starts the account of one check. */
export function resetBudget(): void {
  left = BUDGET;
  paid = new Set();
}

/**
 * What is remembered from one check to the next costs each of them the same, once, and with all that it took itself: whether a
 * certificate is accepted does not depend on what was checked before.
 */
export class Remembered<Value> {
  private readonly known = new Map<string, { readonly value: Value; readonly cost: number }>();

  of(key: string, compute: () => Value): Value {
    const before = this.known.get(key);
    if (before) {
      if (!paid.has(before)) spend(before.cost);
      paid.add(before);
      return before.value;
    }
    const start = left;
    const outer = paid;
    paid = new Set();
    try {
      const value = compute();
      const entry = { value, cost: start - left };
      this.known.set(key, entry);
      outer.add(entry);
      return value;
    } finally {
      paid = outer;
    }
  }
}

/** Counts work, so that no certificate, however hostile, keeps the checker busy for long. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) refuse('checking it would take too long');
}

/** The beginning of a text, for a message. */
export const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 60)}...` : text);
