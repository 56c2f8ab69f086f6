import type { Claim } from './claim.ts';
import { PARAMETERS } from './domain.ts';
import { isObject, type Json } from './json.ts';
import { type Network, type Parameter, parameterText } from './network.ts';

/** The theorem in one line of English that leaves nothing to guess: the claim, the law of the network, the domain. */
export function theoremText(
  { quantity, relation, formula, order, network, json }: Claim,
  theorem: string,
): string {
  const error = order > 0 ? `, up to a factor 1 + O(n^-${order})` : '';
  const said = `${spaced(quantity)} ${relation} ${spaced(formula)}${error}`;
  const networks = `for ${networkText(network)}`;
  const domain = domainText(json.domain);
  if (theorem === 'limit') return `As n grows, ${said}, ${networks}, on the domain (${domain})`;
  if (theorem === 'witness') return `It is false that ${said}, ${networks}, on the whole domain (${domain})`;
  return `${said}, wherever the left side is defined, ${networks}, on the domain (${domain})`;
}

/** A formula may not hide its end behind many spaces. */
const spaced = (formula: string): string => formula.trim().replace(/ +/g, ' ');

/** What is drawn, and how squared gradients count. */
function networkText(network: Network): string {
  const { parametrization, gates, outputBias, outputActivation } = network;
  return [
    `networks with ${gates} gates`,
    `${parametrization} parametrization`,
    `independent Gaussian weights of variance ${overFanIn(network.sigma_w2)} (in the output layer ${overFanIn(network.output_sigma_w2)})`,
    `independent Gaussian biases of variance ${parameterText(network.sigma_b2)}`,
    `squared gradients of biases counted ${parameterText(network.bias_gradient)} times`,
    `a ${outputActivation} output ${outputBias ? 'with' : 'without'} a bias`,
  ].join(', ');
}

function overFanIn(parameter: Parameter): string {
  const isQuotient = typeof parameter !== 'string' && parameter.num % parameter.den !== 0n;
  return `${isQuotient ? `(${parameterText(parameter)})` : parameterText(parameter)}/fan-in`;
}

/** Every symbol with its values, in a fixed order. */
function domainText(domain: Json): string {
  if (!isObject(domain)) return '';
  const of = (name: string): string => String(domain.get(name));
  return [
    domain.get('widths') === 'equal'
      ? `all hidden widths n in ${of('n')}`
      : `hidden widths n[1], ..., n[d-1] in ${of('n')}`,
    of('d').startsWith('=') ? `depth d ${of('d')}` : `depth d in ${of('d')}`,
    ...(domain.has('n0') ? [] : ['any input width']),
    ...[...PARAMETERS, 'lambda'].filter((name) => domain.has(name)).map((name) => `${name} in ${of(name)}`),
    ...(domain.has('where') ? [`where ${spaced(of('where'))}`] : []),
  ].join('; ');
}
