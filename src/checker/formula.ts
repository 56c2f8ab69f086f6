import { type Fraction, integer, ONE } from './fraction.ts';
import { indexForm, isConstant, type Linear, linearKey, place } from './linear.ts';
import {
  addRatios,
  constant,
  multiplyRatios,
  powerRatio,
  type Ratio,
  ratio,
  variable,
} from './polynomial.ts';
import { refuse, short } from './refusal.ts';
import { type Fold, numberKey } from './syntax.ts';

/**
 * A claim's text with every name resolved: what the lemmas speak of, and nothing else. A quotient is a product with a power
 * -1. `indices` are the free ones, d and those of enclosing sums. `decay` is (2^-width)^exponent.
 */
export type Formula = { readonly key: string; readonly indices: ReadonlySet<string> } & (
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'index'; readonly name: string }
  | { readonly kind: 'width'; readonly at: Linear }
  | { readonly kind: 'sum'; readonly parts: readonly Formula[] }
  | { readonly kind: 'product'; readonly parts: readonly Formula[] }
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: Linear }
  | { readonly kind: 'decay'; readonly width: Width; readonly exponent: Linear }
  | Folded
  | Expectation
  | { readonly kind: 'exponential'; readonly rate: number }
);
export interface Folded {
  readonly kind: 'fold';
  readonly operator: Fold;
  readonly index: string;
  readonly from: Linear;
  readonly to: Linear;
  readonly body: Formula;
}
/** E(Σ coefficient · product of observables); coefficients know neither depth nor layers. */
interface Expectation {
  readonly kind: 'expectation';
  readonly moments: readonly { readonly coefficient: Formula; readonly types: readonly string[] }[];
}
/** The common width of equal widths, or that of one layer. */
export type Width = 'n' | Linear;

export const NOWHERE: ReadonlySet<string> = new Set();

const unite = (parts: readonly Formula[]): ReadonlySet<string> =>
  new Set(parts.flatMap(({ indices }) => [...indices]));
const freeIn = (form: Linear): ReadonlySet<string> => new Set(form.slopes.keys());

export const make = {
  number: (value: Fraction): Formula => ({
    kind: 'number',
    value,
    key: numberKey(value),
    indices: NOWHERE,
  }),
  sum: (parts: readonly Formula[], key = `(${parts.map((part) => part.key).join('+')})`): Formula =>
    parts.length === 1 ? parts[0]! : { kind: 'sum', parts, key, indices: unite(parts) },
  product: (parts: readonly Formula[], key = `(${parts.map((part) => part.key).join('*')})`): Formula =>
    parts.length === 1 ? parts[0]! : { kind: 'product', parts, key, indices: unite(parts) },
  power: (base: Formula, exponent: Linear, key = `(${base.key}^${linearKey(exponent)})`): Formula => ({
    kind: 'power',
    base,
    exponent,
    key,
    indices: new Set([...base.indices, ...freeIn(exponent)]),
  }),
  decay(width: Width, exponent: Linear): Formula {
    if (width !== 'n' && isOutput(width)) return make.power(make.number({ num: 1n, den: 2n }), exponent);
    const key = `(2^(-${widthKey(width)})^${linearKey(exponent)})`;
    const indices = new Set([...(width === 'n' ? [] : freeIn(width)), ...freeIn(exponent)]);
    return { kind: 'decay', width, exponent, key, indices };
  },
  index: (name: string): Formula => ({ kind: 'index', name, key: name, indices: new Set([name]) }),
  fold(folded: Folded, key?: string): Formula & Folded {
    const { operator, index, from, to, body } = folded;
    const free = [...freeIn(from), ...freeIn(to), ...body.indices].filter((name) => name !== index);
    const own = key ?? `${operator}(${index},${linearKey(from)},${linearKey(to)},${body.key})`;
    return { ...folded, key: own, indices: new Set(free) };
  },
  /** The input's width is a symbol, the output's is 1. */
  width(at: Linear): Formula {
    if (isOutput(at)) return make.number(ONE);
    if (isConstant(at) && at.constant === 0) return symbol('n0');
    return { kind: 'width', at, key: widthKey(at), indices: freeIn(at) };
  },
};
export const symbol = (name: string): Formula => ({ kind: 'symbol', name, key: name, indices: NOWHERE });
const isOutput = (at: Linear): boolean => linearKey(at) === linearKey(indexForm('d'));
export const MINUS_ONE = make.number(integer(-1));

/** The name of a width among the symbols of a polynomial. */
const widthKey = (width: Width): string => (width === 'n' ? 'n' : `n[${linearKey(width)}]`);

export const decayKey = (width: Width): string => (width === 'n' ? 'y' : `y[${linearKey(width)}]`);

export function someFormula(formula: Formula, test: (part: Formula) => boolean): boolean {
  return test(formula) || children(formula).some((part) => someFormula(part, test));
}

export function children(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'sum':
    case 'product':
      return formula.parts;
    case 'power':
      return [formula.base];
    case 'fold':
      return [formula.body];
    case 'expectation':
      return formula.moments.map(({ coefficient }) => coefficient);
    default:
      return [];
  }
}

/**
 * The formula multiplied out, as a quotient of polynomials in its symbols, indices and widths. `opaque` may name a part that
 * counts as one more variable, or give undefined.
 */
export function ratioOf(
  formula: Formula,
  opaque: (part: Formula) => string | undefined = () => undefined,
): Ratio {
  const name = opaque(formula);
  if (name !== undefined) return ratio(variable(name));
  switch (formula.kind) {
    case 'number':
      return ratio(constant(formula.value));
    case 'symbol':
    case 'index':
      return ratio(variable(formula.name));
    case 'width':
      return ratio(variable(formula.key));
    case 'sum':
      return formula.parts.map((part) => ratioOf(part, opaque)).reduce(addRatios);
    case 'product':
      return formula.parts.map((part) => ratioOf(part, opaque)).reduce(multiplyRatios);
    case 'power':
      if (isConstant(formula.exponent))
        return powerRatio(ratioOf(formula.base, opaque), formula.exponent.constant);
      return refuse(
        `a power with the exponent ${short(linearKey(formula.exponent))} cannot be multiplied out`,
      );
    case 'decay':
      if (isConstant(formula.exponent))
        return powerRatio(ratio(variable(decayKey(formula.width))), formula.exponent.constant);
      return refuse('a power of 2^-n with a varying exponent cannot be multiplied out');
    default:
      return refuse(`a part of kind ${formula.kind} cannot be multiplied out`);
  }
}

/** The formula with a form in place of an index. */
export function substitute(formula: Formula, index: string, by: Linear): Formula {
  if (!formula.indices.has(index)) return formula;
  const inside = (part: Formula): Formula => substitute(part, index, by);
  const put = (form: Linear): Linear => place(form, index, by);
  switch (formula.kind) {
    case 'index':
      return make.sum([
        make.number(integer(by.constant)),
        ...[...by.slopes].map(([name, slope]) =>
          make.product([make.number(integer(slope)), make.index(name)]),
        ),
      ]);
    case 'width':
      return make.width(put(formula.at));
    case 'sum':
      return make.sum(formula.parts.map(inside));
    case 'product':
      return make.product(formula.parts.map(inside));
    case 'power':
      return make.power(inside(formula.base), put(formula.exponent));
    case 'decay':
      return make.decay(formula.width === 'n' ? 'n' : put(formula.width), put(formula.exponent));
    case 'fold': {
      const { kind, operator } = formula;
      const [from, to, body] = [put(formula.from), put(formula.to), inside(formula.body)];
      return make.fold({ kind, operator, index: formula.index, from, to, body });
    }
    default:
      return refuse('an expectation depends on an index of layers');
  }
}
