import {
  type Environment,
  type Expression,
  evaluate,
  exactField,
  type Field,
  formatExpression,
  inField,
  type Named,
  Refusal,
} from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import * as E from './enclosure.ts';
import { expectationsIn } from './expectations.ts';

/** What is known of an expectation: it lies between two finite numbers with probability at least `confidence`. */
export interface Estimate extends E.Enclosure {
  readonly confidence: number;
}

/** Of a real number that is known to any number of digits: more than a double has. */
const DIGITS = 20;

/**
 * A quantity from intervals for its E(...), by text: it lies in the result if each of them lies in its own, so that
 * the probabilities of a miss add up to at most that of the result (the union bound). The result is wider than need be
 * when an E(...) occurs more than once.
 *
 * Throws a Refusal where a division by zero, the logarithm of a negative number, … cannot be excluded, and a RangeError
 * for an interval that is not finite or out of order.
 */
export function quantityInterval(
  quantity: Expression,
  environment: Environment<Rational>,
  estimates: ReadonlyMap<string, Estimate>,
  sampled: (quantity: Named) => E.Enclosure | undefined = () => undefined,
): Estimate {
  const used = [...expectationsIn(quantity).keys()].map((text) => {
    const { low, high, confidence } = estimateOf(text, estimates);
    if (!(low <= high && Number.isFinite(low) && Number.isFinite(high)))
      throw new RangeError(`E(${text}) lies between ${low} and ${high}; wanted two finite numbers in order`);
    return confidence;
  });
  const { low, high } = enclose(
    evaluate(quantity, intervalField, {
      ...inField(environment, intervalField),
      expectation: (body) => {
        const { low, high } = estimateOf(formatExpression(body), estimates);
        return { low, high };
      },
      named: (call) => sampled(call) ?? E.around(toNumber(environment.named!(call, DIGITS))),
    }),
  );
  const missed = used.reduce((total, confidence) => total + (1 - confidence), 0);
  return { low, high, confidence: Math.max(0, 1 - missed) };
}

function estimateOf(text: string, estimates: ReadonlyMap<string, Estimate>): Estimate {
  const found = estimates.get(text);
  if (!found) throw new TypeError(`no interval for E(${text}); given: ${[...estimates.keys()].join(', ')}`);
  return found;
}

/** Exact as long as no E(...) and nothing irrational comes in: indices and exponents must be whole to the bit. */
type Value = Rational | E.Enclosure;
const isExact = (x: Value): x is Rational => 'num' in x;
const enclose = (x: Value): E.Enclosure => (isExact(x) ? E.around(toNumber(x)) : x);

/** Numerators and denominators beyond this are rounded, lest a long sum become slow. */
const LONG = 2n ** 1024n;
const isLong = ({ num, den }: Rational): boolean => num >= LONG || num <= -LONG || den >= LONG;

/** The exact operation, unless its result is irrational or long: then the enclosing one. */
function either(
  exact: (...args: readonly Rational[]) => Rational,
  enclosing: (...args: readonly E.Enclosure[]) => E.Enclosure,
  args: readonly Value[],
): Value {
  if (args.every(isExact)) {
    try {
      const value = exact(...args);
      return isLong(value) ? enclose(value) : value;
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'domain') throw error;
    }
  }
  return enclosing(...args.map(enclose));
}

const binary =
  (
    name: 'add' | 'subtract' | 'multiply' | 'divide',
    enclosing: (a: E.Enclosure, b: E.Enclosure) => E.Enclosure,
  ) =>
  (a: Value, b: Value): Value =>
    either(
      (x, y) => exactField[name](x!, y!),
      (x, y) => enclosing(x!, y!),
      [a, b],
    );

const FUNCTIONS: Partial<Record<string, (...args: readonly E.Enclosure[]) => E.Enclosure>> = {
  exp: (x) => E.exp(x!),
  log: (x) => E.log(x!),
  sqrt: (x) => E.sqrt(x!),
  abs: (x) => E.abs(x!),
  floor: (x) => ({ low: Math.floor(x!.low), high: Math.floor(x!.high) }),
  min: (...all) => ({ low: Math.min(...all.map((x) => x.low)), high: Math.min(...all.map((x) => x.high)) }),
  max: (...all) => ({ low: Math.max(...all.map((x) => x.low)), high: Math.max(...all.map((x) => x.high)) }),
};

const intervalField: Field<Value> = {
  fromRational: (value) => value,
  pi: () => E.around(Math.PI),
  add: binary('add', E.add),
  subtract: binary('subtract', (a, b) => E.add(a, E.negate(b))),
  multiply: binary('multiply', E.multiply),
  divide: binary('divide', E.divide),
  negate: (a) => (isExact(a) ? exactField.negate(a) : E.negate(a)),
  power: (base, exponent) =>
    either(
      (x, y) => exactField.power(x!, y!),
      (x, y) => {
        const whole = isExact(exponent) ? exactField.integer(exponent) : undefined;
        return whole !== undefined && Number.isFinite(whole)
          ? E.wholePower(x!, whole)
          : E.positivePower(x!, y!);
      },
      [base, exponent],
    ),
  call: (name, args) => {
    const enclosing = FUNCTIONS[name];
    if (enclosing) return either((...all) => exactField.call(name, all), enclosing, args);
    if (args.every(isExact)) return exactField.call(name, args);
    throw new Refusal('domain', `${name} is of whole numbers, not of intervals`);
  },
  integer: (x) => (isExact(x) ? exactField.integer(x) : undefined),
  cost: (x) => (isExact(x) ? exactField.cost(x) : 0),
  callCost: (name, args) => exactField.callCost(name, args.filter(isExact)),
};
