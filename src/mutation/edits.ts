import type { Expression } from '../expression/index.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { add, multiply, negate, ONE, type Rational, rational } from '../rational/rational.ts';

/** What may stand at a place, and what the place is. */
export interface Place {
  /** Names of whole numbers and of other numbers in force here. */
  readonly integers: readonly string[];
  readonly reals: readonly string[];
  readonly inExpectation: boolean;
  /** The expression around it, and which of its parts this is; nothing at the top. */
  readonly parent?: Expression;
  readonly part?: number;
}

/** An expression in the place of another, and in a word what was done. */
export interface Edit {
  readonly rule: Rule;
  readonly after: Expression;
}

export type Rule =
  | 'constant'
  | 'sign'
  | 'operator'
  | 'dropped'
  | 'index'
  | 'symbol'
  | 'function'
  | 'exponent';

const TWO = rational(2);
const constant = (value: Rational): Expression => ({ kind: 'constant', value });
const shifted = (node: Expression, by: 'add' | 'subtract'): Expression => ({
  kind: by,
  left: node,
  right: constant(ONE),
});
const both = (node: Expression): Edit[] =>
  (['add', 'subtract'] as const).map((by) => ({ rule: 'index', after: shifted(node, by) }));

/**
 * What an expression may be mistaken for, here, its parts aside: a constant c is c + 1, c - 1, 2c or -c; a sign, an operator,
 * a function or a symbol is another; a term, a factor, an exponent or a function is left out; an index or a bound is
 * one more or one less.
 */
export function editsOf(node: Expression, place: Place): Edit[] {
  const counts = isCount(place);
  switch (node.kind) {
    case 'constant':
      return constants(node.value, counts || place.inExpectation);
    case 'pi':
      return [{ rule: 'constant', after: constant(rational(3)) }];
    case 'symbol':
      return [...symbols(node.name, place), ...(counts ? both(node) : [])];
    case 'negate':
      return [{ rule: 'sign', after: node.argument }];
    case 'add':
    case 'subtract': {
      const { left, right } = node;
      const rest: Expression = node.kind === 'add' ? right : { kind: 'negate', argument: right };
      const flipped: Expression = { ...node, kind: node.kind === 'add' ? 'subtract' : 'add' };
      const isOffset = counts && [left, right].some(({ kind }) => kind === 'constant');
      return [
        { rule: 'sign', after: flipped },
        { rule: 'dropped', after: left },
        { rule: 'dropped', after: rest },
        ...(counts && !isOffset ? both(node) : []),
      ];
    }
    case 'multiply':
    case 'divide': {
      const { left, right } = node;
      const rest: Expression = node.kind === 'multiply' ? right : { ...node, left: constant(ONE) };
      const other: Expression = { ...node, kind: node.kind === 'multiply' ? 'divide' : 'multiply' };
      return [
        ...(place.inExpectation ? [] : [{ rule: 'operator', after: other } as const]),
        { rule: 'dropped', after: left },
        { rule: 'dropped', after: rest },
      ];
    }
    case 'power':
      return [{ rule: 'exponent', after: node.left }];
    case 'element':
      return [];
    case 'call':
      return called(node);
    case 'fold':
      return [{ rule: 'operator', after: { ...node, operator: node.operator === 'Sum' ? 'Prod' : 'Sum' } }];
    default:
      return [];
  }
}

/** A bound of a Sum or Prod, or the index of an element: counts move by one. */
const isCount = ({ parent, part }: Place): boolean =>
  parent?.kind === 'element' || (parent?.kind === 'fold' && part !== 2);

/** Whole numbers that count something move by one; inside E(...) powers stay small and positive. */
function constants(value: Rational, isSmall: boolean): Edit[] {
  const near = [add(value, ONE), add(value, negate(ONE))];
  const all = isSmall ? near.filter(({ num }) => num >= 0n) : [...near, multiply(TWO, value), negate(value)];
  return all.map((other) => ({ rule: 'constant', after: constant(other) }));
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  K: ['Kw', 'Kb'],
  Kw: ['K', 'Kb'],
  Kb: ['K', 'Kw'],
  Q: ['Qww'],
  Qww: ['Q', 'Qwb'],
  Qwb: ['Qww', 'Qbw'],
  Qbw: ['Qww', 'Qwb'],
  Qbb: ['Qww'],
};

/** At most this many other symbols are tried in the place of one. */
const MOST_SYMBOLS = 2;

function symbols(name: string, { integers, reals, inExpectation, parent }: Place): Edit[] {
  if (inExpectation && (OBSERVABLES as readonly string[]).includes(name)) {
    const node: Expression = { kind: 'symbol', name };
    const squared: Expression = { kind: 'power', left: node, right: constant(TWO) };
    return [
      ...(PARTS[name] ?? []).map(
        (other): Edit => ({ rule: 'symbol', after: { kind: 'symbol', name: other } }),
      ),
      ...(parent?.kind === 'power' ? [] : [{ rule: 'exponent', after: squared } as const]),
    ];
  }
  const own = integers.includes(name) ? integers : reals;
  const others = own.length > 1 ? own : [...own, ...(own === integers ? reals : integers)];
  const at = others.indexOf(name);
  return [...others.slice(at + 1), ...others.slice(0, Math.max(0, at))]
    .slice(0, MOST_SYMBOLS)
    .map((other) => ({ rule: 'symbol', after: { kind: 'symbol', name: other } }));
}

const OTHER_FUNCTION: Readonly<Record<string, 'exp' | 'log' | 'min' | 'max'>> = {
  exp: 'log',
  log: 'exp',
  min: 'max',
  max: 'min',
};

function called(node: Expression & { kind: 'call' }): Edit[] {
  const other = OTHER_FUNCTION[node.name];
  return [
    ...(other ? [{ rule: 'function', after: { ...node, name: other } } as const] : []),
    ...node.arguments.map((after): Edit => ({ rule: 'function', after })),
    ...(node.name === 'binomial'
      ? [{ rule: 'function', after: { ...node, arguments: [...node.arguments].reverse() } } as const]
      : []),
  ];
}
