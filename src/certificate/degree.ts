import type { Expression } from '../expression/index.ts';
import { coefficient, exponentOf } from './exponent.ts';
import { Unprovable } from './unprovable.ts';

/** Degrees, symbol by symbol, of numerator and denominator of a rational function at one depth. */
export interface Degrees {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

/** Bounds for E(body) at a depth. */
export type MomentDegrees = (body: Expression) => Degrees;

/** Bounds on the degrees of an expression at a depth, by its syntax: nothing is multiplied out. */
export function degreesOf(
  node: Expression,
  symbols: readonly string[],
  depth: number,
  moment: MomentDegrees,
): Degrees {
  const zeros = symbols.map(() => 0);
  const of = (part: Expression): Degrees => degreesOf(part, symbols, depth, moment);
  switch (node.kind) {
    case 'constant':
      return { numerator: zeros, denominator: zeros };
    case 'symbol':
      return { numerator: symbols.map((name) => (name === node.name ? 1 : 0)), denominator: zeros };
    case 'negate':
      return of(node.argument);
    case 'add':
    case 'subtract': {
      const [a, b] = [of(node.left), of(node.right)];
      return { numerator: differenceDegrees(a, b), denominator: plus(a.denominator, b.denominator) };
    }
    case 'multiply':
      return times(of(node.left), of(node.right));
    case 'divide':
      return times(of(node.left), inverted(of(node.right)));
    case 'power': {
      const exponent = exponentOf(node.right);
      if (!exponent) throw new Unprovable('an exponent is not an integer at each depth');
      const size = coefficient(exponent, '') + coefficient(exponent, 'd') * depth;
      const base = of(node.left);
      const { numerator, denominator } = size < 0 ? inverted(base) : base;
      const scaled = (degrees: readonly number[]) => degrees.map((degree) => degree * Math.abs(size));
      return { numerator: scaled(numerator), denominator: scaled(denominator) };
    }
    case 'expectation':
      return moment(node.body);
    default:
      throw new Unprovable(`'${node.kind}' is outside the lemma`);
  }
}

/** Of the numerator of a - b over the product of their denominators. */
export const differenceDegrees = (a: Degrees, b: Degrees): number[] =>
  a.numerator.map((degree, i) => Math.max(degree + b.denominator[i]!, b.numerator[i]! + a.denominator[i]!));

const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((degree, i) => degree + b[i]!);
const inverted = ({ numerator, denominator }: Degrees): Degrees => ({
  numerator: denominator,
  denominator: numerator,
});
const times = (a: Degrees, b: Degrees): Degrees => ({
  numerator: plus(a.numerator, b.numerator),
  denominator: plus(a.denominator, b.denominator),
});
