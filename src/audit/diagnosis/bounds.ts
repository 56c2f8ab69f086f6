import { add, compare, multiply, type Rational, rational, subtract } from '../../rational/rational.ts';
import { parseRational, toNumber } from '../../rational/text.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Architecture } from '../../verify/architecture.ts';
import { smallestArchitectures } from '../../verify/smallest.ts';
import type { ArchitectureRecord } from '../../verify/verdict.ts';
import { number } from './build.ts';
import { pointAt, pointsOf, valueAt } from './points.ts';
import { Screen } from './screen.ts';
import type { Found } from './search.ts';
import { isCount, sitesOf } from './sites.ts';

/** Networks beside the points at which a bound has to hold before it is decided. */
const MOST = 40;

/** Of a bound that fails, at `failing` at least: the constants of its formula, each moved to the nearest one with which it holds on what was tried. */
export function boundRepairs(statement: Statement, failing: ArchitectureRecord | undefined): Found[] {
  const { quantity, formula, relation } = statement.claims[0]!;
  const tried = [...(failing ? [architectureOf(failing)] : []), ...smallestArchitectures(statement, MOST)];
  const points = [...tried.map((at) => pointAt(statement, at)), ...pointsOf(statement)];
  const truth = points.map((point) => valueAt(quantity.expression, point));
  const known = points.flatMap((point, i) => (truth[i] ? [{ point, value: toNumber(truth[i]) }] : []));
  if (known.length === 0) return [];
  const screen = new Screen(
    known.map(({ point }) => point),
    formula.expression,
  );
  const holds = (found: number, value: number): boolean => {
    const slack = 1e-12 * Math.abs(value);
    return relation === 'at-most' ? value <= found + slack : value >= found - slack;
  };
  const found = sitesOf(formula.expression).flatMap((site): Found[] => {
    const { node, put, inExpectation } = site;
    if (node.kind !== 'constant' || inExpectation || isCount(site)) return [];
    for (const value of constantsNear(node.value)) {
      const expression = put(number(value));
      if (!known.every(({ value: wanted }, at) => holds(screen.at(expression, at), wanted))) continue;
      return [
        {
          expression,
          edits: [{ before: node, after: number(value) }],
          cost: Math.abs(toNumber(subtract(value, node.value)) / toNumber(node.value)),
        },
      ];
    }
    return [];
  });
  // By how much a constant moves, as a part of it.
  return found.sort((a, b) => a.cost - b.cost);
}

const architectureOf = ({ widths, values }: ArchitectureRecord): Architecture => ({
  widths,
  values: new Map(Object.entries(values).map(([name, text]) => [name, parseRational(text)!])),
});

/** Whole numbers, halves, thirds, quarters and sixths around a number, and simple multiples of it, the nearest first. */
function constantsNear(value: Rational): Rational[] {
  const steps = [1, 2, 3, 4, 6].flatMap((den) =>
    Array.from({ length: 6 * den }, (_, i) => [rational(i + 1, den), rational(-i - 1, den)]).flat(),
  );
  const factors = [
    rational(1, 2),
    rational(1, 3),
    rational(1, 4),
    rational(2),
    rational(3),
    rational(4),
    rational(10),
  ];
  const all = [...steps.map((step) => add(value, step)), ...factors.map((factor) => multiply(value, factor))];
  const distance = (one: Rational): number => Math.abs(toNumber(subtract(one, value)));
  return all.sort((a, b) => distance(a) - distance(b) || Number(a.den - b.den) || compare(a, b));
}
