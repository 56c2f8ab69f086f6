import { formatExpression } from '../../expression/index.ts';
import { divide, equals, isZero, type Rational } from '../../rational/rational.ts';
import { toNumber } from '../../rational/text.ts';
import type { Statement } from '../../statement/statement.ts';
import { integer } from './build.ts';
import { Combinations } from './combinations.ts';
import { pointsOf, valueAt } from './points.ts';
import { Screen } from './screen.ts';
import { namesOf } from './slips.ts';
import { Vocabulary } from './vocabulary.ts';

/** The longest quotient that is simpler than both sides of it. */
const LONGEST = 40;

/** The claimed formula over the true value, where that is simple; the quotient is exact at every point. */
export function factorOf(statement: Statement): string | undefined {
  const { quantity, formula } = statement.claims[0]!;
  const points = pointsOf(statement);
  const ratios = points.map((point): Rational | undefined => {
    const [value, claimed] = [valueAt(quantity.expression, point), valueAt(formula.expression, point)];
    return value && claimed && !isZero(value) ? divide(claimed, value) : undefined;
  });
  if (points.length < 4 || !ratios.every((ratio) => ratio !== undefined)) return undefined;
  const names = namesOf(statement);
  const screen = new Screen(points, integer(1));
  const doubles = ratios.map(toNumber);
  const sums = new Combinations(names, screen);
  const inverse = sums.recognize(doubles.map((x) => 1 / x));
  const sum = sums.recognize(doubles);
  const found = [
    ...new Vocabulary(integer(1), names, screen).recognize(doubles).map(({ expression }) => expression),
    ...(sum ? [sum.expression] : []),
    ...(inverse ? [{ kind: 'divide', left: integer(1), right: inverse.expression } as const] : []),
  ];
  return found
    .filter((expression) =>
      points.every((point, i) => {
        const value = valueAt(expression, point);
        return value !== undefined && equals(value, ratios[i]!);
      }),
    )
    .map(formatExpression)
    .find((text) => text.length <= LONGEST);
}
