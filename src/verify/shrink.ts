import { compare, divide, equals, multiply, ONE, type Rational, rational } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import type { Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';
import { architecture, intervalOf, rationalNames } from './draw.ts';

/** Architectures that are tried to make a counterexample smaller, at most. */
const MOST = 150;

/**
 * A smaller counterexample, as long as one of its neighbours still fails: with half of its layers, without one of them, with
 * narrower layers, simpler scalars. Deterministic.
 */
export function shrunk(
  domain: Domain,
  found: Architecture,
  fails: (candidate: Architecture) => boolean,
): Architecture {
  let best = found;
  let left = MOST;
  for (let moved = true; moved && left > 0; ) {
    moved = false;
    for (const candidate of smaller(domain, best)) {
      if (left <= 0) break;
      left -= 1;
      if (!fails(candidate)) continue;
      [best, moved] = [candidate, true];
      break;
    }
  }
  return best;
}

/** Neighbours of the domain that are smaller, those that are much smaller first. */
function smaller(domain: Domain, { widths, values }: Architecture): Architecture[] {
  const hidden = widths.slice(1, -1);
  const isEqual = domain.ranges.get('n')?.kind === 'width';
  const least = Number(intervalOf(domain, 'n').low?.num ?? 1n);
  const allOf = (width: number): number[] => hidden.map(() => width);
  const shorter = isEqual
    ? [Math.floor(hidden.length / 2), hidden.length - 1].map((count) => hidden.slice(0, Math.max(0, count)))
    : [
        hidden.slice(0, Math.floor(hidden.length / 2)),
        hidden.slice(Math.ceil(hidden.length / 2)),
        ...hidden.map((_, place) => hidden.toSpliced(place, 1)),
      ];
  const narrower = isEqual
    ? [least, Math.floor((hidden[0] ?? 1) / 2), (hidden[0] ?? 1) - 1].map(allOf)
    : [
        allOf(least),
        ...hidden.flatMap((width, place) =>
          [least, Math.floor(width / 2), width - 1].map((next) => hidden.with(place, next)),
        ),
      ];
  const scalars = new Map(rationalNames(domain).map((name) => [name, values.get(name)!]));
  const fewer = shorter.filter((one) => one.length < hidden.length);
  const thinner = narrower.filter((one) => sum(one) < sum(hidden));
  const make = (layers: readonly number[], own: ReadonlyMap<string, Rational>): Architecture | undefined => {
    const inside = (name: string, value: number): boolean =>
      contains(intervalOf(domain, name), rational(value));
    if (!inside('d', layers.length + 1) || !layers.every((width) => inside('n', width))) return undefined;
    const filled = layers.length > 0 ? layers : [Number((values.get('n') ?? rational(least)).num)];
    return architecture(domain, widths[0]!, filled, layers.length + 1, own);
  };
  const simpler = [...scalars].flatMap(([name, value]) =>
    simplerThan(value)
      .filter((next) => contains(intervalOf(domain, name), next))
      .map((next) => make(hidden, new Map(scalars).set(name, next))),
  );
  const all = [
    ...fewer.map((one) => make(one, scalars)),
    ...simpler,
    ...thinner.map((one) => make(one, scalars)),
  ];
  return all.filter((one) => one !== undefined);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

/** One, and what is a thousand and ten times nearer to it. */
function simplerThan(value: Rational): Rational[] {
  if (equals(value, ONE)) return [];
  const isLarge = compare(value, ONE) > 0;
  const nearer = (factor: number): Rational =>
    isLarge ? divide(value, rational(factor)) : multiply(value, rational(factor));
  const inOrder = [1000, 10].map(nearer).filter((next) => compare(next, ONE) > 0 === isLarge);
  return [ONE, ...inOrder];
}
