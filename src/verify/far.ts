import type { Rational } from '../rational/rational.ts';
import { rational } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import type { Domain } from '../statement/statement.ts';
import type { Architecture } from './architecture.ts';
import { architecture, integerBounds, intervalOf, rationalNames, simpleValues } from './draw.ts';

/**
 * Architectures of these depths and widths, as far as the domain has them: with equal widths and, where widths are a
 * list, alternating ones; at a simple value of every scalar.
 */
export function farArchitectures(domain: Domain, sizes: readonly number[]): Architecture[] {
  if (domain.ranges.get('d')?.kind === 'equals') return [];
  const allowed = (name: string, value: number): boolean =>
    contains(intervalOf(domain, name), rational(value));
  const inside = (name: string): number[] => sizes.filter((value) => allowed(name, value));
  const rationals = new Map<string, Rational>(
    rationalNames(domain).map((name) => [name, simpleValues(domain, name, 1)[0]!]),
  );
  const input = integerBounds(intervalOf(domain, 'n0'), 0).min;
  const isList = domain.ranges.get('n')?.kind === 'widths';
  const shapes = inside('n').flatMap((width) => [
    (_: unknown, _layer: number) => width,
    ...(isList && allowed('n', 2 * width)
      ? [(_: unknown, layer: number) => (layer % 2 === 0 ? width : 2 * width)]
      : []),
  ]);
  return inside('d').flatMap((depth) =>
    shapes.map((shape) =>
      architecture(domain, input, Array.from({ length: depth }, shape), depth, rationals),
    ),
  );
}
