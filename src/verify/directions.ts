import { hasExpectation } from '../expression/index.ts';
import { add, multiply, type Rational, rational, subtract } from '../rational/rational.ts';
import { contains, type Interval } from '../statement/domain.ts';
import type { Claim, Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from './draw.ts';

/** How far architectures go along each direction in which a domain has no end. */
export interface Distance {
  /** Depths and widths of whole networks: each depth with each width. */
  readonly sizes: readonly number[];
  /** Depths of the narrowest networks alone. */
  readonly depths: readonly number[];
  /** Widths of shallow networks alone. */
  readonly widths: readonly number[];
}

/** Powers of ten by which a scalar leaves its simple values. */
const MAGNITUDES = [3, 18] as const;

/** Values far out in an interval: by orders of magnitude where it is unbounded or begins at 0, and near its ends. */
export function magnitudes({ low, high, ...interval }: Interval): Rational[] {
  const from = low ?? rational(0);
  const scale = high ? subtract(high, from) : rational(1);
  const small = MAGNITUDES.map((power) => multiply(scale, rational(1n, 10n ** BigInt(power))));
  const far = high
    ? small.map((step) => subtract(high, step))
    : MAGNITUDES.map((power) => add(from, rational(10n ** BigInt(power))));
  const all = [...small.map((step) => add(from, step)), ...far];
  return all.filter((x) => contains({ ...(low && { low }), ...(high && { high }), ...interval }, x));
}

/**
 * Architectures along every direction in which a domain is unbounded, as far as the domain has them: deep, wide, both, with
 * widths that alternate, and with each scalar at every order of magnitude. The other scalars are at their first simple value.
 */
export function farArchitectures(domain: Domain, { sizes, depths, widths }: Distance): Architecture[] {
  if (domain.ranges.get('d')?.kind === 'equals') return [];
  const allowed =
    (name: string) =>
    (value: number): boolean =>
      contains(intervalOf(domain, name), rational(value));
  const names = rationalNames(domain);
  const base = new Map<string, Rational>(names.map((name) => [name, simpleValues(domain, name, 1)[0]!]));
  const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
  const isList = domain.ranges.get('n')?.kind === 'widths';
  const at = (depth: number, shape: Shape, values: ReadonlyMap<string, Rational> = base): Architecture =>
    architecture(
      domain,
      input,
      Array.from({ length: depth }, (_, layer) => shape(layer)),
      depth,
      values,
    );
  const shapes = (width: number): Shape[] => [
    () => width,
    ...(isList && allowed('n')(2 * width) ? [(layer: number) => (layer % 2 === 0 ? width : 2 * width)] : []),
  ];
  const least = (name: string): number => integerBounds(intervalOf(domain, name), 0).min;
  const [narrow, shallow] = [least('n'), least('d')];
  const moderate = [shallow + 1, shallow + 7].filter(allowed('d'));
  const inDepth = [...sizes, ...depths].filter(allowed('d'));
  const inWidth = widths.filter(allowed('n'));
  const both = sizes
    .filter(allowed('n'))
    .flatMap((width) =>
      sizes.filter(allowed('d')).flatMap((d) => shapes(width).map((shape) => at(d, shape))),
    );
  const deep = inDepth.map((d) => at(d, () => narrow));
  const wide = inWidth.flatMap((width) => moderate.map((d) => at(d, () => width)));
  const scaled = names.flatMap((name) =>
    magnitudes(intervalOf(domain, name)).flatMap((value) =>
      [shallow, ...moderate].map((d) => at(d, () => narrow, new Map(base).set(name, value))),
    ),
  );
  return distinct([...both, ...deep, ...wide, ...scaled]);
}

type Shape = (layer: number) => number;

/** Blocks of narrow and of wide layers: how many of each. */
const BLOCKS = [
  [1, 8],
  [4, 8],
  [1, 40],
  [4, 40],
] as const;
const WIDE = 1000;

/**
 * Where inequalities over networks are tightest and chance never goes: some narrow layers before or after wide ones, with each
 * scalar at an ordinary value, small and large. Where all layers have one width, a few deep networks.
 */
export function blockArchitectures(domain: Domain, deepest: number): Architecture[] {
  const names = rationalNames(domain);
  const simple = new Map<string, Rational>(names.map((name) => [name, simpleValues(domain, name, 1)[0]!]));
  const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
  const inside = (name: string, value: number): boolean =>
    contains(intervalOf(domain, name), rational(value));
  const narrow = integerBounds(intervalOf(domain, 'n'), 0).min;
  const wide = inside('n', WIDE) ? WIDE : integerBounds(intervalOf(domain, 'n'), WIDE).max;
  const isEqual = domain.ranges.get('n')?.kind === 'width';
  const layers = BLOCKS.flatMap(([few, many]) => {
    const [a, b] = [Array<number>(few).fill(narrow), Array<number>(many).fill(wide)];
    return isEqual
      ? [Array<number>(few + many).fill(narrow), Array<number>(few + many).fill(wide)]
      : [
          [...a, ...b],
          [...b, ...a],
        ];
  });
  const scaled = names.flatMap((name) =>
    magnitudes(intervalOf(domain, name)).map((value) => new Map(simple).set(name, value)),
  );
  return layers
    .filter((hidden) => hidden.length < deepest && inside('d', hidden.length + 1))
    .flatMap((hidden) =>
      [simple, ...scaled].map((values) => architecture(domain, input, hidden, hidden.length + 1, values)),
    );
}

/** The same point is tried once. */
export function distinct(all: readonly Architecture[]): Architecture[] {
  const seen = new Map<string, Architecture>();
  for (const one of all) seen.set(keyOf(one), seen.get(keyOf(one)) ?? one);
  return [...seen.values()];
}

export const keyOf = ({ widths, values }: Architecture): string =>
  `${widths} ${[...values].map(([name, { num, den }]) => `${name} ${num}/${den}`)}`;

/** Whether moments of networks stand in a claim: else its values are cheap at any depth. */
export const hasMoments = ({ quantity, formula }: Claim): boolean =>
  [quantity, formula].some(({ expression }) => hasExpectation(expression));
