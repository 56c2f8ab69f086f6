import { layerMatrix } from '../derive/layer.ts';
import { monomialText } from '../derive/layer-text.ts';
import { outputMonomial } from '../exact/moment.ts';
import { closeRecursion } from '../exact/recursion.ts';
import { type Expression, expandPolynomial } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { expectationsIn } from '../quantity/expectations.ts';

/** One layer of the recursion that a quantity's moments obey, a line a monomial. */
export function recursionText(quantity: Expression, family: Family): string[] {
  const bodies = [...expectationsIn(quantity).values()];
  const targets = bodies.flatMap((body) =>
    expandPolynomial(body, { symbols: new Map(), lists: new Map() }).map(({ powers }) =>
      outputMonomial(family, powers),
    ),
  );
  const recursion = closeRecursion(targets.filter((target) => target !== undefined));
  const matrix = layerMatrix(recursion, family, 'hidden');
  return [
    'One hidden layer of width n, from the layer below to this one; V(w) = aᵀA…Aa and T(w) = tr A…A of the gated activations a and kernels A, D their',
    'derivatives, divided by width^k at 2k legs (σ_w² = 2a, σ_b² = 2S, c = 2C; every later moment follows by one matrix a layer):',
    ...matrix.map(
      (row, i) => `  ${recursion.monomials[i]!.key} <- ${monomialText(row, recursion.monomials)}`,
    ),
  ];
}
