import { type Expression, formatExpression, freeNames } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { type Rational, ZERO } from '../rational/rational.ts';
import { contains } from '../statement/domain.ts';
import type { Domain } from '../statement/statement.ts';
import { MomentModel } from './model.ts';
import { POINT_SYMBOLS } from './points.ts';
import { soleValue } from './proposition.ts';

/** The two sides of a claim. */
export interface Sides {
  readonly quantity: Expression;
  readonly formula: Expression;
}

/** Symbols that a case of a proof sets to 0. */
export type Fixed = { readonly [symbol: string]: string };

/** Where dead layers make a case of their own: at r = 0, and at sigma_b2 = 0 when the biases' gradients stay. */
export function partsNeeded(family: Family, domain: Domain, sides: Sides): Fixed[] {
  const zeroIn = (name: string): boolean => {
    const range = domain.ranges.get(name);
    return range !== undefined && range.kind !== 'equals' && contains(range.interval, ZERO);
  };
  const dies = (one: Family): boolean => modelsOf(one, sides).some(({ dies }) => dies);
  const parts: Fixed[] = [{}];
  if (dies(family) && zeroIn('r') && !soleValue(domain, 'r')) parts.push({ r: '0' });
  if (family.sigmaB2 === 'free' && family.biasGradient !== 'sigma_b2' && zeroIn('sigma_b2')) {
    if (dies({ ...family, sigmaB2: ZERO })) {
      parts.push({ sigma_b2: '0' });
      if (zeroIn('r')) parts.push({ r: '0', sigma_b2: '0' });
    }
  }
  return parts;
}

export function modelsOf(family: Family, { quantity, formula }: Sides): MomentModel[] {
  const models = new Map<string, MomentModel>();
  for (const body of bodiesOf(quantity, formula)) modelOf(models, family, body);
  return [...models.values()];
}

/** One model for each E(…), kept in a map by its text. */
export function modelOf(models: Map<string, MomentModel>, family: Family, body: Expression): MomentModel {
  const key = formatExpression(body);
  const model = models.get(key) ?? new MomentModel(family, body);
  models.set(key, model);
  return model;
}

function bodiesOf(...nodes: readonly Expression[]): Expression[] {
  return nodes.flatMap((node) => (node.kind === 'expectation' ? [node.body] : bodiesOf(...partsOf(node))));
}

function partsOf(node: Expression): readonly Expression[] {
  if ('left' in node) return [node.left, node.right];
  return node.kind === 'negate' ? [node.argument] : [];
}

/** Symbols of the domain that have one value, and those that the case fixes. */
export function settledValues(domain: Domain, fixed: Fixed): Map<string, Rational> {
  const settled = new Map<string, Rational>();
  for (const [name, range] of domain.ranges) {
    if (name === 'd' || range.kind === 'equals') continue;
    const value = soleValue(domain, name);
    if (value) settled.set(name, value);
  }
  for (const name of Object.keys(fixed)) settled.set(name, ZERO);
  return settled;
}

/** What a point has to give. */
export function symbolsOf(
  family: Family,
  sides: Sides,
  settled: ReadonlyMap<string, Rational>,
  widths: 'equal' | 'list',
): string[] {
  const free = new Set(['n', 'r']);
  for (const side of [sides.quantity, sides.formula])
    for (const name of freeNames(side).symbols) free.add(name);
  if (modelsOf(family, sides).some(({ dies }) => dies)) free.add('y');
  if (family.sigmaW2 === 'free') free.add('sigma_w2');
  if (family.sigmaB2 === 'free') free.add('sigma_b2');
  if (family.biasGradient === 'free') free.add('bias_gradient');
  if (family.outputSigmaW2 === 'free') free.add('output_sigma_w2');
  if (family.parametrization === 'standard') free.add('n0');
  if (widths === 'list') for (const name of ['n', 'y']) free.delete(name);
  return POINT_SYMBOLS.filter((name) => free.has(name) && !settled.has(name));
}
