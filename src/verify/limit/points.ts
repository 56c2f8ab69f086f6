import { isLambdaN } from '../../certificate/limit.ts';
import type { Growing } from '../../certificate/true-limit.ts';
import { evaluateExact } from '../../expression/index.ts';
import { add, multiply, type Rational, rational } from '../../rational/rational.ts';
import { formatRational } from '../../rational/text.ts';
import { contains, type Interval } from '../../statement/domain.ts';
import type { Domain } from '../../statement/statement.ts';
import { magnitudes } from '../directions.ts';
import { integerBounds, intervalOf, rationalNames, simpleValues } from '../draw.ts';
import type { Subject } from '../subject.ts';

/** One point at which a limit is taken: the scalars, and the network as a function of the size that grows. */
export interface LimitPoint {
  readonly values: ReadonlyMap<string, Rational>;
  readonly growing: Growing | undefined;
  readonly widthAt: (size: number) => number;
  readonly depthAt: (size: number) => Rational;
  readonly written: Readonly<Record<string, string>>;
}

/** Where no formula was made to fit, by the seed: scale · (a + b/7) for small a, b. */
const DRAWN = 3;
/** Combinations of the first simple values, at most: the others are tried one at a time. */
const MOST_COMBINATIONS = 8;

/**
 * Points at which a limit is tried: combinations of simple values of each scalar, λ among them, a few that are drawn, each scalar
 * at every order of magnitude; each with a few fixed depths or widths.
 */
export function limitPoints(subject: Subject): LimitPoint[] {
  const { domain } = subject.statement;
  const names = rationalNames(domain);
  const simple = names.map((name) =>
    simpleValues(domain, name, name === 'lambda' || name === 'mu_4' ? 3 : 2),
  );
  const base = new Map(names.map((name, i) => [name, simple[i]![0]!]));
  const combinations = names
    .reduce<Map<string, Rational>[]>(
      (rows, name, i) =>
        simple[i]!.slice(0, 2).flatMap((value) => rows.map((row) => new Map(row).set(name, value))),
      [new Map()],
    )
    .slice(0, MOST_COMBINATIONS);
  const single = names.flatMap((name, i) =>
    simple[i]!.slice(1).map((value) => new Map(base).set(name, value)),
  );
  const drawn = Array.from(
    { length: DRAWN },
    (_, k) =>
      new Map(
        names.map((name, i) => [
          name,
          drawnFrom(domain, name, subject.seed + 31 * k + 7 * i) ?? base.get(name)!,
        ]),
      ),
  );
  const scaled = names.flatMap((name) =>
    (name === 'lambda' ? [] : magnitudes(intervalOf(domain, name))).map((value) =>
      new Map(base).set(name, value),
    ),
  );
  const sizes = sizesOf(subject);
  const near = [...combinations, ...single, ...drawn].flatMap((values) => sizes.map((size) => size(values)));
  // Far out one depth or width is enough, but for the first one, which may be degenerate.
  const far = scaled.flatMap((values) => [sizes[0]!, ...sizes.slice(-1)].map((size) => size(values)));
  const all = [...near, ...far];
  const keys = all.map(({ written }) => JSON.stringify(written));
  return all.filter((_, i) => keys.indexOf(keys[i]!) === i);
}

/** The values of a scalar that a seed gives: one of its interval, of no simple form. */
function drawnFrom(domain: Domain, name: string, seed: number): Rational | undefined {
  const interval: Interval = intervalOf(domain, name);
  const { low = rational(0), high } = interval;
  const whole = 1 + (seed % 5);
  const part = 1 + ((seed >>> 4) % 6);
  const share = rational(part * 5 + whole, 36);
  const value = high
    ? add(low, multiply(add(high, rational(-low.num, low.den)), share))
    : add(low, rational(7 * (whole - 1) + part, 7));
  return contains(interval, value) ? value : undefined;
}

type AtSize = (values: ReadonlyMap<string, Rational>) => LimitPoint;

/** The ways in which networks grow: along the width at a few depths, along the depth at a few widths, or together. */
function sizesOf({ statement: { domain }, claim }: Subject): AtSize[] {
  const depth = domain.ranges.get('d')!;
  const written = (values: ReadonlyMap<string, Rational>, size: Record<string, string> = {}) => ({
    ...Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)])),
    ...size,
  });
  if (depth.kind === 'equals') {
    const { expression } = depth.value;
    const growing: Growing | undefined = isLambdaN(expression) ? { kind: 'joint' } : undefined;
    return [
      (values) => ({
        values,
        growing,
        widthAt: (n) => n,
        depthAt: (n) =>
          evaluateExact(expression, { symbols: new Map([...values, ['n', rational(n)]]), lists: new Map() }),
        written: written(values),
      }),
    ];
  }
  if (claim.as === 'd')
    return integers(integerBounds(intervalOf(domain, 'n'), 2)).map(
      (width): AtSize =>
        (values) => ({
          values,
          growing: { kind: 'depth', width },
          widthAt: () => width,
          depthAt: (d) => rational(d),
          written: written(values, { n: String(width) }),
        }),
    );
  return integers(integerBounds(depth.interval, 3)).map(
    (d): AtSize =>
      (values) => ({
        values,
        growing: { kind: 'width', depth: d },
        widthAt: (n) => n,
        depthAt: () => rational(d),
        written: written(values, { d: String(d) }),
      }),
  );
}

const integers = ({ min, max }: { min: number; max: number }): number[] =>
  Array.from({ length: max - min + 1 }, (_, i) => min + i);
