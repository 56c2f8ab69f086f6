import fc from 'fast-check';
import { expect } from 'vitest';
import { multiply, rational, ZERO } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { expectAtMost } from '../exactly.ts';
import { isPositiveSemidefinite } from '../matrix.ts';
import { expectations, type MomentOracle, someProducts } from '../moment-oracle.ts';
import { networks } from '../networks.ts';
import { degreeOf } from '../products.ts';

/** No moment is negative, not even those of the drift. */
export const isNeverNegative = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, someProducts(oracle), (network, products) => {
    const E = expectations(oracle, network);
    for (const product of products) expectAtMost(`0 <= E(${product})`, ZERO, E(product));
  });

/**
 * The matrix E[X_i X_j W] has no negative eigenvalue, when W >= 0: Cauchy-Schwarz for every pair of combinations of
 * the X at once, and E X² >= (E X)².
 */
const gramMatrixIsPositive =
  (weight: string, variables: readonly string[]) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(networks, (network) => {
      const E = expectations(oracle, network);
      const reached = variables.filter((x) => 2 * degreeOf(x) + degreeOf(weight) <= oracle.reach);
      const matrix = reached.map((x) => reached.map((y) => E(`${weight}*${x}*${y}`)));
      const shown = matrix.map((row) => row.map(formatRational).join('  ')).join('\n');
      expect(isPositiveSemidefinite(matrix), `E[${weight} X Y], X, Y = ${reached.join(', ')}\n${shown}`).toBe(
        true,
      );
    });

export const satisfiesCauchySchwarz = gramMatrixIsPositive('1', ['1', 'f^2', 'Kw', 'Kb']);
export const satisfiesCauchySchwarzOfOddFactors = gramMatrixIsPositive('1', ['f', 'Qww', 'Qwb']);
/** With E K^i for i <= 4: the Hankel matrices of a law on [0, ∞). */
export const hasMomentsOfALaw = gramMatrixIsPositive('1', ['1', 'K', 'K^2']);
export const hasMomentsOfAPositiveLaw = gramMatrixIsPositive('K', ['1', 'K']);

/** f is a mixture of centred normals, or one ReLU of it: E f⁴ >= 3 (E f²)². */
export const hasHeavierTailsThanNormal = (oracle: MomentOracle): fc.IProperty<unknown> =>
  fc.property(networks, (network) => {
    const E = expectations(oracle, network);
    const ff = E('f^2');
    expectAtMost('3 (E f^2)^2 <= E f^4', multiply(rational(3), multiply(ff, ff)), E('f^4'));
  });
