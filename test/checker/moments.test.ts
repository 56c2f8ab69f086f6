import { describe, expect, it } from 'vitest';
import { fractionText, integer, parseFraction, power } from '../../src/checker/fraction.ts';
import { Moments, type Values } from '../../src/checker/moments.ts';
import { OBSERVABLES, outputMonomial } from '../../src/checker/monomial.ts';
import type { Network } from '../../src/checker/network.ts';
import { moments, type Powers } from '../../src/exact/moment.ts';
import { buildNetwork } from '../../src/network/build.ts';
import { formatRational, parseRational } from '../../src/rational/text.ts';

const PRODUCTS: Powers[] = [
  { f: 2 },
  { K: 1 },
  { Kw: 1 },
  { Kb: 1 },
  { f: 4 },
  { K: 2 },
  { Kw: 2 },
  { Kw: 1, Kb: 1 },
  { f: 2, Kw: 1 },
  { f: 1, Q: 1 },
  { f: 1, Qww: 1 },
  { f: 1, Qwb: 1 },
  { f: 1, Qbw: 1 },
  { f: 1, Qbb: 1 },
  { K: 3 },
  { f: 2, K: 2 },
  { Qwb: 2 },
];

/** A small deterministic source of choices. */
function chooser(seed: number): <T>(options: readonly T[]) => T {
  let state = seed;
  return (options) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return options[(state >>> 8) % options.length]!;
  };
}

describe('moments of the checker', () => {
  it.each(Array.from({ length: 120 }, (_, seed) => seed))('equal those of the oracle: network %i', (seed) => {
    const pick = chooser(seed * 7919 + 1);
    const depth = pick([1, 2, 3, 4]);
    const widths = [pick([1, 2, 3]), ...Array.from({ length: depth - 1 }, () => pick([1, 2, 3, 5])), 1];
    const parametrization = pick(['ntk', 'standard'] as const);
    const gates = pick(['relu', 'fair'] as const);
    const outputActivation = pick(['linear', 'relu'] as const);
    const outputBias = pick([true, true, false]);
    const [r, w, b, c, out] = [
      pick(['0', '1', '3/2']),
      pick(['2', '1', '5/3']),
      pick(['0', '0', '1/2']),
      pick(['0', '1', '2/3']),
      pick(['2', '1/3']),
    ];
    const network: Network = {
      parametrization,
      sigma_w2: parseFraction(w)!,
      sigma_b2: parseFraction(b)!,
      bias_gradient: parseFraction(c)!,
      output_sigma_w2: parseFraction(out)!,
      outputBias,
      outputActivation,
      gates,
    };
    const oracle = buildNetwork({
      widths,
      r: parseRational(r)!,
      parametrization,
      sigmaW2: parseRational(w)!,
      sigmaB2: parseRational(b)!,
      biasGradient: parseRational(c)!,
      outputSigmaW2: parseRational(out)!,
      outputBias,
      outputActivation,
      gates,
    });
    const values: Values = {
      r: parseFraction(r)!,
      n0: integer(widths[0]!),
      sigma_w2: parseFraction(w)!,
      sigma_b2: parseFraction(b)!,
      bias_gradient: parseFraction(c)!,
      output_sigma_w2: parseFraction(out)!,
    };
    const names = PRODUCTS.map(
      (powers) =>
        outputMonomial(
          Object.entries(powers).flatMap(([name, count]) => new Array(count).fill(OBSERVABLES.get(name)!)),
        )!,
    );
    const zeros = { r: r === '0', sigma_b2: b === '0', bias_gradient: c === '0' };
    const mine = new Moments(network, zeros, names).run(
      values,
      (l) => ({ n: BigInt(widths[l]!), y: power(integer(2), -widths[l]!) }),
      depth,
    );
    expect(mine[depth - 1]!.map(fractionText)).toEqual(moments(oracle, PRODUCTS).map(formatRational));
  });
});
