import type { Expression } from '../expression/index.ts';
import { add, isInteger, isZero, multiply, negate, type Rational, ZERO } from '../rational/rational.ts';

/** An exponent as constant + Σ coefficient·(d, n, or d·n): all that an exponential of depth or width may have. */
type Term = '' | 'd' | 'n' | 'd n';
export type Exponent = ReadonlyMap<Term, Rational>;

/** The exponent in this form with integer coefficients, or undefined. */
export function exponentOf(node: Expression): Exponent | undefined {
  const found = linear(node);
  return found && [...found.values()].every(isInteger) ? found : undefined;
}

export const coefficient = (exponent: Exponent, name: Term): number =>
  Number((exponent.get(name) ?? ZERO).num);

function linear(node: Expression): Exponent | undefined {
  switch (node.kind) {
    case 'constant':
      return new Map([['', node.value]]);
    case 'symbol':
      return node.name === 'd' || node.name === 'n'
        ? new Map([[node.name, { num: 1n, den: 1n }]])
        : undefined;
    case 'negate': {
      const inner = linear(node.argument);
      return inner && new Map([...inner].map(([name, value]) => [name, negate(value)]));
    }
    case 'add':
    case 'subtract': {
      const left = linear(node.left);
      const right = linear(node.right);
      if (!left || !right) return undefined;
      const total = new Map(left);
      for (const [name, value] of right)
        total.set(name, add(total.get(name) ?? ZERO, node.kind === 'add' ? value : negate(value)));
      return total;
    }
    case 'multiply':
      return product(linear(node.left), linear(node.right));
    case 'divide': {
      const right = linear(node.right)?.get('');
      if (!right || isZero(right)) return undefined;
      return product(linear(node.left), new Map([['', { num: right.den, den: right.num }]]));
    }
    default:
      return undefined;
  }
}

function product(left: Exponent | undefined, right: Exponent | undefined): Exponent | undefined {
  if (!left || !right) return undefined;
  const total = new Map<Term, Rational>();
  for (const [a, x] of left) {
    for (const [b, y] of right) {
      const name = a === '' ? b : b === '' ? a : a !== b && a !== 'd n' && b !== 'd n' ? 'd n' : undefined;
      if (name === undefined) return undefined;
      total.set(name, add(total.get(name) ?? ZERO, multiply(x, y)));
    }
  }
  return total;
}
