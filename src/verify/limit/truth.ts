import { familyAt } from '../../certificate/point.ts';
import { type TrueLimit, trueLimit } from '../../certificate/true-limit.ts';
import { Unprovable } from '../../certificate/unprovable.ts';
import {
  contains,
  type Environment,
  type Expression,
  freeNames,
  substitute,
} from '../../expression/index.ts';
import { ONE, type Rational, rational, ZERO } from '../../rational/rational.ts';
import type { Claim, Domain } from '../../statement/statement.ts';
import { type Comparison, compareAt } from '../compare.ts';
import { integerBounds, intervalOf } from '../draw.ts';
import type { Subject } from '../subject.ts';
import type { LimitPoint } from './points.ts';

/** What the closed forms of a claim's moments say of it at one point. */
export interface Truth {
  readonly point: LimitPoint;
  /** The quantity whose limit decides, and that limit. For an asymptotic claim it is n^(order - 1)·(quantity/formula - 1). */
  readonly quantity: Expression;
  readonly limit: TrueLimit;
  /** Of the limit, where it is finite, with the value that the claim gives it. */
  readonly comparison?: Comparison;
  readonly side: 'holds' | 'fails' | 'open';
}

/** Derives what is true of a claim at a point. Throws Unprovable where there is no closed form or no expansion of it. */
export function truthAt(subject: Subject, point: LimitPoint): Truth {
  const { statement, case: own, claim } = subject;
  if (
    [claim.quantity, claim.formula].some(({ expression }) =>
      contains(expression, ({ kind }) => kind === 'named'),
    )
  )
    throw new Unprovable('named quantities have no closed form here');
  if (!point.growing) throw new Unprovable('the depth is another function of the width than lambda*n');
  const { family, input } = familyAt(own, statement.domain, point.values);
  const environment = environmentAt(statement.domain, point);
  const decisive = decisiveOf(claim);
  const quantity = atNumbers(decisive.quantity, environment.symbols, point);
  const limit = trueLimit(quantity, family, input, point.growing);
  if (limit.kind !== 'value') {
    const isOpen = limit.kind === 'power' && !isNonzero(limit.limit, environment);
    return { point, quantity, limit, side: isOpen ? 'open' : 'fails' };
  }
  const comparison = compareAt(limit.limit, decisive.formula, environment);
  return { point, quantity, limit, comparison, side: SIDES[comparison.kind] };
}

const SIDES = { equal: 'holds', undecided: 'open', less: 'fails', greater: 'fails' } as const;

const constant = (value: Rational): Expression => ({ kind: 'constant', value });

/** The limit that decides a claim: of its quantity, or of what is claimed to vanish. */
function decisiveOf({ quantity, formula, relation, order = 1, as = 'n' }: Claim) {
  const [q, f] = [quantity.expression, formula.expression];
  const difference = (left: Expression, right: Expression): Expression => ({ kind: 'subtract', left, right });
  if (relation !== 'asymptotic') {
    const { symbols } = freeNames(f);
    const varies = symbols.has(as) || (as === 'n' && symbols.has('d'));
    return varies ? { quantity: difference(q, f), formula: constant(ZERO) } : { quantity: q, formula: f };
  }
  const relative = difference({ kind: 'divide', left: q, right: f }, constant(ONE));
  const power: Expression = {
    kind: 'power',
    left: { kind: 'symbol', name: as },
    right: constant(rational(order - 1)),
  };
  const scaled: Expression = { kind: 'multiply', left: power, right: relative };
  return { quantity: order === 1 ? relative : scaled, formula: constant(ZERO) };
}

function isNonzero(limit: Expression, environment: Environment<Rational>): boolean {
  const { kind } = compareAt(limit, constant(ZERO), environment);
  return kind === 'less' || kind === 'greater';
}

/** The numbers of a point; depth and width, where they grow, are not among them. */
function environmentAt(
  domain: Domain,
  { values, growing, depthAt, widthAt }: LimitPoint,
): Environment<Rational> {
  const symbols = new Map(values);
  if (domain.ranges.has('n0')) symbols.set('n0', rational(integerBounds(intervalOf(domain, 'n0'), 0).min));
  if (growing?.kind === 'depth') symbols.set('n', rational(widthAt(1)));
  if (growing?.kind === 'width') symbols.set('d', depthAt(1));
  return { symbols, lists: new Map() };
}

/** The expression with the numbers of the point written in; lambda, in the joint limit, is d/n. */
function atNumbers(
  node: Expression,
  symbols: ReadonlyMap<string, Rational>,
  { growing }: LimitPoint,
): Expression {
  const numbers = new Map<string, Expression>([...symbols].map(([name, value]) => [name, constant(value)]));
  const symbol = (name: string): Expression => ({ kind: 'symbol', name });
  if (growing?.kind === 'joint')
    numbers.set('lambda', { kind: 'divide', left: symbol('d'), right: symbol('n') });
  const written = substitute(node, numbers);
  if ('captured' in written) throw new Unprovable(`the index '${written.captured}' has the name of a symbol`);
  return written;
}
