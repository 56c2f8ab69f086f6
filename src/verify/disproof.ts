import type { Difference } from '../certificate/unprovable.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import type { Domain } from '../statement/statement.ts';
import { type Finding, refutation } from './agreement.ts';
import { type Architecture, meetsCondition } from './architecture.ts';
import { magnitudes } from './directions.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from './draw.ts';
import type { Subject } from './subject.ts';
import { Trials } from './trial.ts';

/** Depths that are searched where the disproof does not name one. */
const DEEPEST = 128;
/** Architectures tried, at most: where there is a disproof, and where there is none. */
const MOST = { disproved: 1200, open: 60 } as const;
/** Widths above the least one: two different rational functions of low degree agree at few of them. */
const STEPS = [0, 1, 2, 4, 15, 100, 1008];
/** Values at which no formula was made to fit. */
const ODD = [rational(7, 3), rational(22, 7), rational(101, 10), rational(3, 17)];

/**
 * An exact witness that the sides of an equality differ: where a disproof has seen it, at growing widths and other values of the
 * scalars; without a disproof, at every depth from the least on. Undefined when none is found: the sides may differ as functions and
 * yet agree on the domain.
 */
export function searchDifference(subject: Subject, seen: Difference | undefined): Finding | undefined {
  const { statement } = subject;
  const trials = new Trials(subject);
  let left: number = seen ? MOST.disproved : MOST.open;
  for (const candidate of candidates(statement.domain, seen?.depth)) {
    if (!meetsCondition(statement, candidate)) continue;
    if (left <= 0) return undefined;
    left -= 1;
    if (trials.failsAt(candidate, true)) return refutation(trials, candidate, 0);
  }
  return undefined;
}

function* candidates(domain: Domain, depth: number | undefined): Generator<Architecture> {
  const inside = (name: string, value: number): boolean =>
    contains(intervalOf(domain, name), rational(value));
  const { min: shallow } = integerBounds(intervalOf(domain, 'd'), 0);
  const depths =
    depth !== undefined
      ? [depth]
      : Array.from({ length: DEEPEST }, (_, i) => shallow + i).filter((d) => inside('d', d));
  const narrow = integerBounds(intervalOf(domain, 'n'), 0).min;
  const widths = STEPS.map((step) => narrow + step).filter((width) => inside('n', width));
  const inputs = [0, 1, 6].map((step) => integerBounds(intervalOf(domain, 'n0'), 0).min + step);
  const isList = domain.ranges.get('n')?.kind === 'widths';
  const shapes: ((layer: number) => number)[] = [
    ...widths.map((width) => () => width),
    ...(isList ? [(layer: number) => widths[layer % widths.length]!] : []),
  ];
  const points = [...scalarPoints(domain)];
  // Every depth with the first shapes and points, then with the next ones: differences at few depths are met early.
  const rounds = shapes.length + points.length;
  for (let round = 0; round < rounds; round++) {
    for (const d of depths) {
      for (const [i, shape] of shapes.entries()) {
        const values = points[round - i];
        if (!values) continue;
        const input = inputs.filter((width) => inside('n0', width))[round % 3] ?? inputs[0]!;
        yield architecture(
          domain,
          input,
          Array.from({ length: d }, (_, layer) => shape(layer)),
          d,
          values,
        );
      }
    }
  }
}

/** Values of all scalars: simple ones, odd ones, and one far out at a time. */
function* scalarPoints(domain: Domain): Generator<ReadonlyMap<string, Rational>> {
  const names = rationalNames(domain);
  const simple = new Map(names.map((name) => [name, simpleValues(domain, name, 3)]));
  const base = new Map(names.map((name) => [name, simple.get(name)![0]!]));
  yield base;
  for (const shift of ODD.keys()) {
    const odd = names.map((name, i): [string, Rational] => {
      const value = ODD[(i + shift) % ODD.length]!;
      const known = simple.get(name)!;
      return [name, contains(intervalOf(domain, name), value) ? value : known[(shift + i) % known.length]!];
    });
    yield new Map(odd);
  }
  for (const name of names)
    for (const value of [...simple.get(name)!.slice(1), ...magnitudes(intervalOf(domain, name))])
      yield new Map(base).set(name, value);
}
