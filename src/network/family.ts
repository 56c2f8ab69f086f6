import type { Rational } from '../rational/rational.ts';
import type { Parametrization } from './build.ts';
import type { Gates, OutputActivation } from './network.ts';

/** A network parameter of a family: a fixed value, or a symbol of its own. */
export type Parameter = Rational | 'free';

/** A family of networks: everything that is fixed but widths, depth and input. */
export interface Family {
  readonly parametrization: Parametrization;
  readonly sigmaW2: Parameter;
  readonly sigmaB2: Parameter;
  readonly biasGradient: Parameter | 'sigma_b2';
  readonly outputSigmaW2: Parameter | 'sigma_w2';
  readonly outputBias: boolean;
  readonly outputActivation: OutputActivation;
  readonly gates: Gates;
}
