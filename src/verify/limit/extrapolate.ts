import { Decimal } from 'decimal.js';

/** An observed order counts as a whole number k when it is this near to it, extrapolated to infinite width. */
const ORDER_TOLERANCE = 0.05;

export const bigO = (order: number, along = 'n'): string => `O(1/${along}${order > 1 ? `^${order}` : ''})`;

/** Logarithms of the ratios of successive terms, to the base of the sizes' own: tend to k when the terms are O(1/n^k). */
export const observedOrders = (terms: readonly number[], sizes: readonly number[]): number[] =>
  terms.slice(1).map((term, i) => Math.log(Math.abs(terms[i]! / term)) / Math.log(sizes[i + 1]! / sizes[i]!));

/** Orders of exponential decay double with the size: what counts as such, and up to what they must have come. */
const DECAY = { growth: 1.5, least: 6 } as const;

/**
 * Whether observed orders are those of terms that vanish faster than any power: they grow like the size itself, until
 * the terms are lost in rounding at all sizes from some on.
 */
export function isDecay(orders: readonly number[]): boolean {
  const lost = orders.findIndex((order) => !Number.isFinite(order));
  const seen = (lost < 0 ? orders : orders.slice(0, lost)).slice(-3);
  const grows = seen.every((order, i) => order > 0 && (i === 0 || order > DECAY.growth * seen[i - 1]!));
  const stays = lost >= 0 && orders.length - lost >= 2 && !orders.slice(lost).some(Number.isFinite);
  return grows && (seen.at(-1) ?? 0) > DECAY.least && (stays || (lost < 0 && seen.length === 3));
}

/**
 * The whole order, at least 1, that observed orders settle on, Infinity when they grow like those of exponential decay;
 * undefined when they do neither. Observed orders themselves
 * converge like 1/n: one Richardson step takes that off.
 */
export function settledOrder(orders: readonly number[]): number | undefined {
  if (isDecay(orders)) return Number.POSITIVE_INFINITY;
  const order = 2 * (orders.at(-1) ?? 0) - (orders.at(-2) ?? 0);
  const whole = Math.round(order);
  return Math.abs(order - whole) < ORDER_TOLERANCE && whole >= 1 ? whole : undefined;
}

/** How far what n times a remainder extrapolates to may move, over the largest of these, when the widest network is left out. */
const FIRST_ORDER_TOLERANCE = 1e-4;

/**
 * Whether terms at doubling sizes are c/n + O(1/n²), by what n times them extrapolates to. Where c is so small that the
 * terms change sign, their observed orders settle at larger sizes alone.
 */
export function isFirstOrder(terms: readonly number[], sizes: readonly number[]): boolean {
  const scaled = terms.map((term, i) => new Decimal(term).times(sizes[i]!));
  return (
    richardson(scaled).error < FIRST_ORDER_TOLERANCE * Decimal.max(...scaled.map((x) => x.abs())).toNumber()
  );
}

/**
 * The limit of values at doubling widths whose error is a power series in 1/n. The error is how far the limit moves when
 * the widest network is left out: where the values follow no such series, it moves a lot.
 */
export function richardson(values: readonly Decimal[]): { readonly limit: Decimal; readonly error: number } {
  const limit = extrapolate(values);
  return {
    limit,
    error: limit
      .minus(extrapolate(values.slice(0, -1)))
      .abs()
      .toNumber(),
  };
}

function extrapolate(values: readonly Decimal[]): Decimal {
  let row = values;
  for (let k = 1; row.length > 1; k++) {
    const factor = 2 ** k;
    const coarser = row;
    row = row.slice(1).map((value, i) =>
      value
        .times(factor)
        .minus(coarser[i]!)
        .div(factor - 1),
    );
  }
  return row[0]!;
}
