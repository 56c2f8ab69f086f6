/** The default probability that a whole run raises any false alarm. */
export const FALSE_ALARM_BUDGET = 1e-6;

/**
 * Each check's share of the family-wise false-alarm budget: equal shares, so that by the union bound the whole run
 * stays within it however the checks depend on each other.
 */
export function shareOfBudget(budget: number, checks: number): number {
  if (!(budget > 0 && budget < 1))
    throw new RangeError(`budget ${budget}; wanted a probability between 0 and 1`);
  return budget / Math.max(1, checks);
}

/** Checks for which a run has shares at least. */
const CHECKS = 10_000;

/** So many shares that every planned check has one: a number that hardly ever changes, the next power of ten from 10,000 on. */
export function capacityFor(planned: number): number {
  let capacity = CHECKS;
  while (capacity < planned) capacity *= 10;
  return capacity;
}
