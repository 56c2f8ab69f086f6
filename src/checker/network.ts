import type { Domain } from './domain.ts';
import { compare, type Fraction, fractionText, parseFraction, ZERO } from './fraction.ts';
import { fields, type Json, oneOf, text } from './json.ts';
import { refuse } from './refusal.ts';

/** A parameter of the network: a number, or a symbol of the domain. */
export type Parameter = Fraction | string;

/**
 * What the network is. Weights of a layer have variance v = sigma_w2/(fan-in), biases s = sigma_b2; squared gradients count
 * u times for a weight (`ntk`: u = v, `standard`: u = 1) and c = bias_gradient times for a bias. The output layer has its own
 * sigma_w2, and s = c = 0 if it has no bias.
 */
export interface Network {
  readonly parametrization: 'ntk' | 'standard';
  readonly sigma_w2: Parameter;
  readonly sigma_b2: Parameter;
  readonly bias_gradient: Parameter;
  readonly output_sigma_w2: Parameter;
  readonly outputBias: boolean;
  readonly outputActivation: 'linear' | 'relu';
  readonly gates: 'relu' | 'fair';
}

const NAMES = [
  'parametrization',
  'sigma_w2',
  'sigma_b2',
  'bias_gradient',
  'output_sigma_w2',
  'output_bias',
  'output_activation',
  'gates',
];

export function readNetwork(value: Json | undefined, domain: Domain): Network {
  const [parametrization, w, b, c, out, bias, activation, gates] = fields(value, 'network', NAMES);
  const parameter = (
    found: Json | undefined,
    name: string,
    positive: boolean,
    aliases: string[],
  ): Parameter => {
    const written = text(found, `network.${name}`);
    if (aliases.includes(written))
      return domain.intervals.has(written)
        ? written
        : refuse(`network.${name}: the domain has no ${written}`);
    const number =
      parseFraction(written) ?? refuse(`network.${name}: wanted a rational or ${aliases.join(' or ')}`);
    const side = compare(number, ZERO);
    return side < 0 || (positive && side === 0) ? refuse(`network.${name}: ${written} is too small`) : number;
  };
  if (typeof bias !== 'boolean') return refuse('network.output_bias: wanted true or false');
  const network: Network = {
    parametrization: oneOf(parametrization, 'network.parametrization', ['ntk', 'standard']),
    sigma_w2: parameter(w, 'sigma_w2', true, ['sigma_w2']),
    sigma_b2: parameter(b, 'sigma_b2', false, ['sigma_b2']),
    bias_gradient: parameter(c, 'bias_gradient', false, ['bias_gradient', 'sigma_b2']),
    output_sigma_w2: parameter(out, 'output_sigma_w2', true, ['output_sigma_w2', 'sigma_w2']),
    outputBias: bias,
    outputActivation: oneOf(activation, 'network.output_activation', ['linear', 'relu']),
    gates: oneOf(gates, 'network.gates', ['relu', 'fair']),
  };
  for (const name of ['sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2'] as const)
    if (domain.intervals.has(name) && network[name] !== name)
      refuse(
        `domain.${name}: network.${name} is ${parameterText(network[name])}; wanted the symbol ${name} there, or none here`,
      );
  return network;
}

export const parameterText = (parameter: Parameter): string =>
  typeof parameter === 'string' ? parameter : fractionText(parameter);
