import { describe, expect, test } from 'vitest';
import { moments, outputMonomial } from '../../src/exact/moment.ts';
import { closeRecursion, type Recursion, runRecursion, type Term } from '../../src/exact/recursion.ts';
import type { Network } from '../../src/network/network.ts';
import type { Rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { samplesNeeded } from '../../src/statistics/catoni.ts';
import { designedNetworks } from './designed-networks.ts';
import { exactLaws, isRandom, PRODUCTS, simulateAgainst } from './simulated.ts';

/** The recursion of all products, in the order of PRODUCTS. */
const recursion = closeRecursion(PRODUCTS.map((powers) => outputMonomial(designedNetworks[0]!, powers)!));

interface Suspect {
  readonly name: string;
  readonly oracle: (network: Network) => readonly Rational[];
}

const withTerm = (row: number, place: number, term: Term): Recursion => ({
  ...recursion,
  terms: recursion.terms.map((terms, i) =>
    i === row ? terms.map((old, k) => (k === place ? term : old)) : terms,
  ),
});

/** The recursion with one coefficient one too large or one too small, for every coefficient of it. */
const mutants: Suspect[] = recursion.terms.flatMap((terms, row) =>
  recursion.monomials[row]!.key === '1'
    ? []
    : terms.flatMap((term, place) => {
        const { coefficient } = term;
        const { u, v, s, c, loops } = recursion.factors[term.factor]!;
        const source = recursion.monomials[term.source]!;
        const name = `${recursion.monomials[row]!.key} <- ${coefficient} u^${u} v^${v} s^${s} c^${c} m^${loops} ${source.key}`;
        return [1n, -1n].map((by) => {
          const mutant = withTerm(row, place, { ...term, coefficient: coefficient + by });
          const oracle = (network: Network) => runRecursion(mutant, network, PRODUCTS.length);
          return { name: `${name}: coefficient ${by > 0n ? '+' : '-'} 1`, oracle };
        });
      }),
);

const swapped = (from: Network['gates'], to: Network['gates']): Suspect => ({
  name: `${to} gates for ${from} ones`,
  oracle: (network) => moments(network.gates === from ? { ...network, gates: to } : network, PRODUCTS),
});

const suspects = [...mutants, swapped('relu', 'fair'), swapped('fair', 'relu')];
/** A suspect that is innocent is convicted with probability 1e-6 at most, whichever it is. */
const level = 1e-6 / suspects.length;

const laws = designedNetworks.map(exactLaws);

/** The network and product on which a suspect is convicted with the fewest samples, by the test's stated power. */
function cheapestTrial({ oracle }: Suspect) {
  const options = designedNetworks.flatMap((network, place) =>
    oracle(network).flatMap((value, product) => {
      const law = laws[place]![product]!;
      const mean = toNumber(value);
      if (Math.abs(mean - law.mean) <= 1e-9 * Math.abs(law.mean)) return [];
      const information = isRandom(law) ? (mean - law.mean) ** 2 / law.variance : Number.POSITIVE_INFINITY;
      return [{ place, product, mean, law, information }];
    }),
  );
  if (options.length === 0) return undefined;
  const best = options.reduce((a, b) => (b.information > a.information ? b : a));
  const { law, mean } = best;
  const count = isRandom(law) ? samplesNeeded(Math.abs(mean - law.mean), law.variance, level) : 1;
  return { ...best, count };
}

const trials = suspects.map((suspect) => ({ suspect, trial: cheapestTrial(suspect) }));

describe('simulated networks convict any one wrong coefficient of the exact oracle', () => {
  test('every suspect differs from the oracle somewhere', () => {
    expect(trials.filter(({ trial }) => !trial).map(({ suspect }) => suspect.name)).toEqual([]);
  });

  test.each(designedNetworks.map((network, place) => [network.widths.join(','), place] as const))(
    'those that widths %s (network %i) betray, and only those',
    (_, place) => {
      const here = trials.flatMap(({ suspect, trial }) =>
        trial?.place === place ? [{ suspect, trial }] : [],
      );
      const count = Math.max(1, ...here.map(({ trial }) => trial.count));
      const predictions = here.map(({ trial: { product, mean } }) => ({ product, mean }));
      const products = [...new Set([0, ...predictions.map(({ product }) => product)])];
      const truth = products.map((product) => ({ product, mean: laws[place]![product]!.mean }));
      const verdicts = simulateAgainst(designedNetworks[place]!, [...predictions, ...truth], {
        seed: place,
        count,
        level,
      });
      const survivors = here.filter((_one, k) => !verdicts[k]).map(({ suspect }) => suspect.name);
      expect(survivors).toEqual([]);
      expect(verdicts.slice(here.length)).toEqual(truth.map(() => false));
    },
  );

  test('there are as many suspects as coefficients, twice, and two gate rules', () => {
    const coefficients = recursion.terms.reduce(
      (sum, terms, row) => sum + (recursion.monomials[row]!.key === '1' ? 0 : terms.length),
      0,
    );
    expect(suspects.length).toBe(2 * coefficients + 2);
    expect(coefficients).toBeGreaterThan(100);
  });
});
