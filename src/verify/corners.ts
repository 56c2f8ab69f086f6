import type { Rational } from '../rational/rational.ts';
import type { Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleRationals } from './draw.ts';

/** The architectures at the ends of the domain's depths and widths, at the first simple value of every scalar. */
export function corners(domain: Domain): Architecture[] {
  const rationals = new Map<string, Rational>(
    rationalNames(domain).map((name) => [name, simpleRationals(intervalOf(domain, name), 1)[0]!]),
  );
  const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
  return ends(domain, 'd').flatMap((depth) =>
    ends(domain, 'n').map((width) =>
      architecture(domain, input, Array<number>(depth).fill(width), depth, rationals),
    ),
  );
}

/** Without an upper end, a few above the lower. */
const SPAN = 8;

function ends(domain: Domain, name: string): number[] {
  const { min, max } = integerBounds(intervalOf(domain, name), Number.POSITIVE_INFINITY);
  const last = Number.isFinite(max) ? max : min + SPAN;
  return min === last ? [min] : [min, last];
}
