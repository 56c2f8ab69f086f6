import type { Rational } from '../rational/rational.ts';
import type { NetworkSettings, Parametrization } from './build.ts';
import type { Gates, OutputActivation } from './network.ts';

/** A network parameter of a family: a fixed value, or a symbol of its own. */
export type Parameter = Rational | 'free';

/** The parameters of a family: everything that is fixed but gates, widths, depth and input. */
export interface FamilyParameters {
  readonly parametrization: Parametrization;
  readonly sigmaW2: Parameter;
  readonly sigmaB2: Parameter;
  readonly biasGradient: Parameter | 'sigma_b2';
  readonly outputSigmaW2: Parameter | 'sigma_w2';
  readonly outputBias: boolean;
  readonly outputActivation: OutputActivation;
  /** E W⁴/(E W²)² of the weights; absent: 3, Gaussian weights. */
  readonly mu4?: Parameter;
}

/** A family of networks: everything that is fixed but widths, depth and input. */
export interface Family extends FamilyParameters {
  readonly gates: Gates;
}

/** The settings that a family makes of values for its free parameters, by their names. Throws a RangeError without one. */
export function familySettings(
  family: FamilyParameters,
  values: ReadonlyMap<string, Rational>,
): Omit<NetworkSettings, 'widths' | 'r' | 'gates'> {
  const resolve = (parameter: Parameter, name: string): Rational => {
    const value = parameter === 'free' ? values.get(name) : parameter;
    if (!value) throw new RangeError(`${name} is free; give it a value`);
    return value;
  };
  const sigmaW2 = resolve(family.sigmaW2, 'sigma_w2');
  const sigmaB2 = resolve(family.sigmaB2, 'sigma_b2');
  const { parametrization, biasGradient, outputSigmaW2, outputBias, outputActivation, mu4 } = family;
  return {
    parametrization,
    sigmaW2,
    sigmaB2,
    biasGradient: biasGradient === 'sigma_b2' ? sigmaB2 : resolve(biasGradient, 'bias_gradient'),
    outputSigmaW2: outputSigmaW2 === 'sigma_w2' ? sigmaW2 : resolve(outputSigmaW2, 'output_sigma_w2'),
    outputBias,
    outputActivation,
    ...(mu4 && { mu4: resolve(mu4, 'mu_4') }),
  };
}
