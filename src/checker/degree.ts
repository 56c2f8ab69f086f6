import { overRange } from './evaluate.ts';
import type { Formula } from './formula.ts';
import { evaluate } from './linear.ts';
import { refuse, spend } from './refusal.ts';

/**
 * Bounds on the degrees of a quotient num/den in each of the symbols that are counted. The denominator is a product of
 * factors with names, so that a sum knows which its terms share: the common denominator takes each to its highest power.
 */
export interface Bound {
  readonly num: readonly number[];
  readonly den: ReadonlyMap<string, { readonly degree: readonly number[]; readonly power: number }>;
}

/** What the bound depends on besides the formula. */
export interface Counting {
  /** Of the symbols, indices and widths whose degrees count, the place; -1 for what counts as a number. */
  symbol(name: string): number;
  width(layer: number): number;
  decay(layer: number | 'n'): number;
  /** The bound of a moment at the present depth. */
  moments(expectation: Formula): Bound;
  readonly size: number;
}

/**
 * The degree lemma: at one depth a formula is a quotient of polynomials whose degrees are bounded by its syntax. A divisor
 * contributes its numerator, under the name of its text and of the values of the indices in it.
 */
export function boundOf(formula: Formula, indices: Map<string, number>, counting: Counting): Bound {
  spend(10 + counting.size);
  const of = (part: Formula): Bound => boundOf(part, indices, counting);
  const single = (place: number, name: string, exponent: number): Bound =>
    powerBound(unit(place, counting.size), exponent, name);
  switch (formula.kind) {
    case 'number':
    case 'index':
      return flat(counting.size);
    case 'symbol':
      return unit(counting.symbol(formula.name), counting.size);
    case 'width':
      return unit(counting.width(evaluate(formula.at, indices)), counting.size);
    case 'decay': {
      const layer = formula.width === 'n' ? 'n' : evaluate(formula.width, indices);
      return single(counting.decay(layer), `2^-${layer}`, evaluate(formula.exponent, indices));
    }
    case 'sum':
      return sumBound(formula.parts.map(of), counting.size);
    case 'product':
      return productBound(formula.parts.map(of), counting.size);
    case 'power': {
      const exponent = evaluate(formula.exponent, indices);
      return powerBound(of(formula.base), exponent, exponent < 0 ? nameAt(formula.base, indices) : '');
    }
    case 'fold': {
      const parts: Bound[] = [];
      overRange(formula.index, formula.from, formula.to, indices, () => parts.push(of(formula.body)));
      return formula.operator === 'Sum' ? sumBound(parts, counting.size) : productBound(parts, counting.size);
    }
    case 'expectation':
      return productBound(
        [
          sumBound(
            formula.moments.map(({ coefficient }) => of(coefficient)),
            counting.size,
          ),
          counting.moments(formula),
        ],
        counting.size,
      );
    default:
      return refuse('exp has a meaning in limits only');
  }
}

/** Widths name the factor that a layer's moments are divided by, so that both sides of a claim share it. */
function nameAt(base: Formula, indices: ReadonlyMap<string, number>): string {
  if (base.kind === 'symbol') return base.name;
  if (base.kind === 'width') return widthName(evaluate(base.at, indices));
  return `${base.key}@${[...base.indices].sort().map((name) => `${name}=${indices.get(name)}`)}`;
}
export const widthName = (layer: number): string => `n[${layer}]`;

export const flat = (size: number): Bound => ({ num: new Array<number>(size).fill(0), den: new Map() });

export function unit(place: number, size: number): Bound {
  const { num, den } = flat(size);
  return { num: num.map((_, at) => (at === place ? 1 : 0)), den };
}

function add(a: readonly number[], factor: number, b: readonly number[]): number[] {
  spend(a.length >> 2);
  return a.map((x, at) => x + factor * b[at]!);
}

export function productBound(parts: readonly Bound[], size: number): Bound {
  let { num } = flat(size);
  const den = new Map<string, { degree: readonly number[]; power: number }>();
  for (const part of parts) {
    spend(part.den.size >> 1);
    num = add(num, 1, part.num);
    for (const [name, { degree, power }] of part.den)
      den.set(name, { degree, power: power + (den.get(name)?.power ?? 0) });
  }
  return { num, den };
}

export function sumBound(parts: readonly Bound[], size: number): Bound {
  const den = new Map<string, { degree: readonly number[]; power: number }>();
  for (const part of parts) spend(part.den.size >> 1);
  for (const part of parts)
    for (const [name, factor] of part.den)
      if (factor.power > (den.get(name)?.power ?? 0)) den.set(name, factor);
  const whole = denominator(den, size);
  let { num } = flat(size);
  for (const part of parts) {
    const raised = add(add(part.num, 1, whole), -1, denominator(part.den, size));
    num = num.map((x, at) => Math.max(x, raised[at]!));
  }
  return { num, den };
}

/** A factor of degree zero is a number to the symbols that count, and left out. */
function powerBound(base: Bound, exponent: number, name: string): Bound {
  const size = base.num.length;
  const times = Math.abs(exponent);
  const den = new Map(
    [...base.den].map(([key, { degree, power }]) => [key, { degree, power: power * times }]),
  );
  if (exponent >= 0) return { num: base.num.map((x) => x * times), den: exponent === 0 ? new Map() : den };
  const counts = base.num.some((x) => x > 0);
  return {
    num: denominator(den, size),
    den: counts ? new Map([[name, { degree: base.num, power: times }]]) : new Map(),
  };
}

/** The degrees of the whole denominator. */
export function denominator(den: Bound['den'], size: number): number[] {
  let total = flat(size).num as number[];
  for (const { degree, power } of den.values()) total = add(total, power, degree);
  return total;
}
