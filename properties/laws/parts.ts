import fc from 'fast-check';
import { sum } from '../../src/rational/rational.ts';
import { expectEqual } from '../exactly.ts';
import { expectations, type MomentOracle } from '../moment-oracle.ts';
import { networks } from '../networks.ts';
import { degreeOf } from '../products.ts';

const cofactorsWithin = (
  oracle: MomentOracle,
  whole: string,
  cofactors: readonly string[],
): fc.Arbitrary<string> =>
  fc.constantFrom(...cofactors.filter((cofactor) => degreeOf(`${cofactor}*${whole}`) <= oracle.reach));

/** E[X whole] = Σ E[X part], for each of the cofactors X. */
const splits =
  (whole: string, parts: readonly string[], cofactors: readonly string[]) =>
  (oracle: MomentOracle): fc.IProperty<unknown> =>
    fc.property(networks, cofactorsWithin(oracle, whole, cofactors), (network, cofactor) => {
      const E = expectations(oracle, network);
      const ofParts = sum(parts.map((part) => E(`${cofactor}*${part}`)));
      expectEqual(`E(${cofactor}*${whole})`, E(`${cofactor}*${whole}`), ofParts);
    });

/** K = K_w + K_b. */
export const kernelSplits = splits('K', ['Kw', 'Kb'], ['1', 'K', 'Kw', 'Kb', 'f^2', 'f^4', 'K^2', 'f^2*Kb']);

/** Q = Q_ww + Q_wb + Q_bw + Q_bb. */
export const driftSplits = splits('Q', ['Qww', 'Qwb', 'Qbw', 'Qbb'], ['f', 'f^3', 'f*K', 'f*Kb', 'Q', 'Qbw']);

/** Q_bb = 0: K_b depends on the biases through the gates alone. */
export const biasesDoNotMoveBiasPart = splits('Qbb', [], ['f', 'f^3', 'f*K', 'Q', 'Qbb']);

/**
 * Q_wb = Q_bw in every moment: Q_xy = 2 Σ_{p in x, q in y} λ_p λ_q ∂_p f ∂_q f ∂_p∂_q f does not change when
 * x and y trade places.
 */
export const driftIsSymmetric = splits('Qwb', ['Qbw'], ['f', 'f^3', 'f*K', 'f*Kb', 'Qww', 'Qwb', 'Qbw']);
