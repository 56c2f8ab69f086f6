import { evaluateExact } from '../expression/index.ts';
import type { Family, Parameter } from '../network/family.ts';
import { type Rational, rational } from '../rational/rational.ts';
import type { Case, Domain, Range } from '../statement/statement.ts';
import type { At } from './true-limit.ts';
import { Unprovable } from './unprovable.ts';

/** The networks of a case at a point of its domain: without a free parameter, at one input. */
export interface PointFamily {
  readonly family: Family;
  readonly input: At;
}

/** Throws Unprovable where a parameter depends on depth or width. */
export function familyAt(
  { convention, gates }: Case,
  domain: Domain,
  values: ReadonlyMap<string, Rational>,
): PointFamily {
  const known = new Map(values);
  for (const [name, range] of domain.ranges) {
    const value = numberOf(name, range, known);
    if (value && !known.has(name)) known.set(name, value);
  }
  const settled = (parameter: Parameter, name: string): Parameter => {
    if (parameter !== 'free') return parameter;
    const value = known.get(name);
    if (!value) throw new Unprovable(`${name} is computed from depth or width`);
    return value;
  };
  const { biasGradient, outputSigmaW2, mu4, ...rest } = convention;
  const range = domain.ranges.get('r')!;
  const r = known.get('r');
  return {
    family: {
      parametrization: rest.parametrization,
      outputBias: rest.outputBias,
      outputActivation: rest.outputActivation,
      sigmaW2: settled(rest.sigmaW2, 'sigma_w2'),
      sigmaB2: settled(rest.sigmaB2, 'sigma_b2'),
      biasGradient: biasGradient === 'sigma_b2' ? biasGradient : settled(biasGradient, 'bias_gradient'),
      outputSigmaW2: outputSigmaW2 === 'sigma_w2' ? outputSigmaW2 : settled(outputSigmaW2, 'output_sigma_w2'),
      ...(mu4 !== undefined && { mu4: settled(mu4, 'mu_4') }),
      gates,
    },
    input: {
      ...(r ? { r } : range.kind === 'equals' && { rOf: range.value.expression }),
      inputWidth: known.get('n0') ?? rational(1),
    },
  };
}

/** The value of a range that has one, at the values of the others; undefined where it depends on depth or width. */
function numberOf(name: string, range: Range, known: ReadonlyMap<string, Rational>): Rational | undefined {
  if (name === 'd' || name === 'n') return undefined;
  if (range.kind === 'equals') {
    const { free, expression } = range.value;
    if ([...free].some((symbol) => !known.has(symbol))) return undefined;
    return evaluateExact(expression, { symbols: known, lists: new Map() });
  }
  return range.interval.low;
}
