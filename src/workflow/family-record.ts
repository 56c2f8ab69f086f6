import type { Family } from '../network/family.ts';
import type { Rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';

/** A parameter as text. */
export const written = (parameter: Rational | string): string =>
  typeof parameter === 'string' ? parameter : formatRational(parameter);

/** The family as commands echo it; `free` is a symbol. */
export const familyRecord = (family: Family) => ({
  widths: 'equal',
  parametrization: family.parametrization,
  sigma_w2: written(family.sigmaW2),
  sigma_b2: written(family.sigmaB2),
  bias_gradient: written(family.biasGradient),
  output_sigma_w2: written(family.outputSigmaW2),
  output_bias: family.outputBias,
  output_activation: family.outputActivation,
  gates: family.gates,
});
