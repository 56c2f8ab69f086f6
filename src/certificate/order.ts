import { type Expression, formatExpression, freeNames, hasExpectation } from '../expression/index.ts';
import { coefficient, exponentOf } from './exponent.ts';
import { Unprovable } from './unprovable.ts';

/**
 * How a sequence in d is made: for each exponential, by its text, the order of the recurrence that it needs. An opaque
 * one is a moment, of which only the number of coordinates is known.
 */
type Orders = ReadonlyMap<string, { readonly order: number; readonly isOpaque: boolean }>;

/** A quotient of two such sequences. */
interface Quotient {
  readonly numerator: Orders;
  readonly denominator: Orders;
}

const ONE: Orders = new Map([['', { order: 1, isOpaque: false }]]);
const CONSTANT: Quotient = { numerator: ONE, denominator: ONE };

/**
 * The number of consecutive depths at which quantity and formula must agree to be equal at all later ones: the order of
 * quantity - formula, cross-multiplied. `orderOf` gives the number of coordinates that a moment's recursion has.
 */
export function depthsNeeded(
  quantity: Expression,
  formula: Expression,
  orderOf: (body: Expression) => number,
): number {
  const left = quotientOf(quantity, orderOf);
  const right = quotientOf(formula, orderOf);
  const difference = sum(
    product(left.numerator, right.denominator),
    product(right.numerator, left.denominator),
  );
  return [...difference.values()].reduce((total, { order }) => total + order, 0);
}

function quotientOf(node: Expression, orderOf: (body: Expression) => number): Quotient {
  const of = (part: Expression): Quotient => quotientOf(part, orderOf);
  switch (node.kind) {
    case 'constant':
      return CONSTANT;
    case 'symbol':
      return node.name === 'd'
        ? { numerator: new Map([['', { order: 2, isOpaque: false }]]), denominator: ONE }
        : CONSTANT;
    case 'negate':
      return of(node.argument);
    case 'add':
    case 'subtract': {
      const [a, b] = [of(node.left), of(node.right)];
      return {
        numerator: sum(product(a.numerator, b.denominator), product(b.numerator, a.denominator)),
        denominator: product(a.denominator, b.denominator),
      };
    }
    case 'multiply':
      return times(of(node.left), of(node.right));
    case 'divide': {
      const { numerator, denominator } = of(node.right);
      return times(of(node.left), { numerator: denominator, denominator: numerator });
    }
    case 'power':
      return powerOf(node, of);
    case 'expectation': {
      const key = formatExpression(node);
      const numerator = new Map([[key, { order: orderOf(node.body), isOpaque: true }]]);
      return { numerator, denominator: ONE };
    }
    default:
      throw new Unprovable(
        node.kind === 'fold'
          ? `${node.operator} is outside the lemma for equal widths; write its closed form, or give n as a list`
          : `'${node.kind}' is outside the lemma`,
      );
  }
}

function powerOf(
  node: { readonly left: Expression; readonly right: Expression },
  of: (part: Expression) => Quotient,
): Quotient {
  const exponent = exponentOf(node.right);
  if (!exponent)
    throw new Unprovable('an exponent is not an integer, nor linear in d with integer coefficients');
  const slope = coefficient(exponent, 'd');
  if (slope !== 0) {
    if (freeNames(node.left).symbols.has('d') || hasExpectation(node.left))
      throw new Unprovable('a power in d has a base that depends on d');
    const key = atoms(Array(Math.abs(slope)).fill(`${formatExpression(node.left)}${slope < 0 ? '^-1' : ''}`));
    return { numerator: new Map([[key, { order: 1, isOpaque: false }]]), denominator: ONE };
  }
  const size = coefficient(exponent, '');
  const base = of(node.left);
  const positive = size < 0 ? { numerator: base.denominator, denominator: base.numerator } : base;
  if (Math.abs(size) > 64 && (base.numerator.size > 1 || base.denominator.size > 1))
    throw new Unprovable(`the power ${size} is beyond 64`);
  if (isConstant(base)) return CONSTANT;
  if (Math.abs(size) > 64) throw new Unprovable(`the power ${size} is beyond 64`);
  let result = CONSTANT;
  for (let i = 0; i < Math.abs(size); i++) result = times(result, positive);
  return result;
}

const isConstant = ({ numerator, denominator }: Quotient): boolean =>
  [numerator, denominator].every((one) => one.size === 1 && one.get('')?.order === 1);

const times = (a: Quotient, b: Quotient): Quotient => ({
  numerator: product(a.numerator, b.numerator),
  denominator: product(a.denominator, b.denominator),
});

function sum(a: Orders, b: Orders): Orders {
  const total = new Map(a);
  for (const [key, entry] of b) if (entry.order > (total.get(key)?.order ?? 0)) total.set(key, entry);
  return total;
}

function product(a: Orders, b: Orders): Orders {
  const total = new Map<string, { order: number; isOpaque: boolean }>();
  for (const [left, x] of a) {
    for (const [right, y] of b) {
      const key = atoms([...left.split(' · '), ...right.split(' · ')].filter(Boolean));
      const isOpaque = x.isOpaque || y.isOpaque;
      const order = isOpaque ? x.order * y.order : x.order + y.order - 1;
      if (order > (total.get(key)?.order ?? 0)) total.set(key, { order, isOpaque });
    }
  }
  return total;
}

const atoms = (all: readonly string[]): string => [...all].sort().join(' · ');
