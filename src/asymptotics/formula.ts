import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { contains, type Expression, evaluate, type Field, freeNames, Refusal } from '../expression/index.ts';
import { isInteger, type Rational } from '../rational/rational.ts';
import { type Depth, EXP, LAMBDA } from './joint.ts';
import * as S from './series.ts';

/** What a formula's names are here; symbols that stand for halves are doubled. */
const SYMBOLS: Readonly<Record<string, P.Variable>> = {
  r: 'r',
  lambda: LAMBDA,
  sigma_w2: 'a',
  sigma_b2: 'S',
  bias_gradient: 'C',
  output_sigma_w2: 'o',
  n0: 'm',
};

/**
 * A formula in n, lambda (or d), r, the free symbols and exp(k*lambda) as a series in 1/n with `length` coefficients. Throws a Refusal
 * for anything else.
 */
export function seriesOf(
  formula: Expression,
  depth: Depth,
  values: ReadonlyMap<string, Rational>,
  length: number,
): S.Series {
  const symbols = new Map<string, S.Series>();
  for (const [name, own] of Object.entries(SYMBOLS)) {
    const isHalf = ['a', 'S', 'C', 'o'].includes(own);
    const fraction = F.scale(F.fromPolynomial(P.symbol(own)), { num: isHalf ? 2n : 1n, den: 1n });
    symbols.set(name, S.constant(values.has(name) ? F.fromRational(values.get(name)!) : fraction, length));
  }
  symbols.set('n', S.monomial(F.ONE, -1, length));
  const lambda = F.fromPolynomial(P.symbol(LAMBDA));
  symbols.set('d', depth === 'joint' ? S.monomial(lambda, -1, length) : S.constant(lambda, length));
  if (contains(formula, ({ kind }) => kind === 'expectation' || kind === 'named'))
    refused('a quantity in a formula');
  for (const name of freeNames(formula).symbols) if (!symbols.has(name)) refused(name);
  return evaluate(formula, fieldOf(length), { symbols, lists: new Map() });
}

const refused = (what: string): never => {
  throw new Refusal('domain', `${what} has no expansion in 1/n here`);
};

function fieldOf(length: number): Field<S.Series> {
  const constantOf = (series: S.Series): F.Fraction | undefined =>
    series.order === 0 && series.coefficients.slice(1).every(F.isZero) ? series.coefficients[0] : undefined;
  const numberOf = (series: S.Series): Rational | undefined => {
    const value = constantOf(series);
    return value && (F.isZero(value) || (P.isOne(value.numerator) && value.denominator.size === 0))
      ? value.content
      : undefined;
  };
  return {
    fromRational: (value) => S.constant(F.fromRational(value), length),
    pi: () => refused('pi'),
    add: S.add,
    subtract: (a, b) => S.add(a, S.negate(b)),
    multiply: S.multiply,
    divide: (a, b) => S.multiply(a, S.inverse(b) ?? refused('a division by 0')),
    negate: S.negate,
    power: (base, exponent) => {
      const value = numberOf(exponent);
      if (!value || !isInteger(value) || value.num > 64n || value.num < -64n) return refused('this power');
      return S.power(base, Number(value.num)) ?? refused('a division by 0');
    },
    call: (name, [argument]) => {
      const value = argument && constantOf(argument);
      if (name !== 'exp' || !value) return refused(`${name}(…)`);
      if (F.isZero(value)) return S.constant(F.ONE, length);
      const isMultiple =
        P.keyOf(value.numerator) === P.keyOf(P.symbol(LAMBDA)) &&
        value.denominator.size === 0 &&
        value.content.den === 1n;
      if (!isMultiple) return refused('exp(…) of anything but a whole multiple of lambda');
      return S.constant(F.power(F.fromPolynomial(P.symbol(EXP)), Number(value.content.num)), length);
    },
    integer: (series) => {
      const value = numberOf(series);
      return value && isInteger(value) ? Number(value.num) : undefined;
    },
    cost: () => 1,
    callCost: () => 1,
  };
}
