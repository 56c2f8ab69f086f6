import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import type { Powers } from '../exact/moment.ts';
import { allowance, type Permit } from '../exact/permit.ts';
import {
  children,
  type Expression,
  evaluate,
  expandPolynomial,
  formatExpression,
  freeNames,
  hasExpectation,
  Refusal,
} from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { divide, isZero, type Rational, rational } from '../rational/rational.ts';
import { canDie, closedForm, NoClosedForm } from './closed-form.ts';
import { valueAtOne } from './dead-layers.ts';
import { ONE, ofFraction, plus, type Ratio, ratioField, times } from './ratio.ts';

/** The closed form of a quantity, and of each E(…) in it, by its text. */
export interface ClosedForms {
  readonly ratio: Ratio;
  readonly expectations: ReadonlyMap<string, X.ExponentialSum>;
  /** true: at r = 0 it is wrong, since a network without biases is dead from its first layer on, or has no value. */
  readonly needsInput: boolean;
  /** The least depth at which it holds. */
  readonly from: number;
}

/** What is fixed of the input: its r, its width. */
export interface Input {
  readonly r?: Rational;
  readonly inputWidth?: Rational;
  /** r as it follows from depth and width, where it does. */
  readonly rOf?: Expression;
}

/**
 * The closed form of a quantity at equal widths: a rational function of moments, with d, n, r and the free parameters. Throws
 * NoClosedForm, a Refusal for what is no rational function, or TooCostly for what is not permitted.
 */
export function deriveQuantity(
  quantity: Expression,
  family: Family,
  input: Input,
  permit: Permit = allowance(),
): ClosedForms {
  const symbols = new Map([...symbolValues(family, input)].map(([name, value]) => [name, ofFraction(value)]));
  symbols.set('d', { numerator: X.exponential(F.ONE, [F.ZERO, F.ONE]), denominator: ONE });
  const computed = input.rOf && evaluate(input.rOf, ratioField, { symbols, lists: new Map() });
  if (computed) symbols.set('r', computed);
  for (const name of freeNames(quantity).symbols)
    if (!symbols.has(name)) throw new Refusal('domain', `no closed form has the symbol '${name}'`);
  const products = new Map<string, Moment>();
  const expectations = new Map<string, X.ExponentialSum>();
  const environment = {
    symbols,
    lists: new Map(),
    expectation: (body: Expression) => {
      const text = formatExpression({ kind: 'expectation', body });
      const value = expectations.get(text) ?? expectationOf(body, family, input, products, permit);
      expectations.set(text, value);
      return computed ? atInput(value, computed) : { numerator: value, denominator: ONE };
    },
  };
  const ratio = evaluate(quantity, ratioField, environment);
  const divisors = divisorsOf(quantity).map(
    (divisor) => evaluate(divisor, ratioField, environment).numerator,
  );
  const needsInput =
    [...products.values()].some((one) => one.needsInput) || divisors.some((one) => vanishesWithoutInput(one));
  const least = divisors.some((one) => F.isZero(valueAtOne(one))) ? 2 : 1;
  const from = Math.max(least, ...[...products.values()].map((one) => one.from));
  return { ratio: reduced(ratio), expectations, needsInput, from };
}

/** A sum with a quotient in the place of r. */
function atInput(sum: X.ExponentialSum, r: Ratio): Ratio {
  const parts: X.ExponentialSum[] = [];
  for (const { base, coefficients } of sum.values()) {
    const powers = coefficients.map((c) => F.coefficients(c, 'r'));
    for (let k = 0; k < Math.max(...powers.map(({ length }) => length)); k++) {
      const own = X.exponential(
        base,
        powers.map((one) => one[k] ?? F.ZERO),
      );
      parts[k] = X.add(parts[k] ?? X.ZERO, own);
    }
  }
  return parts.reduceRight(
    (total: Ratio, part) => plus(times(total, r), { numerator: part ?? X.ZERO, denominator: ONE }),
    { numerator: X.ZERO, denominator: ONE },
  );
}

/** What the quantity divides by, where moments stand in it: there it may have no value. */
function divisorsOf(node: Expression): Expression[] {
  const own = node.kind === 'divide' && hasExpectation(node.right) ? [node.right] : [];
  return [...own, ...(node.kind === 'expectation' ? [] : children(node).flatMap(divisorsOf))];
}

const vanishesWithoutInput = (sum: X.ExponentialSum): boolean =>
  X.substitute(sum, new Map([['r', F.ZERO]])).size === 0;

interface Moment {
  readonly value: X.ExponentialSum;
  readonly needsInput: boolean;
  readonly from: number;
}

/** What the names of a statement are here: 1/x for n, and twice the symbols that are halves. */
function symbolValues(family: Family, input: Input): Map<string, F.Fraction> {
  const parameters = parameterValues(family, input);
  const twice = (name: P.Variable): F.Fraction => {
    const value = parameters.get(name) ?? F.fromPolynomial(P.symbol(name));
    return F.scale(value, rational(2));
  };
  return new Map([
    ['n', F.inverse(F.fromPolynomial(P.symbol('x')))],
    ['r', parameters.get('r') ?? F.fromPolynomial(P.symbol('r'))],
    ['n0', parameters.get('m') ?? F.fromPolynomial(P.symbol('m'))],
    ['sigma_w2', twice('a')],
    ['sigma_b2', twice('S')],
    ['bias_gradient', twice('C')],
    ['output_sigma_w2', twice('o')],
  ]);
}

/** The values of symbols that the family or the input fixes. */
function parameterValues(family: Family, { r, inputWidth }: Input): Map<P.Variable, F.Fraction> {
  const values = new Map<P.Variable, F.Fraction>();
  const half = (name: P.Variable, value: Rational | string): void => {
    if (typeof value !== 'string') values.set(name, F.fromRational(divide(value, rational(2))));
  };
  half('a', family.sigmaW2);
  half('S', family.sigmaB2);
  half('C', family.biasGradient);
  half('o', family.outputSigmaW2);
  if (family.biasGradient === 'sigma_b2') half('C', family.sigmaB2);
  if (r) values.set('r', F.fromRational(r));
  if (inputWidth) values.set('m', F.fromRational(inputWidth));
  return values;
}

function expectationOf(
  body: Expression,
  family: Family,
  input: Input,
  known: Map<string, Moment>,
  permit: Permit,
): X.ExponentialSum {
  let total = X.ZERO;
  for (const { coefficient, powers } of expandBody(body)) {
    const key = JSON.stringify(powers);
    const moment = known.get(key) ?? momentOf(family, input, powers, permit);
    known.set(key, moment);
    total = X.add(total, X.scale(moment.value, F.fromRational(coefficient)));
  }
  return total;
}

function expandBody(body: Expression) {
  if (freeNames({ kind: 'expectation', body }).symbols.size > 0)
    throw new Refusal('domain', 'a symbol stands inside E(…); write it outside');
  return expandPolynomial(body, { symbols: new Map(), lists: new Map() });
}

function momentOf(family: Family, input: Input, powers: Powers, permit: Permit): Moment {
  const { byInput, from } = closedForm(family, powers, permit);
  const values = parameterValues(family, input);
  const r = values.get('r') ?? F.fromPolynomial(P.symbol('r'));
  const parts = byInput.map((part, i) => X.scale(X.substitute(part, values), F.power(r, i)));
  const needsInput = canDie(family) && byInput[0]!.size > 0;
  if (needsInput && input.r && isZero(input.r))
    throw new NoClosedForm('at r = 0 every layer is dead under relu gates; take fair gates, or r > 0');
  return { value: parts.reduce(X.add, X.ZERO), needsInput, from };
}

/** A denominator of one term is divided out, but for its power of d. */
function reduced({ numerator, denominator }: Ratio): Ratio {
  const [term] = denominator.values();
  if (denominator.size !== 1 || !term) return { numerator, denominator };
  const top = term.coefficients.length - 1;
  if (term.coefficients.slice(0, top).some((c) => !F.isZero(c))) return { numerator, denominator };
  const shift = lowestPower(numerator, top);
  const divisor = X.exponential(term.base, [
    ...Array<F.Fraction>(shift).fill(F.ZERO),
    term.coefficients[top]!,
  ]);
  const quotient = X.divideByTerm(numerator, divisor);
  if (!quotient) return { numerator, denominator };
  const left = [...Array<F.Fraction>(top - shift).fill(F.ZERO), F.ONE];
  return { numerator: quotient, denominator: X.exponential(F.ONE, left) };
}

function lowestPower(sum: X.ExponentialSum, most: number): number {
  let least = most;
  for (const { coefficients } of sum.values())
    least = Math.min(
      least,
      Math.max(
        0,
        coefficients.findIndex((c) => !F.isZero(c)),
      ),
    );
  return least;
}
