import { TooLarge } from '../algebra/polynomial.ts';
import { seriesOf } from '../asymptotics/formula.ts';
import { NoExpansion } from '../asymptotics/joint.ts';
import { expandQuotient } from '../asymptotics/limit.ts';
import * as S from '../asymptotics/series.ts';
import { NoClosedForm } from '../derive/closed-form.ts';
import { deriveQuantity } from '../derive/quantity.ts';
import { statementOf } from '../derive/statement.ts';
import { type Expression, formatExpression, parseExpression } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { ONE, type Rational } from '../rational/rational.ts';
import type { Case, Claim, Domain, Range } from '../statement/statement.ts';
import { type Certificate, type Json, sealed } from './certificate.ts';
import { proveEqualWidths } from './equal-widths.ts';
import { settledValues } from './parts.ts';
import { familyOf, propositionOf } from './proposition.ts';
import { Unprovable } from './unprovable.ts';

/** Orders of 1/n that are looked at. */
const ORDERS = 6;

/**
 * A certificate of a limit, or of an asymptotic equality, as n grows with d = lambda n or at fixed depth: closed forms of the
 * moments, each with its own certificate, are expanded in 1/n, and the orders decided symbol by symbol. Throws Unprovable.
 */
export function proveLimit(own: Case, domain: Domain, claim: Claim): Certificate {
  const family = familyOf(own, domain);
  const range = domain.ranges.get('d');
  const isJoint = range?.kind === 'equals';
  if (isJoint && formatExpression(range.value.expression) !== 'lambda*n')
    throw new Unprovable('the depth is another function of the width than lambda*n');
  const settled = settledValues(domain, {});
  const remainder = orderOfRemainder(family, claim, isJoint ? 'joint' : 'fixed', settled);
  const uses = [...expectationsIn(claim.quantity.expression).values()].map((body) =>
    closedFormOf(own, domain, family, { kind: 'expectation', body }, settled),
  );
  const proposition = propositionOf(own, domain, claim);
  return sealed('limit', proposition, {
    uses: uses as unknown as Json,
    remainder,
  });
}

function orderOfRemainder(
  family: Family,
  claim: Claim,
  depth: 'joint' | 'fixed',
  settled: ReadonlyMap<string, Rational>,
): number {
  try {
    const r = settled.get('r');
    const { ratio } = deriveQuantity(claim.quantity.expression, family, r ? { r } : {});
    const orders = Math.max(ORDERS, (claim.order ?? 0) + 2);
    const expansion = expandQuotient(ratio, depth, orders);
    const formula = seriesOf(claim.formula.expression, depth, settled, orders + 2);
    if (expansion && expansion.growth.num !== expansion.growth.den)
      throw new Unprovable('the quantity grows or vanishes exponentially in n');
    const difference = expansion ? S.add(expansion.series, S.negate(formula)) : S.negate(formula);
    const lead = S.trimmed(difference);
    const known = difference.order + difference.coefficients.length;
    const order = lead ? lead.order : known;
    if (claim.relation === 'tends-to') {
      if (order < 1) throw new Unprovable('the limit of the closed form is another one');
      return order;
    }
    const own = S.trimmed(formula);
    if (!own) throw new Unprovable('the formula vanishes to every order that is looked at');
    const needed = claim.order ?? 1;
    if (!lead && order - own.order < needed) throw new Unprovable('the expansion was not taken far enough');
    if (order - own.order < needed)
      throw new Unprovable(`the relative remainder is O(1/n^${order - own.order}), not O(1/n^${needed})`);
    return needed;
  } catch (error) {
    if (error instanceof NoClosedForm || error instanceof NoExpansion || error instanceof TooLarge)
      throw new Unprovable(error.message);
    throw error;
  }
}

/** A moment's closed form for all depths and widths, at the free symbols of the domain. */
function closedFormOf(
  own: Case,
  domain: Domain,
  family: Family,
  quantity: Expression,
  settled: ReadonlyMap<string, Rational>,
): Certificate {
  const r = settled.get('r');
  const forms = deriveQuantity(quantity, family, r ? { r } : {});
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
