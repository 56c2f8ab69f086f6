import type { Powers } from '../src/exact/moment.ts';
import { OBSERVABLES, type Observable } from '../src/network/observables.ts';

/** `f^2*Kw` as powers; the product `1` has none. Factors may repeat: `K*K` is `K^2`. */
export function powersOf(product: string): Powers {
  const powers: Partial<Record<Observable, number>> = {};
  for (const factor of product.split('*').filter((text) => text !== '1')) {
    const [name = '', power = '1'] = factor.split('^');
    const observable = OBSERVABLES.find((known) => known === name);
    if (!observable) throw new RangeError(`no observable '${name}' in the product '${product}'`);
    powers[observable] = (powers[observable] ?? 0) + Number(power);
  }
  return powers;
}

/** Σ power · weight: how a product scales when each observable scales with its weight. */
export function weigh(product: string, weightOf: (observable: Observable) => number): number {
  const powers = powersOf(product);
  return OBSERVABLES.filter((name) => powers[name]).reduce(
    (total, name) => total + powers[name]! * weightOf(name),
    0,
  );
}

const DEGREES = { f: 1 / 2, K: 1, Q: 3 / 2 } as const;

/** f counts 1/2, K and its parts 1, Q and its parts 3/2: pairs of Gaussian weights of one layer. */
export const degreeOf = (product: string): number =>
  weigh(product, (name) => DEGREES[name[0] as keyof typeof DEGREES]);

/** Whether a product is made of these observables alone. */
export const isMadeOf = (product: string, observables: readonly Observable[]): boolean =>
  Object.keys(powersOf(product)).every((name) => observables.includes(name as Observable));

/** Whether one of these observables is a factor of the product. */
export const contains = (product: string, observables: readonly Observable[]): boolean =>
  !isMadeOf(
    product,
    OBSERVABLES.filter((name) => !observables.includes(name)),
  );

/** Products of degree at most two, but for those that vanish by the symmetry of the last layer. */
export const DEGREE_TWO: readonly string[] = [
  ...['f^2', 'f^4', 'K', 'Kw', 'Kb', 'K^2', 'Kw^2', 'Kb^2', 'Kw*Kb', 'K*Kw', 'K*Kb'],
  ...['f^2*K', 'f^2*Kw', 'f^2*Kb', 'f*Q', 'f*Qww', 'f*Qwb', 'f*Qbw', 'f*Qbb'],
];

/** A few of degree three, of every kind. */
export const DEGREE_THREE: readonly string[] = [
  ...['f^6', 'K^3', 'Kw^3', 'Kb^3', 'Kw^2*Kb', 'Kw*Kb^2', 'f^4*Kw', 'f^4*Kb', 'f^2*Kw^2', 'f^2*Kw*Kb'],
  ...['f*Q*K', 'f*Qww*Kw', 'f*Qwb*Kb', 'f^3*Q', 'f^3*Qww', 'Q^2', 'Qww^2', 'Qwb*Qbw'],
];
