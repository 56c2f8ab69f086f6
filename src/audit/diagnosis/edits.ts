import { children, type Expression, formatExpression, parseExpression } from '../../expression/index.ts';
import { withChild } from '../../mutation/children.ts';
import { mutationsOf } from '../../mutation/mutations.ts';
import { divide, isZero, type Rational, rational, subtract } from '../../rational/rational.ts';
import type { Statement } from '../../statement/statement.ts';
import { type Point, valueAt } from './points.ts';
import { bracketed, type Recognizer } from './simple.ts';

/** A formula that differs from a claimed one in one place. */
export interface Edited {
  readonly expression: Expression;
  /** What was there, and what is there now. */
  readonly before: string;
  readonly after: string;
}

/** The names that a formula may use. */
export interface Names {
  readonly integers: readonly string[];
  readonly reals: readonly string[];
}

export function namesOf({ domain }: Statement): Names {
  const scalars = [...domain.ranges].filter(([, { kind }]) => kind !== 'widths').map(([name]) => name);
  const isInteger = (name: string): boolean => name === 'd' || name === 'n' || name === 'n0';
  return { integers: scalars.filter(isInteger), reals: scalars.filter((name) => !isInteger(name)) };
}

/** What a slip of the pen turns a formula into, undone: constants, signs, operators, symbols, indices, exponents. */
export function discreteEdits(formula: Expression, names: Names): Edited[] {
  return [
    ...mutationsOf(formula, names).map(({ expression, before, after }) => ({ expression, before, after })),
    ...places(formula).flatMap(({ node, put }) =>
      opposites(node).map((other) => ({
        expression: put(other),
        before: formatExpression(node),
        after: formatExpression(other),
      })),
    ),
  ];
}

/** What `mutationsOf` does not undo: a doubled constant halved, a power put on, an index one more or less. */
function opposites(node: Expression): Expression[] {
  const constant = (value: Rational): Expression => ({ kind: 'constant', value });
  const shifted = (kind: 'add' | 'subtract'): Expression => ({
    kind,
    left: node,
    right: constant(rational(1)),
  });
  const squared: Expression = { kind: 'power', left: node, right: constant(rational(2)) };
  switch (node.kind) {
    case 'constant':
      return [constant(divide(node.value, rational(2)))];
    case 'symbol':
      return node.name === 'd' || node.name === 'n'
        ? [shifted('subtract'), shifted('add'), squared]
        : [squared];
    case 'multiply':
    case 'divide':
    case 'add':
    case 'subtract':
      return [{ kind: 'negate', argument: node }, squared];
    default:
      return [];
  }
}

interface Place {
  readonly node: Expression;
  readonly put: (other: Expression) => Expression;
  /** Whether an index of a Sum or Prod is in force there. */
  readonly isBound: boolean;
}

/** Every part of an expression, and the expression with another in its place. */
function places(expression: Expression, isBound = false): Place[] {
  const own: Place = { node: expression, put: (other) => other, isBound };
  const parts = children(expression).flatMap((child, part) =>
    places(child, isBound || (expression.kind === 'fold' && part === 2)).map(
      ({ node, put, isBound: inside }): Place => ({
        node,
        put: (other) => withChild(expression, part, put(other)),
        isBound: inside,
      }),
    ),
  );
  return [own, ...parts];
}

/**
 * The edits of a place whose value follows from the truth: where the formula is a + b·x of the value x of a part, x has to be
 * (truth - a)/b; a simple multiple of what stands there, or what is simple itself, or a simple term more, is a repair.
 */
export function solvedEdits(
  formula: Expression,
  truth: readonly Rational[],
  points: readonly Point[],
  recognizer: Recognizer,
  read: (text: string) => Expression | undefined,
): Edited[] {
  return places(formula).flatMap(({ node, put, isBound }): Edited[] => {
    if (isBound) return [];
    const constant = (value: number): Expression => put({ kind: 'constant', value: rational(value) });
    const [at0, at1, at2] = [0, 1, 2].map((value) => points.map((point) => valueAt(constant(value), point)));
    const wanted: Rational[] = [];
    const own: Rational[] = [];
    for (const [i, value] of truth.entries()) {
      const [a, one, two, x] = [at0![i], at1![i], at2![i], valueAt(node, points[i]!)];
      if (!a || !one || !two || !x) return [];
      const slope = subtract(one, a);
      if (isZero(slope) || !isZero(subtract(subtract(two, one), slope))) return [];
      wanted.push(divide(subtract(value, a), slope));
      own.push(x);
    }
    const before = formatExpression(node);
    const texts = new Set<string>();
    if (!own.some(isZero)) {
      const factor = recognizer.recognize(wanted.map((x, i) => divide(x, own[i]!)));
      if (factor !== undefined && factor !== '1') texts.add(`${bracketed(factor)}*(${before})`);
    }
    const term = recognizer.recognize(wanted.map((x, i) => subtract(x, own[i]!)));
    if (term !== undefined && term !== '0') texts.add(`${before} + ${term}`.replace('+ -', '- '));
    const whole = recognizer.recognize(wanted);
    if (whole !== undefined) texts.add(whole);
    return [...texts].flatMap((text) => {
      const other = read(text);
      return other ? [{ expression: put(other), before, after: formatExpression(other) }] : [];
    });
  });
}

/** Reads an expression in the names of a formula. */
export function readerOf({ domain }: Statement): (text: string) => Expression | undefined {
  const names = [...domain.ranges];
  const lists = new Set(names.filter(([, { kind }]) => kind === 'widths').map(([name]) => name));
  const symbols = new Set(names.filter(([name]) => !lists.has(name)).map(([name]) => name));
  return (text) => parseExpression(text, { symbols, lists, form: 'formula' }).expression;
}
