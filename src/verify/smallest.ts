import { equals, type Rational } from '../rational/rational.ts';
import { contains, type Interval } from '../statement/domain.ts';
import type { Domain, Statement } from '../statement/statement.ts';
import { type Architecture, compareSize, meetsCondition } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from './draw.ts';

/** The smallest architectures of a statement's domain in the order of their size, at most `most`. */
export function smallestArchitectures(statement: Pick<Statement, 'domain'>, most: number): Architecture[] {
  const { domain } = statement;
  const known =
    sorted.get(domain) ??
    all(domain)
      .filter((candidate) => meetsCondition(statement, candidate))
      .sort(compareSize);
  sorted.set(domain, known);
  return known.slice(0, most);
}

/** Claims on the same domain share its small architectures. */
const sorted = new WeakMap<Domain, readonly Architecture[]>();

function all(domain: Domain): Architecture[] {
  const isEqual = domain.ranges.get('n')?.kind === 'width';
  const depths = integers(integerBounds(intervalOf(domain, 'd'), 3));
  const widths = integers(integerBounds(intervalOf(domain, 'n'), 2));
  const inputs = integers(integerBounds(intervalOf(domain, 'n0'), 1));
  const names = rationalNames(domain);
  const values = product(names.map((name) => valuesOf(domain, name)));
  return depths.flatMap((depth) => {
    const hidden = isEqual
      ? widths.map((width) => Array<number>(depth).fill(width))
      : hiddenWidths(depth - 1, widths);
    return hidden.flatMap((layers) =>
      inputs.flatMap((input) =>
        values.map((row) =>
          architecture(domain, input, layers, depth, new Map(names.map((name, i) => [name, row[i]!]))),
        ),
      ),
    );
  });
}

/** Two simple values, and the ends that belong to the interval: where formulas tend to break. */
function valuesOf(domain: Domain, name: string): Rational[] {
  const interval: Interval = intervalOf(domain, name);
  const ends = [interval.low, interval.high].filter((end) => end && contains(interval, end)) as Rational[];
  const simple = simpleValues(domain, name, 2);
  return [...simple, ...ends.filter((end) => !simple.some((value) => equals(value, end)))];
}

/** All choices of hidden widths; in deep networks, those that are equal but for one layer. */
function hiddenWidths(layers: number, widths: readonly number[]): number[][] {
  if (widths.length ** layers <= 81) return product(Array<readonly number[]>(layers).fill(widths));
  const equal = widths.map((width) => Array<number>(layers).fill(width));
  const bumped = equal[0]!.flatMap((_, place) =>
    widths.slice(1).map((width) => equal[0]!.with(place, width)),
  );
  return [...equal, ...bumped];
}

const integers = ({ min, max }: { min: number; max: number }): number[] =>
  Array.from({ length: max - min + 1 }, (_, i) => min + i);

/** All ways of taking one item of each list. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}
