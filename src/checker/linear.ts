import { refuse } from './refusal.ts';

/** An integer form c + Σ slope · index in the depth d and the indices of enclosing sums; exponents and bounds are such. */
export interface Linear {
  readonly constant: number;
  readonly slopes: ReadonlyMap<string, number>;
}

export const constantForm = (constant: number): Linear => ({ constant, slopes: new Map() });
export const indexForm = (name: string): Linear => ({ constant: 0, slopes: new Map([[name, 1]]) });

/** a + factor · b. */
export function combine(a: Linear, factor: number, b: Linear): Linear {
  const slopes = new Map(a.slopes);
  for (const [name, slope] of b.slopes) {
    const sum = plus(slopes.get(name) ?? 0, factor, slope);
    if (sum === 0) slopes.delete(name);
    else slopes.set(name, sum);
  }
  return { constant: plus(a.constant, factor, b.constant), slopes };
}

/** a + b · c, refused where numbers stop being exact. */
function plus(a: number, b: number, c: number): number {
  const product = b * c;
  const sum = a + product;
  return Number.isSafeInteger(product) && Number.isSafeInteger(sum)
    ? sum
    : refuse('an exponent, a bound or an index outgrows 2^53');
}

/** The form with an index replaced by a form. */
export function place(form: Linear, index: string, by: Linear): Linear {
  const slope = form.slopes.get(index);
  return slope === undefined ? form : combine(combine(form, -slope, indexForm(index)), slope, by);
}

export function evaluate(form: Linear, indices: ReadonlyMap<string, number>): number {
  let value = form.constant;
  for (const [name, slope] of form.slopes) value = plus(value, slope, indices.get(name)!);
  return value;
}

export const isConstant = (form: Linear): boolean => form.slopes.size === 0;

export const linearKey = (form: Linear): string =>
  [...form.slopes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, slope]) => `${slope}${name}`)
    .concat(`${form.constant}`)
    .join('+');

/** Where the depth and, inside it, the indices of enclosing sums run. */
export type Region = readonly {
  readonly index: string;
  readonly from: Linear;
  readonly to: Linear | undefined;
}[];

/**
 * A lower bound of a form on a region, or -Infinity. The innermost index enters linearly, so the least value is at one of
 * its bounds, which are forms in the indices further out.
 */
export function leastValue(form: Linear, region: Region): number {
  let least = form;
  for (const { index, from, to } of region.toReversed()) {
    const slope = least.slopes.get(index) ?? 0;
    const bound = slope < 0 ? to : from;
    if (slope !== 0 && !bound) return Number.NEGATIVE_INFINITY;
    least = place(least, index, bound ?? from);
  }
  return least.constant;
}
