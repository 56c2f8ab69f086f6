import { formatExpression } from '../expression/index.ts';
import type { Family, Parameter } from '../network/family.ts';
import { isGaussian } from '../network/weight-law.ts';
import type { Rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { formatInterval } from '../statement/domain.ts';
import type { Case, Claim, Domain } from '../statement/statement.ts';
import type { Proposition } from './certificate.ts';
import { Unprovable } from './unprovable.ts';

/** No lemma of the checker covers other weights, and certificates do not name their law. */
function requireGaussian({ mu4 }: Case['convention']): void {
  if (mu4 !== undefined && (mu4 === 'free' || !isGaussian({ mu4 })))
    throw new Unprovable('no lemma covers weights that are not Gaussian');
}

/** The family of networks that a case speaks of; symbols of the domain that have one value are not free. */
export function familyOf({ convention, gates }: Case, domain: Domain): Family {
  requireGaussian(convention);
  const settled = (parameter: Parameter, name: string): Parameter => {
    if (parameter !== 'free') return parameter;
    return soleValue(domain, name) ?? 'free';
  };
  const { biasGradient, outputSigmaW2 } = convention;
  return {
    parametrization: convention.parametrization,
    sigmaW2: settled(convention.sigmaW2, 'sigma_w2'),
    sigmaB2: settled(convention.sigmaB2, 'sigma_b2'),
    biasGradient: biasGradient === 'sigma_b2' ? biasGradient : settled(biasGradient, 'bias_gradient'),
    outputSigmaW2: outputSigmaW2 === 'sigma_w2' ? outputSigmaW2 : settled(outputSigmaW2, 'output_sigma_w2'),
    outputBias: convention.outputBias,
    outputActivation: convention.outputActivation,
    gates,
  };
}

/** The value of a symbol whose range is a single point. Throws Unprovable where it is computed from others. */
export function soleValue(domain: Domain, name: string): Rational | undefined {
  const range = domain.ranges.get(name);
  if (!range) return undefined;
  if (range.kind === 'equals') throw new Unprovable(`${name} is computed from other symbols`);
  const { low, high } = range.interval;
  return low && high && low.num === high.num && low.den === high.den ? low : undefined;
}

/** The texts of a certificate: abbreviations are written out, and the domain says all. */
export function propositionOf(own: Case, domain: Domain, claim: Claim): Proposition {
  const { convention } = own;
  requireGaussian(convention);
  const written = (parameter: Parameter, name: string): string =>
    parameter === 'free' ? name : formatRational(parameter);
  const sigmaW2 = written(convention.sigmaW2, 'sigma_w2');
  const sigmaB2 = written(convention.sigmaB2, 'sigma_b2');
  const { biasGradient, outputSigmaW2 } = convention;
  const ranges = [...domain.ranges].map(([name, range]): [string, string] => [
    name,
    range.kind === 'equals'
      ? `= ${formatExpression(range.value.expression)}`
      : formatInterval(range.interval),
  ]);
  return {
    claim: {
      quantity: formatExpression(claim.quantity.expression),
      relation: claim.relation,
      formula: formatExpression(claim.formula.expression),
      ...(claim.order !== undefined && { order: claim.order }),
    },
    network: {
      parametrization: convention.parametrization,
      sigma_w2: sigmaW2,
      sigma_b2: sigmaB2,
      bias_gradient: biasGradient === 'sigma_b2' ? sigmaB2 : written(biasGradient, 'bias_gradient'),
      output_sigma_w2: outputSigmaW2 === 'sigma_w2' ? sigmaW2 : written(outputSigmaW2, 'output_sigma_w2'),
      output_bias: convention.outputBias,
      output_activation: convention.outputActivation,
      gates: own.gates,
    },
    domain: {
      widths: domain.ranges.get('n')?.kind === 'widths' ? 'list' : 'equal',
      ...Object.fromEntries(ranges),
      ...(domain.where && { where: formatExpression(domain.where.expression) }),
    },
  };
}
