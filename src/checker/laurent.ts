import { type Fraction, integer, ONE } from './fraction.ts';
import {
  addRatios,
  constant,
  constantValue,
  invertRatio,
  multiplyRatios,
  type Ratio,
  ratio,
  ratioZero,
} from './polynomial.ts';
import { refuse, spend } from './refusal.ts';

/** A Laurent series in x = 1/n: the coefficients of x^order and of the powers that follow, as far as they are known. */
export interface Laurent {
  readonly order: number;
  readonly coefficients: readonly Ratio[];
}

const rational = (value: Fraction): Ratio => ratio(constant(value));
const NOTHING = rational(integer(0));

/** coefficient · x^order, known to this many terms. */
export const term = (coefficient: Ratio, order: number, terms: number): Laurent => ({
  order,
  coefficients: Array.from({ length: terms }, (_, i) => (i === 0 ? coefficient : NOTHING)),
});

/** The first power of x about which nothing is known. */
export const known = ({ order, coefficients }: Laurent): number => order + coefficients.length;

export const coefficientAt = ({ order, coefficients }: Laurent, power: number): Ratio =>
  coefficients[power - order] ?? NOTHING;

export function addLaurent(a: Laurent, b: Laurent): Laurent {
  const order = Math.min(a.order, b.order);
  const length = Math.min(known(a), known(b)) - order;
  return {
    order,
    coefficients: Array.from({ length: Math.max(0, length) }, (_, i) =>
      addRatios(coefficientAt(a, order + i), coefficientAt(b, order + i)),
    ),
  };
}

export function multiplyLaurent(a: Laurent, b: Laurent): Laurent {
  const length = Math.min(a.coefficients.length, b.coefficients.length);
  const coefficients = Array.from({ length }, (_, power) => {
    let sum = NOTHING;
    for (let i = 0; i <= power; i++)
      sum = addRatios(sum, product(a.coefficients[i]!, b.coefficients[power - i]!));
    return sum;
  });
  return { order: a.order + b.order, coefficients };
}

function product(a: Ratio, b: Ratio): Ratio {
  spend(20);
  return ratioZero(a) || ratioZero(b) ? NOTHING : multiplyRatios(a, b);
}

/** Without leading zeros. Refused when nothing else is known: then the series may be zero. */
export function withLead({ order, coefficients }: Laurent): Laurent & { readonly lead: Ratio } {
  const first = coefficients.findIndex((coefficient) => !ratioZero(coefficient));
  if (first < 0) return refuse('an expansion in 1/n vanishes as far as it is known');
  return { order: order + first, coefficients: coefficients.slice(first), lead: coefficients[first]! };
}

/** 1/a, by the geometric series. */
export function invertLaurent(a: Laurent): Laurent {
  const { order, coefficients, lead } = withLead(a);
  const inverse = invertRatio(lead);
  const minus = product(rational(integer(-1)), inverse);
  const found = [inverse];
  for (let power = 1; power < coefficients.length; power++) {
    let sum = NOTHING;
    for (let i = 1; i <= power; i++) sum = addRatios(sum, product(coefficients[i]!, found[power - i]!));
    found.push(product(minus, sum));
  }
  return { order: -order, coefficients: found };
}

export function powerLaurent(base: Laurent, exponent: number): Laurent {
  if (Math.abs(exponent) > 64) refuse('a power above 64 in an expansion');
  const one = exponent < 0 ? invertLaurent(base) : base;
  let result = term(rational(ONE), 0, base.coefficients.length);
  for (let i = 0; i < Math.abs(exponent); i++) result = multiplyLaurent(result, one);
  return result;
}

/**
 * B^(slope · lambda/x + constant) over e^(slope · lambda · c_1), for B = 1 + ... with rational coefficients and
 * log B = c_1 x + c_2 x² + ...; and the number c_1.
 */
export function exponentialLaurent(
  base: Laurent,
  slope: Ratio,
  constant: Fraction,
): { readonly rest: Laurent; readonly rate: Fraction } {
  const b = base.coefficients;
  const numbers = b.map(({ num, den }) => (den.size === 0 ? constantValue(num) : undefined));
  const [head] = numbers;
  if (base.order !== 0 || b.length < 3 || numbers.includes(undefined) || !head || head.num !== head.den)
    return refuse('the base of an exponential in d is not 1 + O(1/n) with rational coefficients');
  const log: Ratio[] = [NOTHING];
  for (let i = 1; i < b.length; i++) {
    let sum = NOTHING;
    for (let j = 1; j < i; j++) sum = addRatios(sum, product(scaled(log[j]!, j), b[i - j]!));
    log.push(addRatios(b[i]!, product(rational({ num: -1n, den: BigInt(i) }), sum)));
  }
  const exponent = log
    .slice(0, -1)
    .map((c, i) => addRatios(product(slope, log[i + 1]!), product(rational(constant), c)));
  const found: Ratio[] = [rational(ONE)];
  for (let i = 1; i < exponent.length; i++) {
    let sum = NOTHING;
    for (let j = 1; j <= i; j++) sum = addRatios(sum, product(scaled(exponent[j]!, j), found[i - j]!));
    found.push(product(rational({ num: 1n, den: BigInt(i) }), sum));
  }
  return { rest: { order: 0, coefficients: found }, rate: constantValue(log[1]!.num)! };
}

const scaled = (a: Ratio, by: number): Ratio => product(a, rational(integer(by)));
