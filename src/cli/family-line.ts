import type { Family } from '../network/family.ts';
import { phase } from '../network/phase.ts';
import { isZero, type Rational } from '../rational/rational.ts';
import { written } from '../workflow/family-record.ts';

/** One line that says which networks a closed form is about. */
export function familyLine(family: Family): string {
  const { sigmaW2, sigmaB2, biasGradient, outputSigmaW2 } = family;
  const known = sigmaW2 !== 'free' && sigmaB2 !== 'free';
  const named = (name: string, value: Rational | string): string =>
    value === 'free' ? `any ${name}` : `${name} = ${written(value)}`;
  return [
    'any depth d, equal hidden widths n',
    `${family.parametrization} parametrization`,
    named('σ_w²', sigmaW2),
    ...(outputSigmaW2 === 'sigma_w2' || written(outputSigmaW2) === written(sigmaW2)
      ? []
      : [`${named('σ_w²', outputSigmaW2)} in the last layer`]),
    named('σ_b²', sigmaB2),
    biasGradient === 'sigma_b2' && sigmaB2 !== 'free' && isZero(sigmaB2)
      ? 'no bias gradient'
      : biasGradient === 'sigma_b2'
        ? 'bias gradient σ_b²'
        : named('bias gradient', biasGradient),
    ...(family.outputBias ? [] : ['no output bias']),
    ...(family.outputActivation === 'linear' ? [] : ['relu output']),
    `${family.gates} gates${known ? `: ${phase(sigmaW2, sigmaB2)}` : ''}`,
  ].join(', ');
}
