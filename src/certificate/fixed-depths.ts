import { moments } from '../exact/moment.ts';
import { type Expression, evaluateExact, freeNames, Refusal } from '../expression/index.ts';
import { PROOF_LIMITS } from '../limits/limits.ts';
import type { Family } from '../network/family.ts';
import { withOracle } from '../quantity/exact.ts';
import { equals, type Rational, rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { firstInteger, lastInteger } from '../statement/read-domain.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import { type Certificate, type Json, sealed, sha256 } from './certificate.ts';
import { type Degrees, degreesOf, differenceDegrees } from './degree.ts';
import { networkAt } from './network.ts';
import { type Fixed, modelOf, modelsOf, partsNeeded, type Sides, settledValues, symbolsOf } from './parts.ts';
import { gridMethod, gridPoints, type Point } from './points.ts';
import { familyOf, propositionOf } from './proposition.ts';
import { Disproved, Unprovable } from './unprovable.ts';
import { unrolled } from './unroll.ts';

/** Points of a grid over all widths, at most. */
const MOST_POINTS = PROOF_LIMITS.fixedPoints;

/**
 * A certificate that quantity = formula at some depths and all widths, one by one: at each depth both sides are rational functions of
 * bounded degree in every width, compared on a full grid of real networks. Throws Unprovable.
 */
export function proveFixedDepths(own: Case, domain: Domain, claim: Claim): Certificate {
  const family = familyOf(own, domain);
  const proposition = propositionOf(own, domain, claim);
  const sides = { quantity: claim.quantity.expression, formula: claim.formula.expression };
  const range = domain.ranges.get('d');
  if (!range || range.kind === 'equals' || !range.interval.high)
    throw new Unprovable('the depth is not bounded');
  const first = Number(firstInteger(range.interval));
  const last = Number(lastInteger(range.interval.high, range.interval.highOpen));
  const depths = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const parts = partsNeeded(family, domain, sides).flatMap((fixed) =>
    depths.map((depth) => provePart(family, domain, sides, fixed, depth)),
  );
  return sealed('fixed-depths', proposition, { parts });
}

function provePart(family: Family, domain: Domain, sides: Sides, fixed: Fixed, depth: number): Json {
  if (modelsOf(family, sides).some(({ dies }) => dies))
    throw new Unprovable('dead layers matter: at fixed depths they have no proof here, only for all depths');
  const settled = settledValues(domain, fixed);
  const written: Sides = {
    quantity: unrolled(sides.quantity, depth),
    formula: unrolled(sides.formula, depth),
  };
  const widths = Array.from({ length: depth - 1 }, (_, i) => `n${i + 1}`);
  const usesInput = [written.quantity, written.formula].some((side) => freeNames(side).symbols.has('n0'));
  const rest = symbolsOf(family, sides, settled, 'list');
  const symbols = [
    ...widths,
    ...rest.filter((name) => name !== 'n0'),
    ...(usesInput || rest.includes('n0') ? ['n0'] : []),
  ];
  const degrees = degreesAt(family, written, symbols, depth);
  const size = degrees.reduce((total, degree) => total * (degree + 1), 1);
  if (size > MOST_POINTS)
    throw new Unprovable(
      `at depth ${depth} a full grid has ${size} points, more than ${MOST_POINTS}`,
      'not-found',
    );
  const method = gridMethod(new Map(symbols.map((name, i) => [name, degrees[i]!])), 1);
  const values = [...gridPoints(symbols, method)].map((point) =>
    valueAt(family, sides, settled, point, depth),
  );
  return {
    fixed,
    depths: [depth, depth],
    method: method as unknown as Json,
    values: { first: [values[0]!], digest: `sha256:${sha256(values.join('\n'))}` },
  };
}

function degreesAt(family: Family, sides: Sides, symbols: readonly string[], depth: number): number[] {
  const models = new Map();
  const moment = (body: Expression): Degrees => {
    const k = modelOf(models, family, body).degree;
    const bound = (name: string): number =>
      name === 'sigma_w2' ? k * (depth + 1) : /^n\d+$/.test(name) ? 2 * k : k;
    return {
      numerator: symbols.map(bound),
      denominator: symbols.map((name) => (/^n\d+$/.test(name) ? 2 * k : 0)),
    };
  };
  return differenceDegrees(
    degreesOf(sides.quantity, symbols, depth, moment),
    degreesOf(sides.formula, symbols, depth, moment),
  );
}

function valueAt(
  family: Family,
  sides: Sides,
  settled: ReadonlyMap<string, Rational>,
  point: Point,
  depth: number,
): string {
  const symbols = new Map([...settled, ...point]);
  const widthOf = (l: number): number => Number((symbols.get(`n${l}`) ?? rational(1)).num);
  const widths = [...Array.from({ length: depth }, (_, l) => widthOf(l)), 1];
  const network = networkAt(family, widths, symbols);
  const environment = withOracle(
    {
      symbols: new Map(symbols).set('d', rational(depth)),
      lists: new Map([
        [
          'n',
          (index: number) => {
            const width = widths[index];
            if (width === undefined)
              throw new Refusal('domain', `n[${index}] does not exist at depth ${depth}`);
            return rational(width);
          },
        ],
      ]),
    },
    (products) => moments(network, products),
  );
  const value = evaluateExact(sides.quantity, environment);
  if (!equals(value, evaluateExact(sides.formula, environment)))
    throw new Disproved(`the two sides differ as rational functions at depth ${depth}`, { depth });
  return formatRational(value);
}
