import { add, compare, divide, multiply, type Rational, rational, subtract } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import type { Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';
import { keyOf } from './directions.ts';
import { architecture, intervalOf, rationalNames } from './draw.ts';

/** Networks as a climb sees them: runs of layers of one width each, an input width, and scalars. */
interface Shape {
  readonly runs: readonly Run[];
  readonly input: number;
  readonly values: ReadonlyMap<string, Rational>;
}
interface Run {
  readonly width: number;
  readonly count: number;
}

export interface ClimbEffort {
  /** Architectures tried, at most. */
  readonly climbed: number;
  /** The deepest of them. */
  readonly depth: number;
}

/** Layers that are put in: as narrow as can be, or much wider than all others. */
const INSERTED = [1, 1000] as const;
const MOST_RUNS = 4;
const MOST_WIDTH = 1_000_000;
/** Scalars stay within so many orders of magnitude. */
const MOST_SCALE = 10n ** 20n;

/**
 * Climbs from architectures, the best first, to ones where `margin` is smaller, by changing widths, numbers of layers and scalars
 * one at a time, and going on while it falls. It ends where one is below 0, at the end of its budget, or when no change helps.
 * Deterministic: which architectures are tried depends on the margins alone. `margin` is undefined where there is none.
 */
export function climb(
  domain: Domain,
  starts: readonly Architecture[],
  margin: (candidate: Architecture) => number | undefined,
  effort: ClimbEffort,
): Architecture | undefined {
  const known = new Map<string, number>();
  let left = effort.climbed;
  const measure = (shape: Shape): number => {
    const candidate = architectureOf(domain, shape, effort.depth);
    if (!candidate) return Number.POSITIVE_INFINITY;
    const key = keyOf(candidate);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (left <= 0) return Number.POSITIVE_INFINITY;
    left -= 1;
    const found = margin(candidate) ?? Number.POSITIVE_INFINITY;
    known.set(key, found);
    return found;
  };
  for (const [index, start] of starts.entries()) {
    const before = left;
    const share = Math.ceil(before / (starts.length - index));
    let shape = shapeOf(start);
    let best = measure(shape);
    for (let moved = true; moved && best >= 0 && before - left < share; ) {
      moved = false;
      for (const move of movesOf(domain, shape)) {
        let next = move(shape);
        while (next && best >= 0 && before - left < share) {
          const found = measure(next);
          if (found >= best) break;
          [shape, best, moved] = [next, found, true];
          next = move(shape);
        }
      }
    }
    if (best < 0) return architectureOf(domain, shape, effort.depth);
  }
  return undefined;
}

function shapeOf({ widths, values }: Architecture): Shape {
  const runs: Run[] = [];
  for (const width of widths.slice(1, -1)) {
    const last = runs.at(-1);
    if (last?.width === width) runs[runs.length - 1] = { width, count: last.count + 1 };
    else runs.push({ width, count: 1 });
  }
  return { runs, input: widths[0]!, values };
}

/** The architecture of a shape, if it is one of the domain and not too deep. */
function architectureOf(
  domain: Domain,
  { runs, input, values }: Shape,
  most: number,
): Architecture | undefined {
  const hidden = runs.flatMap(({ width, count }) => Array<number>(count).fill(width));
  const depth = hidden.length + 1;
  const inside = (name: string, value: number): boolean =>
    contains(intervalOf(domain, name), rational(value));
  if (depth > most || !inside('d', depth) || !inside('n0', input)) return undefined;
  if (!runs.every(({ width }) => width <= MOST_WIDTH && inside('n', width))) return undefined;
  const scalars = new Map(rationalNames(domain).map((name) => [name, values.get(name)!]));
  const filled = hidden.length > 0 ? hidden : [Number((values.get('n') ?? rational(1)).num)];
  return architecture(domain, input, filled, depth, scalars);
}

type Move = (shape: Shape) => Shape | undefined;

/** Every change of one thing: undefined where it cannot be made. */
function movesOf(domain: Domain, { runs, values }: Shape): Move[] {
  const isList = domain.ranges.get('n')?.kind === 'widths';
  const inRuns = runs.flatMap((_, place) => [
    ...WIDTHS.map((change) => changed(place, ({ width, count }) => ({ width: change(width), count }))),
    ...COUNTS.map((change) => changed(place, ({ width, count }) => ({ width, count: change(count) }))),
  ]);
  const places = Array.from({ length: runs.length + 1 }, (_, place) => place);
  const inserting =
    isList || runs.length === 0
      ? places.flatMap((place) => INSERTED.map((width) => inserted(place, width)))
      : [];
  const scalars = [...values.keys()]
    .filter((name) => domain.ranges.get(name)?.kind === 'rational')
    .flatMap((name) => scalings(domain, name));
  return [...scalars, ...inRuns, ...inserting];
}

const WIDTHS: readonly ((width: number) => number)[] = [
  (width) => 2 * width,
  (width) => Math.floor(width / 2),
  (width) => width + 1,
  (width) => width - 1,
  (width) => 32 * width,
];
const COUNTS: readonly ((count: number) => number)[] = [
  (count) => count + 1,
  (count) => 2 * count,
  (count) => count - 1,
];

const changed =
  (place: number, change: (run: Run) => Run): Move =>
  (shape) => {
    const run = shape.runs[place];
    if (!run) return undefined;
    const next = change(run);
    if (next.width < 1) return undefined;
    const runs = next.count < 1 ? shape.runs.toSpliced(place, 1) : shape.runs.with(place, next);
    return { ...shape, runs };
  };

const inserted =
  (place: number, width: number): Move =>
  (shape) => {
    if (shape.runs.length >= MOST_RUNS || place > shape.runs.length || shape.runs[place]?.width === width)
      return undefined;
    return { ...shape, runs: shape.runs.toSpliced(place, 0, { width, count: 1 }) };
  };

/** Ten times farther from an end of the interval, or nearer to it. */
function scalings(domain: Domain, name: string): Move[] {
  const { low = rational(0), high } = intervalOf(domain, name);
  const moveTo =
    (next: (x: Rational) => Rational): Move =>
    (shape) => {
      const value = next(shape.values.get(name)!);
      const isInside = contains(intervalOf(domain, name), value) && isModerate(value);
      return isInside ? { ...shape, values: new Map(shape.values).set(name, value) } : undefined;
    };
  const ten = rational(10);
  return [
    moveTo((x) => add(low, divide(subtract(x, low), ten))),
    moveTo((x) => add(low, multiply(subtract(x, low), ten))),
    ...(high ? [moveTo((x) => subtract(high, divide(subtract(high, x), ten)))] : []),
  ];
}

const isModerate = ({ num, den }: Rational): boolean =>
  den <= MOST_SCALE && compare({ num, den }, rational(MOST_SCALE)) <= 0;
