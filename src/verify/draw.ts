import fc from 'fast-check';
import { STANDARD_MOMENTS } from '../network/weight-law.ts';
import { add, divide, equals, multiply, type Rational, rational, subtract } from '../rational/rational.ts';
import { contains, type Interval } from '../statement/domain.ts';
import { firstInteger, lastInteger } from '../statement/read-domain.ts';
import type { Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';

/** How far beyond the least value random architectures go: exact evaluation and simulation stay cheap. */
const SPAN = { depth: 7, width: 11, inputWidth: 4 } as const;

/** Integers that a range gives, at most `span` above its least. */
export function integerBounds(
  interval: Interval,
  span: number,
): { readonly min: number; readonly max: number } {
  const min = Number(firstInteger(interval));
  const max = interval.high
    ? Number(lastInteger(interval.high, interval.highOpen))
    : Number.POSITIVE_INFINITY;
  return { min, max: Math.min(max, min + span) };
}

/** Interval of a range of the domain, or the one to use when the domain does not declare the symbol. */
export function intervalOf(domain: Domain, name: string): Interval {
  const range = domain.ranges.get(name);
  if (range && range.kind !== 'equals') return range.interval;
  return { low: rational(1), lowOpen: false, highOpen: false };
}

/** Names of the scalars that are drawn as rationals. */
export const rationalNames = (domain: Domain): string[] =>
  [...domain.ranges].filter(([, range]) => range.kind === 'rational').map(([name]) => name);

/** Random points of a domain (its `where` aside). They shrink towards few layers, narrow layers, simple numbers. */
export function architectures(domain: Domain): fc.Arbitrary<Architecture> {
  const depth = integerBounds(intervalOf(domain, 'd'), SPAN.depth);
  const width = fc.integer(integerBounds(intervalOf(domain, 'n'), SPAN.width));
  const isEqual = domain.ranges.get('n')?.kind === 'width';
  const most = Math.max(0, depth.max - 1);
  const names = rationalNames(domain);
  return fc
    .record({
      depth: fc.integer(depth),
      hidden: isEqual
        ? width.map((n) => Array<number>(most + 1).fill(n))
        : fc.array(width, { minLength: most, maxLength: most }),
      inputWidth: fc.integer(integerBounds(intervalOf(domain, 'n0'), SPAN.inputWidth)),
      rationals: fc.tuple(...names.map((name) => rationals(intervalOf(domain, name)))),
    })
    .map(({ depth: d, hidden, inputWidth, rationals: drawn }) =>
      architecture(domain, inputWidth, hidden, d, new Map(names.map((name, i) => [name, drawn[i]!]))),
    );
}

/**
 * The point of the domain of this depth, with the first depth-1 of the hidden widths; where n is one width it is the
 * first of them, even when there is no hidden layer.
 */
export function architecture(
  domain: Domain,
  inputWidth: number,
  hidden: readonly number[],
  depth: number,
  rationals: ReadonlyMap<string, Rational>,
): Architecture {
  const values = new Map(rationals);
  if (domain.ranges.get('n')?.kind === 'width') values.set('n', rational(hidden[0]!));
  if (domain.ranges.has('n0')) values.set('n0', rational(inputWidth));
  return { widths: [inputWidth, ...hidden.slice(0, depth - 1), 1], values };
}

/** Rationals of an interval that is bounded below, simple ones more often. */
function rationals(interval: Interval): fc.Arbitrary<Rational> {
  const { low, high } = interval;
  const steps = 12;
  if (high) {
    const share = fc.integer({ min: interval.lowOpen ? 1 : 0, max: interval.highOpen ? steps - 1 : steps });
    const length = subtract(high, low!);
    return share.map((k) => add(low!, multiply(length, rational(k, steps))));
  }
  return fc
    .tuple(fc.integer({ min: interval.lowOpen ? 1 : 0, max: 24 }), fc.integer({ min: 1, max: 6 }))
    .map(([k, m]) => add(low!, divide(rational(k), rational(m))));
}

/** A few values of a rational symbol: simple ones, or for mu_4 those of named laws, which can be sampled. */
export function simpleValues(domain: Domain, name: string, most: number): Rational[] {
  const interval = intervalOf(domain, name);
  if (name !== 'mu_4') return simpleRationals(interval, most);
  const named = lawMoments(domain).filter((mu4) => mu4 !== undefined);
  return (named.length > 0 ? named : simpleRationals(interval, most)).slice(0, most);
}

/** mu_4 of the named laws that a domain with a mu_4 holds; where it has none, [undefined]: the convention says it. */
export function lawMoments(domain: Domain): (Rational | undefined)[] {
  if (!domain.ranges.has('mu_4')) return [undefined];
  const interval = intervalOf(domain, 'mu_4');
  const laws = ['laplace', 'uniform', 'student9', 'gaussian'] as const;
  return laws.map((law) => STANDARD_MOMENTS[law][0]).filter((mu4) => contains(interval, mu4));
}

const SIMPLE = [
  [1, 1],
  [2, 1],
  [1, 2],
  [3, 1],
  [0, 1],
  [3, 2],
  [1, 3],
  [5, 2],
  [4, 1],
  [1, 10],
] as const;

/** A few simple rationals of an interval, its middle among them when it is short. */
export function simpleRationals(interval: Interval, most: number): Rational[] {
  const { low, high } = interval;
  const middle = low && high ? [divide(add(low, high), rational(2))] : low ? [add(low, rational(1))] : [];
  const candidates = [...SIMPLE.map(([num, den]) => rational(num, den)), ...middle];
  const inside = candidates.filter((x) => contains(interval, x));
  return inside.filter((x, i) => inside.findIndex((y) => equals(x, y)) === i).slice(0, most);
}
