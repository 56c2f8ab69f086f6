import type { Network } from '../network/network.ts';
import { OBSERVABLES, type Observable } from '../network/observables.ts';
import type { Product } from '../quantity/exact.ts';
import { isZero, type Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { type Known, knownReader, knownText } from '../simulate/known.ts';
import type { Visit } from '../simulate/run.ts';
import { POSTERIORS } from '../simulate/sampler.ts';
import { type Mixture, tiltBounds } from '../simulate/tilt.ts';
import { addends, agrees, type KnownMean, planKnownMean } from '../statistics/known-mean.ts';
import type { Choice } from './method.ts';

/** What a run of tilted networks is held against. */
export interface Check extends KnownMean {
  readonly known: Known;
}

/**
 * The probability that a tilted run fails its checks although nothing is wrong. Intervals are planned for a miss with
 * 1 - CHECK_LEVEL times the level that is stated, so that it holds of those that are printed, too.
 */
export const CHECK_LEVEL = 1e-6;

/** The exact oracle is quick up to this degree. */
const QUICK = 4;

/**
 * What a run of tilted networks is held against, beside the bounds, which samples with wrong digits obey as well:
 *
 * - the posteriors of groups of layers, in [0, 1]: their means are the groups' shares of the mixture, if each law is drawn
 *   as it should be and its density is right;
 * - products g of f and X, the part of K that is tilted by, whose mean the exact oracle knows. X^p dP/dQ <= B, so that
 *   E_Q (g dP/dQ)² = E g² dP/dQ <= B E g²/X^p: g = 1 (the weights' mean, where X >= c_d > 0), X^(p-1), f² X^(p-1), X^(p+1).
 *
 * What is estimated, a form of degree p, is none of them. Where the oracle does not reach, the shares are left.
 */
export function plannedChecks(
  network: Network,
  { power, part }: Pick<Choice, 'power' | 'part'>,
  mixture: Mixture,
  oracle: (products: readonly Product[]) => readonly Rational[] | undefined,
  { samples, level }: { readonly samples: number; readonly level: number },
): Check[] {
  const shares = POSTERIORS.map((known, group) => {
    const mean = mixture.shares.reduce((sum, share, l) => sum + (mixture.groups[l] === group ? share : 0), 0);
    return { known, mean, variance: null };
  });
  const { high } = tiltBounds(mixture, power);
  const products = productsOf(network, power, part);
  const means = oracle(products.map(({ product }) => product));
  const ratios = oracle(products.map(({ ratio }) => ratio));
  const reached = means && ratios ? products : [];
  const moments = reached.map(({ product, floor }, i) => {
    const mean = toNumber(means![i]!);
    const factors = OBSERVABLES.flatMap((name) => Array<Observable>(product[name] ?? 0).fill(name));
    return { known: factors, mean, variance: high * toNumber(ratios![i]!) * floor - mean ** 2 };
  });
  const random = [...shares, ...moments].filter(({ mean, variance }) =>
    variance === null ? mean > 1e-12 : variance > 1e-12 * mean ** 2 && Number.isFinite(variance),
  );
  return random.map(({ known, ...one }) => ({
    known,
    ...planKnownMean(one, samples, level / random.length),
  }));
}

/** A product, and one whose mean times `floor` is at least E product²/part^p. */
interface Ratio {
  readonly product: Product;
  readonly ratio: Product;
  readonly floor: number;
}

function productsOf(network: Network, power: number, part: Choice['part']): Ratio[] {
  const output = network.layers.at(-1)!;
  const ratios: Ratio[] = [
    { product: { [part]: power - 1 }, ratio: { [part]: power - 2 }, floor: 1 },
    { product: { f: 2, [part]: power - 1 }, ratio: { f: 4, [part]: power - 2 }, floor: 1 },
  ];
  if (power + 2 <= QUICK)
    ratios.push({ product: { [part]: power + 1 }, ratio: { [part]: power + 2 }, floor: 1 });
  if (part !== 'Kw' && network.outputActivation === 'linear' && !isZero(output.biasScale))
    ratios.push({ product: {}, ratio: {}, floor: toNumber(output.biasScale) ** -power });
  return ratios;
}

/** Of each check, the two sums (`addends`) over all samples; returns what the first one that fails says. */
export function failedCheck(
  checks: readonly Check[],
  sums: (i: number) => readonly [number, number],
  samples: number,
  level: number,
): string | undefined {
  const failed = checks.find((check, i) => !agrees(check, sums(i), samples, level / checks.length));
  return (
    failed &&
    `the samples miss ${knownText(failed.known)}, which is ${failed.mean.toPrecision(6)}, at level ${level}: they are not drawn as they should be`
  );
}

/** The checks of a simulation outside a job: what to call for each sample, and what fails in the end. */
export function runningChecks(checks: readonly Check[]): {
  readonly visit: Visit;
  readonly failure: (samples: number, level: number) => string | undefined;
} {
  const readers = checks.map(({ known }) => knownReader(known));
  const totals = checks.map((): [number, number] => [0, 0]);
  return {
    visit: (_, __, observables, drawn) => {
      for (const [i, check] of checks.entries()) {
        const [first, second] = addends(check, readers[i]!(observables, drawn));
        totals[i]![0] += first;
        totals[i]![1] += second;
      }
    },
    failure: (samples, level) => failedCheck(checks, (i) => totals[i]!, samples, level),
  };
}
