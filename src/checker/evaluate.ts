import { type Formula, someFormula } from './formula.ts';
import { add, type Fraction, integer, multiply, ONE, power, reduce, ZERO } from './fraction.ts';
import { type Linear, evaluate as valueAt } from './linear.ts';
import { refuse, spend } from './refusal.ts';

/** Where a formula is evaluated. `indices` holds d and, while they run, the indices of sums. */
export interface Place {
  readonly symbols: ReadonlyMap<string, Fraction>;
  readonly indices: Map<string, number>;
  /** n[l]; undefined outside 0..d. */
  width(layer: number): Fraction | undefined;
  /** 2^-width, or the symbol that stands for it. */
  decay(layer: number | 'n'): Fraction | undefined;
  /** The moments of an expectation, one for each of its terms, at the present depth. */
  moments(expectation: Formula): readonly Fraction[];
}
export type Evaluator = (place: Place) => Fraction;

/**
 * The formula as a function; 0^0 = 1, sums and products with no terms are 0 and 1, and a division by zero is refused. A part
 * in which neither the depth nor an index occurs is evaluated once at each point.
 */
export function compile(formula: Formula): Evaluator {
  if (!isFixed(formula)) return compiled(formula, compile);
  const evaluator = compiled(formula, (part) => compiled(part));
  let last: Place['symbols'] | undefined;
  let value = ZERO;
  return (place) => {
    if (place.symbols !== last) {
      value = reduce(evaluator(place));
      last = place.symbols;
    }
    return value;
  };
}

/** Whether the symbols alone decide the value; which layer is the output depends on the depth. */
const isFixed = (formula: Formula): boolean =>
  formula.indices.size === 0 &&
  !someFormula(formula, (part) => part.kind === 'width' || (part.kind === 'decay' && part.width !== 'n'));

function compiled(formula: Formula, inner: (part: Formula) => Evaluator = compiled): Evaluator {
  switch (formula.kind) {
    case 'number':
      return () => formula.value;
    case 'symbol':
      return ({ symbols }) => symbols.get(formula.name) ?? refuse(`the point has no ${formula.name}`);
    case 'index':
      return ({ indices }) => integer(indices.get(formula.name)!);
    case 'width':
      return (place) => layerOf(place.width(valueAt(formula.at, place.indices)));
    case 'sum': {
      const parts = formula.parts.map((part) => inner(part));
      return (place) => parts.reduce((sum, part) => add(sum, part(place)), ZERO);
    }
    case 'product': {
      const parts = formula.parts.map((part) => inner(part));
      return (place) => parts.reduce((product, part) => multiply(product, part(place)), ONE);
    }
    case 'power': {
      const base = inner(formula.base);
      return (place) => power(base(place), valueAt(formula.exponent, place.indices));
    }
    case 'decay':
      return (place) => {
        const { width, exponent } = formula;
        const layer = width === 'n' ? 'n' : valueAt(width, place.indices);
        return power(layerOf(place.decay(layer)), valueAt(exponent, place.indices));
      };
    case 'fold': {
      const body = inner(formula.body);
      const [empty, join] = formula.operator === 'Sum' ? [ZERO, add] : [ONE, multiply];
      return (place) => {
        let result = empty;
        overRange(formula.index, formula.from, formula.to, place.indices, () => {
          result = join(result, body(place));
        });
        return result;
      };
    }
    case 'expectation': {
      const coefficients = formula.moments.map(({ coefficient }) => inner(coefficient));
      return (place) =>
        place
          .moments(formula)
          .reduce((sum, x, term) => add(sum, multiply(coefficients[term]!(place), x)), ZERO);
    }
    case 'exponential':
      return refuse('exp has a meaning in limits only');
  }
}

const layerOf = (value: Fraction | undefined): Fraction => value ?? refuse('n[l] outside the layers 0..d');

/** Calls `visit` with the index at each value from `from` to `to`. */
export function overRange(
  index: string,
  from: Linear,
  to: Linear,
  indices: Map<string, number>,
  visit: () => void,
): void {
  const last = valueAt(to, indices);
  for (let value = valueAt(from, indices); value <= last; value++) {
    spend(10);
    indices.set(index, value);
    visit();
  }
  indices.delete(index);
}
