import { moments } from '../exact/moment.ts';
import { children, type Expression, evaluateExact, listOf } from '../expression/index.ts';
import { PROOF_LIMITS } from '../limits/limits.ts';
import type { Family } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import { withOracle } from '../quantity/exact.ts';
import { rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { firstInteger } from '../statement/read-domain.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import { type Certificate, type Json, type Method, sealed } from './certificate.ts';
import { networkAt } from './network.ts';
import { type Fixed, modelsOf, partsNeeded, type Sides, settledValues, symbolsOf } from './parts.ts';
import { gridMethod, gridPoints, type Point, randomMethod, randomPoint } from './points.ts';
import { familyOf, propositionOf } from './proposition.ts';
import { Unprovable } from './unprovable.ts';

/** Far above the degrees that occur: at random points of 128 bits the error stays below 2^-96. */
const DEGREE = 2 ** 32;
/** Points of a grid, at most: each takes a closure of its own. */
const MOST_POINTS = PROOF_LIMITS.points;
/** Symbols whose degree does not grow with depth, so that a few points suffice. */
const FEW: readonly string[] = ['r', 'sigma_b2', 'bias_gradient', 'output_sigma_w2'];

/**
 * A certificate that quantity = formula for all depths and all widths, one by one. The proof is an induction on layers: both
 * sides are linear functionals of a state that each layer maps linearly, and the states that can be reached span a space on
 * which the two agree. The checker finds that space; here are the points, and the exact oracle's values on short words.
 */
export function proveAnyWidths(own: Case, domain: Domain, claim: Claim, kind: Method['kind']): Certificate {
  const family = familyOf(own, domain);
  const proposition = propositionOf(own, domain, claim);
  const sides = { quantity: claim.quantity.expression, formula: claim.formula.expression };
  const range = domain.ranges.get('d');
  const first = range && range.kind !== 'equals' ? Number(firstInteger(range.interval)) : 1;
  const parts = partsNeeded(family, domain, sides).map((fixed: Fixed) => {
    const settled = settledValues(domain, fixed);
    const symbols = symbolsOf(family, sides, settled, 'list');
    const method =
      kind === 'grid' ? fullGrid(symbols, sides, family) : randomMethod(symbols, DEGREE, proposition, fixed);
    const [start] = method.kind === 'grid' ? [...gridPoints(symbols, method)] : [randomPoint(method)];
    const point = new Map([...settled, ...start!]);
    const words = shortWords(first - 1);
    const values = words.map((word) => {
      const network = networkAt(family, [inputWidth(point), ...word, 1], point);
      return formatRational(evaluateExact(sides.quantity, environmentOf(network, point)));
    });
    return { fixed, method: method as unknown as Json, words, values };
  });
  return sealed('any-widths', proposition, { parts });
}

/** A grid of more points than the degrees of both sides, cross-multiplied; the checker knows how many it takes. */
function fullGrid(symbols: readonly string[], sides: Sides, family: Family): Method & { kind: 'grid' } {
  const degree = modelsOf(family, sides).reduce((total, one) => total + one.degree, 0);
  const count = degree + powersIn(sides.formula) + 3;
  if (symbols.some((name) => !FEW.includes(name)) || count ** symbols.length > MOST_POINTS)
    throw new Unprovable('a full grid over the parameters is too large', 'not-found');
  return gridMethod(new Map(symbols.map((name) => [name, count - 1])), 1);
}

/** The sum of the powers that are written in a formula, each counted up to 20. */
function powersIn(node: Expression): number {
  const own = node.kind === 'power' && node.right.kind === 'constant' ? Number(node.right.value.num) : 0;
  return Math.min(20, Math.abs(own)) + children(node).reduce((total, child) => total + powersIn(child), 0);
}

/** Real networks have widths of at most 10^6. */
const inputWidth = (point: Point): number => Number((point.get('n0')?.num ?? 1n) % 1000n) + 1;

function environmentOf(network: Network, point: Point) {
  const { widths } = network;
  const symbols = new Map(point).set('d', rational(widths.length - 1));
  const lists = new Map([
    [
      'n',
      listOf(
        'n',
        widths.map((width) => rational(width)),
      ),
    ],
  ]);
  return withOracle({ symbols, lists }, (products) => moments(network, products));
}

/** Words of hidden widths with up to two letters beyond the shortest. */
function shortWords(least: number): number[][] {
  const letters = [1, 2, 3];
  const start = Array.from({ length: least }, (_, i) => 1 + (i % 3));
  return [
    start,
    ...letters.map((a) => [...start, a]),
    ...letters.flatMap((a) => letters.map((b) => [...start, a, b])),
  ];
}
