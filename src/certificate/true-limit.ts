import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import { TooLarge, type Variable } from '../algebra/polynomial.ts';
import { deepLimit, growthOf } from '../asymptotics/deep.ts';
import { leadingAtDepth } from '../asymptotics/fixed-depth.ts';
import { NoExpansion } from '../asymptotics/joint.ts';
import { expandQuotient } from '../asymptotics/limit.ts';
import { limitText } from '../asymptotics/print.ts';
import { NoClosedForm } from '../derive/closed-form.ts';
import { deriveQuantity, type Input } from '../derive/quantity.ts';
import type { Ratio } from '../derive/ratio.ts';
import { type Expression, parseExpression, Refusal } from '../expression/index.ts';
import { OutOfRange } from '../limits/error.ts';
import type { Family } from '../network/family.ts';
import { absolute, compare, ONE, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { Unprovable } from './unprovable.ts';

/** What grows: the width with the depth in proportion to it, the width at one depth, or the depth at one width. */
export type Growing =
  | { readonly kind: 'joint' }
  | { readonly kind: 'width'; readonly depth: number }
  | { readonly kind: 'depth'; readonly width: number };

/**
 * What a quantity tends to. An infinite one tends to the limit after it is divided by n^order, n the size that grows; where it
 * grows exponentially or alternates there is nothing to divide by.
 */
export type TrueLimit =
  | { readonly kind: 'value'; readonly limit: Expression }
  | { readonly kind: 'power'; readonly order: number; readonly limit: Expression }
  | { readonly kind: 'exponential' | 'alternating'; readonly how: string };

/** The input at which a limit is taken: r, a number or a function of depth and width, and the width. */
export type At = Pick<Input, 'r' | 'rOf' | 'inputWidth'>;

/**
 * The limit of a quantity, from the closed forms of its moments, in a family of networks without free parameters. In the joint limit
 * it is an expression in lambda. Throws Unprovable where there is no closed form, or no expansion of it.
 */
export function trueLimit(quantity: Expression, family: Family, at: At, growing: Growing): TrueLimit {
  try {
    if (growing.kind === 'depth') return inDepth(quantity, family, at, growing.width);
    const { ratio } = deriveQuantity(quantity, family, at);
    return growing.kind === 'joint' ? joint(ratio) : atDepth(ratio, growing.depth);
  } catch (error) {
    const isExpected =
      error instanceof NoClosedForm ||
      error instanceof NoExpansion ||
      error instanceof TooLarge ||
      error instanceof Refusal ||
      error instanceof OutOfRange;
    if (isExpected) throw new Unprovable(error.message, 'not-found');
    throw error;
  }
}

const NOTHING = { symbols: new Set<string>(), lists: new Set<string>(), form: 'formula' } as const;
const constant = (value: Rational): Expression => ({ kind: 'constant', value });

function joint(ratio: Ratio): TrueLimit {
  const expansion = expandQuotient(ratio, 'joint', 1);
  if (!expansion) return { kind: 'value', limit: constant(ZERO) };
  const { growth, series } = expansion;
  const side = compare(absolute(growth), ONE);
  if (side < 0) return { kind: 'value', limit: constant(ZERO) };
  if (side > 0) return { kind: 'exponential', how: 'grows exponentially' };
  if (growth.num < 0n) return { kind: 'alternating', how: 'alternates in sign' };
  if (series.order > 0) return { kind: 'value', limit: constant(ZERO) };
  const text = limitText(series.coefficients[0]!);
  const limit = parseExpression(text, { ...NOTHING, symbols: new Set(['lambda']) }).expression;
  return series.order === 0 ? { kind: 'value', limit } : { kind: 'power', order: -series.order, limit };
}

function atDepth(ratio: Ratio, depth: number): TrueLimit {
  const leading = leadingAtDepth(ratio, depth);
  if (!leading || leading.order > 0) return { kind: 'value', limit: constant(ZERO) };
  const limit = parseExpression(limitText(leading.coefficient), NOTHING).expression;
  return leading.order === 0 ? { kind: 'value', limit } : { kind: 'power', order: -leading.order, limit };
}

/** Of a quotient of exponential polynomials, or of log(quotient)/d, which tends to the logarithm of its growth. */
function inDepth(quantity: Expression, family: Family, at: At, width: number): TrueLimit {
  const inside = logarithmOverDepth(quantity);
  const { ratio } = deriveQuantity(inside ?? quantity, family, at);
  const values = new Map<Variable, F.Fraction>([
    ['x', F.fromRational(rational(1, width))],
    ['y', F.fromRational(power(rational(1, 2), width))],
  ]);
  const quotient = {
    numerator: X.substitute(ratio.numerator, values),
    denominator: X.substitute(ratio.denominator, values),
  };
  if (inside)
    return { kind: 'value', limit: { kind: 'call', name: 'log', arguments: [constant(growthOf(quotient))] } };
  const found = deepLimit(quotient);
  if (found.kind === 'value') return { kind: 'value', limit: constant(found.value) };
  if (found.kind === 'alternating')
    return { kind: 'alternating', how: 'alternates between even and odd depths' };
  return { kind: 'exponential', how: `grows ${found.how}` };
}

function logarithmOverDepth(node: Expression): Expression | undefined {
  if (node.kind !== 'divide' || node.right.kind !== 'symbol' || node.right.name !== 'd') return undefined;
  return node.left.kind === 'call' && node.left.name === 'log' ? node.left.arguments[0] : undefined;
}
