import { equals, type Rational, rational } from '../rational/rational.ts';

/** E W⁴/(E W²)² of a Gaussian weight. */
export const GAUSSIAN_MU4: Rational = rational(3);

/** The laws of weights that have names. All are symmetric, and all but `rademacher` have a density. */
export type LawName = 'gaussian' | 'uniform' | 'laplace' | 'student9' | 'rademacher';

/** μ_2k = E W^2k/(E W²)^k at index k - 2: μ_4, μ_6, μ_8. */
export type StandardMoments = readonly [mu4: Rational, mu6: Rational, mu8: Rational];

/**
 * Standardized even moments of each law, with h = 2k:
 * Gaussian (h-1)!!, uniform 3^k/(h+1), Laplace h!/2^k, Student's t with ν = 9 degrees of freedom
 * Π_{i<=k} (2i-1)(ν-2)/(ν-2i), of which the 8th is the last that is finite, and 1 for a fair sign.
 */
export const STANDARD_MOMENTS: Readonly<Record<LawName, StandardMoments>> = {
  gaussian: [rational(3), rational(15), rational(105)],
  uniform: [rational(9, 5), rational(27, 7), rational(9)],
  laplace: [rational(6), rational(90), rational(2520)],
  student9: [rational(21, 5), rational(49), rational(2401)],
  rademacher: [rational(1), rational(1), rational(1)],
};

/** The named law of this μ_4, if there is one: no two have the same. */
export const lawOfMu4 = (mu4: Rational): LawName | undefined =>
  (Object.keys(STANDARD_MOMENTS) as LawName[]).find((name) => equals(STANDARD_MOMENTS[name][0], mu4));

/** Whether all that is known of Gaussian weights is known of these; what has no μ_4 is Gaussian. */
export const isGaussian = ({ mu4 = GAUSSIAN_MU4 }: { readonly mu4?: Rational | undefined }): boolean =>
  equals(mu4, GAUSSIAN_MU4);
