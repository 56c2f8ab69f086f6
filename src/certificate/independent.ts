import { type Expression, freeNames } from '../expression/index.ts';
import { rational } from '../rational/rational.ts';
import { coefficient, exponentOf } from './exponent.ts';
import { Unprovable } from './unprovable.ts';

/**
 * The expression with 2^-n as the symbol y of its own: n and 2^n are algebraically independent, so that an identity
 * in both holds for all n just when it is one of rational functions in n and y. Throws Unprovable for other exponents in n.
 */
export function withIndependentPowers(node: Expression): Expression {
  switch (node.kind) {
    case 'negate':
      return { ...node, argument: withIndependentPowers(node.argument) };
    case 'power': {
      const base = withIndependentPowers(node.left);
      const usesN = freeNames(node.right).symbols.has('n');
      return usesN ? powerOfWidth(base, node.right) : { ...node, left: base };
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return { ...node, left: withIndependentPowers(node.left), right: withIndependentPowers(node.right) };
    case 'fold':
      return { ...node, body: withIndependentPowers(node.body) };
    case 'call':
      throw new Unprovable(
        `${node.name}(…) is outside the lemmas: they take rational functions and exponentials`,
      );
    case 'pi':
      throw new Unprovable('pi is irrational: the lemmas take rational functions and exponentials');
    default:
      return node;
  }
}

function powerOfWidth(base: Expression, written: Expression): Expression {
  const exponent = exponentOf(written);
  if (!exponent) throw new Unprovable('an exponent in n is not linear, with integer coefficients');
  const log =
    base.kind === 'constant' && base.value.den === 1n ? Math.log2(Number(base.value.num)) : Number.NaN;
  if (!Number.isInteger(log) || log < 1)
    throw new Unprovable(
      'a power in n has a base that is not 2, 4, 8, …: only 2^-n counts as a symbol of its own',
    );
  const integer = (value: number): Expression => ({ kind: 'constant', value: rational(value) });
  const d: Expression = { kind: 'symbol', name: 'd' };
  const inDepth = (constant: number, slope: number): Expression => ({
    kind: 'add',
    left: integer(constant),
    right: { kind: 'multiply', left: integer(slope), right: d },
  });
  const plain = (constant: number, slope: number): Expression =>
    slope === 0 ? integer(constant) : inDepth(constant, slope);
  return {
    kind: 'multiply',
    left: {
      kind: 'power',
      left: { kind: 'symbol', name: 'y' },
      right: plain(-log * coefficient(exponent, 'n'), -log * coefficient(exponent, 'd n')),
    },
    right: {
      kind: 'power',
      left: base,
      right: plain(coefficient(exponent, ''), coefficient(exponent, 'd')),
    },
  };
}
