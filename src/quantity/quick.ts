import {
  type Environment,
  type Expression,
  enclosing,
  evaluate,
  exactField,
  expandPolynomial,
  type Field,
  inField,
  Refusal,
} from '../expression/index.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { doubleEnds, type Enclosure } from './enclosure.ts';
import type { Product } from './exact.ts';

const wholeOr = (result: number, x: number, y: number): number | undefined =>
  Number.isSafeInteger(result) && Number.isSafeInteger(x) && Number.isSafeInteger(y) ? result : undefined;

/** Ends in double arithmetic in which whole numbers stay what they are: indices and depths must. */
const I = enclosing<number>({
  ...doubleEnds,
  add: (x, y, up) => wholeOr(x + y, x, y) ?? doubleEnds.add(x, y, up),
  multiply: (x, y, up) => wholeOr(x * y, x, y) ?? doubleEnds.multiply(x, y, up),
});

/** More than a unit of the last digit of a value that is known to so many, relative to it. */
const UNIT = 2 * 10 ** (1 - doubleEnds.digits);
const NEARBY: Enclosure = { low: 1 - UNIT, high: 1 + UNIT };

function open(): never {
  throw new Refusal('undecided', 'double arithmetic does not decide it');
}

/** The whole number that a value is, undefined where it is none; refused where it may be one. */
function integer({ low, high }: Enclosure): number | undefined {
  if (low === high && Number.isSafeInteger(low)) return low;
  return Math.floor(low) === Math.floor(high) && !Number.isInteger(low) ? undefined : open();
}

const wholeNumber = (x: Enclosure): Rational => rational(integer(x) ?? open());

function fromRational(value: Rational): Enclosure {
  const whole = value.den === 1n ? Number(value.num) : Number.NaN;
  if (Number.isSafeInteger(whole)) return { low: whole, high: whole };
  return { low: doubleEnds.of(value, false), high: doubleEnds.of(value, true) };
}

/** Intervals of doubles. Nothing rests on the engine's exp and log: what takes them is refused. */
const field: Field<Enclosure> = {
  digits: doubleEnds.digits,
  fromRational,
  fromRounded: (value) => I.multiply(fromRational(value), NEARBY),
  pi: I.pi,
  add: I.add,
  subtract: I.subtract,
  multiply: I.multiply,
  divide: I.divide,
  negate: I.negate,
  power: (base, exponent) => I.wholePower(base, integer(exponent) ?? open()),
  call: (name, args) => {
    const [x = { low: 0, high: 0 }] = args;
    switch (name) {
      case 'exp':
      case 'log':
        return open();
      case 'sqrt':
        return I.sqrt(x);
      case 'abs':
        return I.abs(x);
      case 'floor': {
        const [low, high] = I.floor(x);
        return { low: fromRational(rational(low)).low, high: fromRational(rational(high)).high };
      }
      case 'min':
      case 'max':
        return args.reduce(I[name]);
      default:
        return fromRational(exactField.call(name, args.map(wholeNumber)));
    }
  },
  integer,
  cost: () => 0,
  callCost: (name) => exactField.callCost(name, []),
};

/**
 * An interval of doubles that holds the value; undefined where double arithmetic does not give one. A hundred times faster than
 * decimals or fractions, and as sure: only + - * / and roots are used, which IEEE 754 rounds as it says.
 */
export function quickEnclosure(
  expression: Expression,
  environment: Environment<Rational>,
): Enclosure | undefined {
  const doubles = inField(environment, field);
  const { expectationBounds } = environment;
  const expectation: typeof doubles.expectation = (body, bound) =>
    expectationBounds?.(body, new Map([...bound].map(([name, index]) => [name, wholeNumber(index)]))) ??
    doubles.expectation!(body, bound);
  try {
    return evaluate(expression, field, expectationBounds ? { ...doubles, expectation } : doubles);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Doubles between which expectations of products of observables lie; infinite where they are not known. */
export type BoundsOracle = (products: readonly Product[]) => readonly Enclosure[];

/** E(body) by linearity, from bounds of its products: what `expectationBounds` of an environment gives. */
export const quickExpectation =
  (
    environment: Environment<Rational>,
    oracle: BoundsOracle,
  ): NonNullable<Environment<Rational>['expectationBounds']> =>
  (body, bound) => {
    const symbols = new Map([...environment.symbols, ...bound]);
    const terms = expandPolynomial(body, { ...environment, symbols });
    const bounds = oracle(terms.map(({ powers }) => powers));
    if (!bounds.every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))) return undefined;
    return terms
      .map(({ coefficient }, i) => I.multiply(fromRational(coefficient), bounds[i]!))
      .reduce(I.add, { low: 0, high: 0 });
  };
