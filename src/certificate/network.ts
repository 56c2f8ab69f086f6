import { buildNetwork } from '../network/build.ts';
import type { Family, Parameter } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import { ONE, type Rational } from '../rational/rational.ts';
import type { Point } from './points.ts';

/** The network of a family at a point of its free symbols. */
export function networkAt(family: Family, widths: readonly number[], point: Point): Network {
  const read = (parameter: Parameter, name: string): Rational =>
    parameter === 'free' ? point.get(name)! : parameter;
  const sigmaW2 = read(family.sigmaW2, 'sigma_w2');
  const sigmaB2 = read(family.sigmaB2, 'sigma_b2');
  const { biasGradient, outputSigmaW2 } = family;
  return buildNetwork({
    widths,
    r: point.get('r') ?? ONE,
    parametrization: family.parametrization,
    sigmaW2,
    sigmaB2,
    biasGradient: biasGradient === 'sigma_b2' ? sigmaB2 : read(biasGradient, 'bias_gradient'),
    outputSigmaW2: outputSigmaW2 === 'sigma_w2' ? sigmaW2 : read(outputSigmaW2, 'output_sigma_w2'),
    outputBias: family.outputBias,
    outputActivation: family.outputActivation,
    gates: family.gates,
  });
}
