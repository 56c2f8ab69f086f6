import * as F from '../algebra/fraction.ts';
import { TooLarge } from '../algebra/polynomial.ts';
import { leadingAtDepth } from '../asymptotics/fixed-depth.ts';
import { seriesOf } from '../asymptotics/formula.ts';
import { type Depth, LAMBDA, NoExpansion } from '../asymptotics/joint.ts';
import { expandQuotient } from '../asymptotics/limit.ts';
import * as S from '../asymptotics/series.ts';
import { NoClosedForm } from '../derive/closed-form.ts';
import { deriveQuantity, type Input } from '../derive/quantity.ts';
import { statementOf } from '../derive/statement.ts';
import { type Expression, formatExpression, parseExpression, substitute } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { ONE, type Rational, rational } from '../rational/rational.ts';
import { firstInteger, lastInteger } from '../statement/read-domain.ts';
import type { Case, Claim, Domain, Range } from '../statement/statement.ts';
import { type Certificate, type Json, sealed } from './certificate.ts';
import { proveEqualWidths } from './equal-widths.ts';
import { settledValues } from './parts.ts';
import { familyOf, propositionOf } from './proposition.ts';
import { Disproved, Unprovable } from './unprovable.ts';

/** Orders of 1/n that are looked at. */
const ORDERS = 6;

/**
 * A certificate of a limit, or of an asymptotic equality, as n grows with d = lambda n or at fixed depth: closed forms of the
 * moments, each with its own certificate, are expanded in 1/n, and the orders decided symbol by symbol. Throws Unprovable, and
 * Disproved where the expansion shows another limit.
 */
export function proveLimit(own: Case, domain: Domain, claim: Claim): Certificate {
  const family = familyOf(own, domain);
  const settled = settledValues(domain, {});
  const remainder = remainderOf(family, domain, claim, settled);
  const proposition = propositionOf(own, domain, claim);
  return sealed('limit', proposition, {
    uses: proveClosedForms(own, domain, claim.quantity.expression) as unknown as Json,
    remainder,
  });
}

/** A certificate of the closed form, for all depths and widths, of each E(…) in a quantity. Throws Unprovable. */
export function proveClosedForms(own: Case, domain: Domain, quantity: Expression): Certificate[] {
  const family = familyOf(own, domain);
  const settled = settledValues(domain, {});
  return [...expectationsIn(quantity).values()].map((body) =>
    closedFormOf(own, domain, family, { kind: 'expectation', body }, settled),
  );
}

const inputOf = (settled: ReadonlyMap<string, Rational>): Input => {
  const [r, inputWidth] = [settled.get('r'), settled.get('n0')];
  return { ...(r && { r }), ...(inputWidth && { inputWidth }) };
};

function remainderOf(
  family: Family,
  domain: Domain,
  claim: Claim,
  settled: ReadonlyMap<string, Rational>,
): number {
  try {
    const range = domain.ranges.get('d')!;
    if (range.kind === 'equals') {
      if (!isLambdaN(range.value.expression))
        throw new Unprovable('the depth is another function of the width than lambda*n');
      return orderOfRemainder(family, claim, 'joint', settled);
    }
    const { low, high } = range.interval;
    if (!high || Number(high.num / high.den) - Number(low!.num / low!.den) > MOST_DEPTHS)
      return orderOfRemainder(family, claim, 'fixed', settled);
    const [first, last] = [
      Number(firstInteger(range.interval)),
      Number(lastInteger(high, range.interval.highOpen)),
    ];
    const depths = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return Math.min(...depths.map((depth) => orderAtDepth(family, claim, depth, settled)));
  } catch (error) {
    if (error instanceof NoClosedForm || error instanceof NoExpansion || error instanceof TooLarge)
      throw new Unprovable(error.message);
    throw error;
  }
}

/** Depths that are decided one by one, with their numbers put in. */
const MOST_DEPTHS = 64;

/** d = lambda*n, in either order. */
export const isLambdaN = (node: Expression): boolean =>
  node.kind === 'multiply' &&
  ((isSymbol(node.left, 'lambda') && isSymbol(node.right, 'n')) ||
    (isSymbol(node.left, 'n') && isSymbol(node.right, 'lambda')));

const isSymbol = (node: Expression, name: string): boolean => node.kind === 'symbol' && node.name === name;

/** The order of the remainder at one depth: of quantity - formula, or of quantity/formula - 1. */
function orderAtDepth(
  family: Family,
  { quantity, formula, relation, order: needed = 1 }: Claim,
  depth: number,
  settled: ReadonlyMap<string, Rational>,
): number {
  const one: Expression = { kind: 'constant', value: ONE };
  const [q, f] = [quantity.expression, formula.expression];
  const isRelative = relation === 'asymptotic';
  const remainder: Expression = {
    kind: 'subtract',
    left: isRelative ? { kind: 'divide', left: q, right: f } : q,
    right: isRelative ? one : f,
  };
  const numbers = new Map<string, Expression>(
    [...settled, ['d', rational(depth)] as const].map(([name, value]) => [name, { kind: 'constant', value }]),
  );
  const written = substitute(remainder, numbers);
  if ('captured' in written) throw new Unprovable('an index has the name of a symbol');
  const leading = leadingAtDepth(deriveQuantity(written, family, inputOf(settled)).ratio, depth);
  const order = leading?.order ?? ORDERS;
  if (order >= (isRelative ? needed : 1)) return isRelative ? needed : Math.min(order, ORDERS);
  throw isRelative
    ? new Disproved(`at depth ${depth} the relative remainder is O(n^${-order}), not O(n^-${needed})`, {
        depth,
      })
    : new Disproved(`at depth ${depth} the limit of the closed form is another one`, { depth });
}

function orderOfRemainder(
  family: Family,
  claim: Claim,
  depth: Depth,
  settled: ReadonlyMap<string, Rational>,
): number {
  const { ratio } = deriveQuantity(claim.quantity.expression, family, inputOf(settled));
  const orders = Math.max(ORDERS, (claim.order ?? 0) + 2);
  const expansion = expandQuotient(ratio, depth, orders);
  // λ stands for itself on both sides; where it is a number, that is put in at the end.
  const numbers = new Map([...settled].filter(([name]) => name !== 'lambda'));
  const formula = seriesOf(claim.formula.expression, depth, numbers, orders + 2);
  if (expansion && expansion.growth.num !== expansion.growth.den)
    throw new Unprovable('the quantity grows or vanishes exponentially in n');
  const lambda = settled.get('lambda');
  const settle = (series: S.Series): S.Series =>
    lambda ? S.map(series, (c) => F.substitute(c, new Map([[LAMBDA, F.fromRational(lambda)]]))) : series;
  const own = S.trimmed(settle(formula));
  const difference = settle(expansion ? S.add(expansion.series, S.negate(formula)) : S.negate(formula));
  const lead = S.trimmed(difference);
  const known = difference.order + difference.coefficients.length;
  const order = lead ? lead.order : known;
  if (claim.relation === 'tends-to') {
    if (order < 1) throw new Disproved('the limit of the closed form is another one', {});
    return order;
  }
  if (!own) throw new Unprovable('the formula vanishes to every order that is looked at');
  const needed = claim.order ?? 1;
  if (!lead && order - own.order < needed)
    throw new Unprovable('the expansion was not taken far enough', 'not-found');
  if (order - own.order < needed)
    throw new Disproved(`the relative remainder is O(n^${own.order - order}), not O(n^-${needed})`, {});
  return needed;
}

/** A moment's closed form for all depths and widths, at the free symbols of the domain. */
function closedFormOf(
  own: Case,
  domain: Domain,
  family: Family,
  quantity: Expression,
  settled: ReadonlyMap<string, Rational>,
): Certificate {
  const forms = deriveQuantity(quantity, family, inputOf(settled));
  const text = formatExpression(quantity);
  const derived = statementOf(quantity, forms, family, {});
  const integers: Range = { kind: 'integer', interval: { low: ONE, lowOpen: false, highOpen: true } };
  const ranges = new Map<string, Range>([...domain.ranges].filter(([name]) => name !== 'lambda'));
  ranges.set('d', integers);
  ranges.set('n', { ...integers, kind: 'width' });
  const symbols = new Set(ranges.keys());
  const parse = (written: string, form: 'formula' | 'quantity' | 'condition') =>
    parseExpression(written, { symbols, lists: new Set(), form });
  const closedDomain: Domain =
    derived.where === undefined ? { ranges } : { ranges, where: parse(derived.where, 'condition') };
  const claim: Claim = {
    quantity: parse(text, 'quantity'),
    relation: 'equals',
    formula: parse(derived.formula, 'formula'),
  };
  return proveEqualWidths(own, closedDomain, claim);
}
