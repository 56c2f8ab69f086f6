import { type Expression, evaluateExact, formatExpression, Refusal } from '../expression/index.ts';
import { PROOF_LIMITS } from '../limits/limits.ts';
import type { Family } from '../network/family.ts';
import { equals, type Rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { firstInteger } from '../statement/read-domain.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import { type Certificate, type Json, type Method, type Proposition, sealed, sha256 } from './certificate.ts';
import { type Degrees, degreesOf, differenceDegrees } from './degree.ts';
import { withIndependentPowers } from './independent.ts';
import type { MomentModel } from './model.ts';
import { depthsNeeded } from './order.ts';
import { type Fixed, modelOf, partsNeeded, type Sides, settledValues, symbolsOf } from './parts.ts';
import { gridMethod, gridPoints, type Point, randomMethod, randomPoint } from './points.ts';
import { familyOf, propositionOf } from './proposition.ts';
import { specialize } from './specialize.ts';
import { Disproved, Unprovable } from './unprovable.ts';

/** Values at greater depths are too long to be compared in reasonable time. */
const MOST_DEPTHS = PROOF_LIMITS.depths;
/** More evaluations than this, in layers times terms, are left to one random point. */
const GRID_COST = 2_000_000;

/**
 * A certificate that quantity = formula at every depth and every equal width of the domain. Lemmas: at N consecutive depths
 * two sequences agree that satisfy recurrences of orders adding up to N, and then everywhere; at each of them, rational
 * functions of bounded degree agree on a full grid or, but for a stated probability, at a random point. Throws Unprovable.
 */
export function proveEqualWidths(own: Case, domain: Domain, claim: Claim): Certificate {
  const family = familyOf(own, domain);
  const proposition = propositionOf(own, domain, claim);
  const key = `${JSON.stringify(proposition)} ${Object.values(family).map(parameterText)}`;
  const known = proved.get(key) ?? prove(family, domain, claim, proposition);
  if (proved.size >= HELD) proved.clear();
  proved.set(key, known);
  return known;
}

/** Closed forms are proved once for all claims that use them. */
const proved = new Map<string, Certificate>();
const HELD = 200;

const parameterText = (value: Family[keyof Family]): string =>
  typeof value === 'object' ? formatRational(value) : String(value);

function prove(family: Family, domain: Domain, claim: Claim, proposition: Proposition): Certificate {
  const sides = {
    quantity: withIndependentPowers(claim.quantity.expression),
    formula: withIndependentPowers(claim.formula.expression),
  };
  const parts = partsNeeded(family, domain, sides).map((fixed) =>
    provePart(family, domain, proposition, sides, fixed),
  );
  return sealed('equal-widths', proposition, { parts });
}

function provePart(
  family: Family,
  domain: Domain,
  proposition: Proposition,
  sides: Sides,
  fixed: Fixed,
): Json {
  const models = new Map<string, MomentModel>();
  const own: Family = fixed.sigma_b2 === '0' ? { ...family, sigmaB2: ZERO } : family;
  const settled = settledValues(domain, fixed);
  const symbols = symbolsOf(own, sides, settled, 'equal');
  const model = (body: Expression): MomentModel => modelOf(models, own, body);
  const range = domain.ranges.get('d');
  if (!range || range.kind === 'equals') throw new Unprovable('the depth is computed from the width');
  const first = Number(firstInteger(range.interval));
  const needed = depthsNeeded(sides.quantity, sides.formula, (body) => model(body).order);
  if (needed > MOST_DEPTHS)
    throw new Unprovable(
      `${needed} consecutive depths would have to be compared, more than ${MOST_DEPTHS}`,
      'not-found',
    );
  const high = range.interval.high && Number(range.interval.high.num / range.interval.high.den);
  const last = Math.min(first + needed - 1, high ?? Number.POSITIVE_INFINITY);
  const degrees = new Map(symbols.map((name) => [name, 0]));
  for (let depth = first; depth <= last; depth++) {
    for (const [i, degree] of degreesAt(sides, symbols, depth, model).entries())
      degrees.set(symbols[i]!, Math.max(degrees.get(symbols[i]!)!, degree));
  }
  const cost =
    [...degrees.values()].reduce((total, degree) => total * (degree + 1), 1) *
    (last * [...models.values()].reduce((total, one) => total + 4 * one.order, 40));
  const evaluation = { models, own, sides, settled, first, last };
  const chosen =
    cost <= GRID_COST
      ? onGrid(symbols, degrees, evaluation)
      : atRandom(symbols, degrees, proposition, fixed, evaluation);
  return {
    fixed,
    depths: [first, last],
    method: chosen.method as unknown as Json,
    values: { first: chosen.values[0]!, digest: `sha256:${sha256(chosen.values.flat().join('\n'))}` },
  };
}

function degreesAt(
  { quantity, formula }: Sides,
  symbols: readonly string[],
  depth: number,
  model: (body: Expression) => MomentModel,
): number[] {
  const moment = (body: Expression): Degrees => {
    const k = model(body).degree;
    const bound = (name: string): readonly [number, number] => {
      if (name === 'n') return [k * (depth + 1), k * (depth + 1)];
      if (name === 'y') return [depth, 0];
      if (name === 'sigma_w2') return [k * (depth + 1), 0];
      return name === 'n0' ? [2 * k, k] : [k, 0];
    };
    return {
      numerator: symbols.map((name) => bound(name)[0]),
      denominator: symbols.map((name) => bound(name)[1]),
    };
  };
  return differenceDegrees(
    degreesOf(quantity, symbols, depth, moment),
    degreesOf(formula, symbols, depth, moment),
  );
}

interface Evaluation {
  readonly models: Map<string, MomentModel>;
  readonly own: Family;
  readonly sides: Sides;
  readonly settled: ReadonlyMap<string, Rational>;
  readonly first: number;
  readonly last: number;
}

interface Compared {
  readonly method: Method;
  readonly values: string[][];
}

/** Where the grid meets a zero of a divisor it starts further on. */
const STARTS = [2, 3, 5, 11, 29, 101];

function onGrid(
  symbols: readonly string[],
  degrees: ReadonlyMap<string, number>,
  evaluation: Evaluation,
): Compared {
  for (const start of STARTS) {
    const method = gridMethod(degrees, start);
    try {
      return { method, values: [...gridPoints(symbols, method)].map((point) => valuesAt(point, evaluation)) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'domain') throw error;
    }
  }
  throw new Unprovable('a divisor vanishes on every grid tried', 'not-found');
}

function atRandom(
  symbols: readonly string[],
  degrees: ReadonlyMap<string, number>,
  proposition: Proposition,
  fixed: Fixed,
  evaluation: Evaluation,
): Compared {
  const degree = [...degrees.values()].reduce((total, one) => total + one, 0);
  const method = randomMethod(symbols, degree, proposition, fixed);
  return { method, values: [valuesAt(randomPoint(method), evaluation)] };
}

/** The common values at one point, depth by depth. Throws Unprovable where they differ. */
function valuesAt(point: Point, { models, own, sides, settled, first, last }: Evaluation): string[] {
  const symbols = new Map([...settled, ...point]);
  const moments = new Map<string, Rational[]>();
  const momentAt = (body: Expression, depth: number): Rational => {
    const key = formatExpression(body);
    const values = moments.get(key) ?? modelOf(models, own, body).values(symbols, last);
    moments.set(key, values);
    return values[depth - 1]!;
  };
  const quantity = specialize(sides.quantity, symbols);
  const formula = specialize(sides.formula, symbols);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const depth = first + i;
    const environment = {
      symbols: new Map(symbols).set('d', { num: BigInt(depth), den: 1n }),
      lists: new Map(),
      expectation: (body: Expression) => momentAt(body, depth),
      budget: Number.POSITIVE_INFINITY,
    };
    const value = evaluateExact(quantity, environment);
    if (!equals(value, evaluateExact(formula, environment)))
      throw new Disproved(`the two sides differ as rational functions at depth ${depth}`, { depth });
    return formatRational(value);
  });
}
