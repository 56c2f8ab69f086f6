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
/** Architectures tried, at most, where there is a disproof. */
const MOST = 1200;
/** And without one, unless the effort says otherwise. */
const SEARCHED = 60;
/** Widths above the least one: two different rational functions of low degree agree at few of them. */
const STEPS = [0, 1, 2, 4, 15, 100, 1008];
/** Values at which no formula was made to fit. */
const ODD = [rational(7, 3), rational(22, 7), rational(101, 10), rational(3, 17)];

/**
 * An exact witness that the sides of an equality differ: where a disproof has seen it, at growing widths and other values of the
 * scalars; without a disproof, at every depth from the least on, `searched` at most. Undefined when none is found: the sides may differ as functions and
 * yet agree on the domain.
 */
export function searchDifference(
  subject: Subject,
  seen: Difference | undefined,
  searched = SEARCHED,
): Finding | undefined {
  const { statement } = subject;
  const trials = new Trials(subject);
  let left = seen ? MOST : searched;
  for (const candidate of candidates(statement.domain, seen?.depth)) {
    if (!meetsCondition(statement, candidate)) continue;
    if (left <= 0) return undefined;
    left -= 1;
    if (trials.failsAt(candidate, true)) return refutation(trials, candidate, 0);
  }
  return undefined;
}

type Shape = (layer: number) => number;

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
  const shapes: Shape[] = [
    ...widths.map((width) => () => width),
    ...(isList ? [(layer: number) => widths[layer % widths.length]!] : []),
  ];
  const points = [...scalarPoints(domain)];
  const allowed = inputs.filter((width) => inside('n0', width));
  const at = (d: number, shape: Shape, values: ReadonlyMap<string, Rational>, input: number): Architecture =>
    architecture(
      domain,
      input,
      Array.from({ length: d }, (_, layer) => shape(layer)),
      d,
      values,
    );
  // Each depth once in general position, where a difference vanishes by chance alone.
  for (const d of depths) {
    const odd = points[1 + (d % ODD.length)] ?? points[0]!;
    yield at(d, shapes[d % shapes.length]!, odd, allowed[d % allowed.length]!);
  }
  // Then every depth with the first shapes and points, and with the next ones.
  for (let round = 0; round < shapes.length + points.length; round++)
    for (const d of depths)
      for (const [i, shape] of shapes.entries())
        if (points[round - i]) yield at(d, shape, points[round - i]!, allowed[round % allowed.length]!);
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
