import { deriveQuantity, type Input } from '../../src/derive/quantity.ts';
import { type DerivedStatement, statementOf } from '../../src/derive/statement.ts';
import { type Expression, parseExpression } from '../../src/expression/index.ts';
import type { Family } from '../../src/network/family.ts';
import { rational } from '../../src/rational/rational.ts';

export const SYMBOLS: ReadonlySet<string> = new Set([
  'd',
  'n',
  'r',
  'n0',
  'sigma_w2',
  'sigma_b2',
  'bias_gradient',
  'output_sigma_w2',
]);

export const parse = (text: string): Expression =>
  parseExpression(text, { symbols: SYMBOLS, lists: new Set(), form: 'quantity' }).expression;

/** He weights and trained biases that start at zero. */
export const HE: Family = {
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(0),
  biasGradient: rational(1),
  outputSigmaW2: 'sigma_w2',
  outputBias: true,
  outputActivation: 'linear',
  gates: 'fair',
};

const known = new Map<string, DerivedStatement>();

/** Each derivation once. */
export function derived(quantity: string, family: Family, input: Input = {}): DerivedStatement {
  const key = JSON.stringify([quantity, family, input], (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  const found =
    known.get(key) ??
    statementOf(parse(quantity), deriveQuantity(parse(quantity), family, input), family, input);
  known.set(key, found);
  return found;
}
