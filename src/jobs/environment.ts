import { type Environment, listOf } from '../expression/index.ts';
import type { NetworkSettings } from '../network/build.ts';
import { type Rational, rational } from '../rational/rational.ts';

/** What a quantity of one network may name beside the observables. */
export function quantityEnvironment({ widths, r, sigmaW2, sigmaB2 }: NetworkSettings): Environment<Rational> {
  const symbols = new Map([
    ['d', rational(widths.length - 1)],
    ['r', r],
    ['sigma_w2', sigmaW2],
    ['sigma_b2', sigmaB2],
  ]);
  const n = listOf(
    'n',
    widths.map((width) => rational(width)),
  );
  return { symbols, lists: new Map([['n', n]]) };
}
