import { add, divide, multiply, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { checkCount, MAX_TUPLES } from './limit.ts';
import { type Path, pathCount, paths } from './path.ts';

/** In which hidden layers 1 … d-1 two paths are at the same neuron, one letter a layer: T together, A apart. */
export type Pattern = string;

/**
 * Number of ordered pairs of paths from the inputs, by where they meet, by enumeration of all of them. Π n_i over T
 * and n_i (n_i - 1) over A, times n_0², is the law. Throws PathLimit beyond MAX_TUPLES pairs.
 */
export function meetingPatterns(widths: readonly number[]): ReadonlyMap<Pattern, bigint> {
  const count = pathCount(widths);
  checkCount(count * count, MAX_TUPLES, `pairs of paths at widths ${widths}`);
  const all = [...paths(widths)];
  const pairs = new Map<Pattern, bigint>();
  for (const a of all)
    for (const b of all) {
      const pattern = patternOf(a, b);
      pairs.set(pattern, (pairs.get(pattern) ?? 0n) + 1n);
    }
  return pairs;
}

function patternOf(a: Path, b: Path): Pattern {
  let pattern = '';
  for (let l = 1; l < a.neurons.length - 1; l++) pattern += a.neurons[l] === b.neurons[l] ? 'T' : 'A';
  return pattern;
}

/** Hidden layers in which two paths of this pattern meet. */
export const meetingsIn = (pattern: Pattern): number => pattern.split('T').length - 1;

/**
 * Mean of c^(hidden layers where they meet) over all ordered pairs of paths: Π (1 + (c-1)/n_i) over hidden layers
 * is the law. c = 0 gives the share of pairs that never meet. Throws PathLimit as `meetingPatterns` does.
 */
export function meetingMean(widths: readonly number[], c: Rational): Rational {
  let total = ZERO;
  for (const [pattern, pairs] of meetingPatterns(widths))
    total = add(total, multiply(rational(pairs), power(c, meetingsIn(pattern))));
  return divide(total, rational(pathCount(widths) ** 2n));
}
