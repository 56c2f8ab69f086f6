import { checkProducts, moments } from '../exact/moment.ts';
import { allowance, type Permit } from '../exact/permit.ts';
import { type Environment, evaluateDecimal, type Parsed, Refusal } from '../expression/index.ts';
import { quantityEnvironment } from '../jobs/environment.ts';
import { buildNetwork } from '../network/build.ts';
import type { Network } from '../network/network.ts';
import { productsIn, remembering, withOracle } from '../quantity/exact.ts';
import type { Rational } from '../rational/rational.ts';
import { formatDecimal, formatRational } from '../rational/text.ts';
import { rationalValue } from '../verify/compare.ts';
import { type NetworkDescription, settingsOf } from './description.ts';
import { FieldError } from './parameters.ts';
import { readQuantity, refusing } from './quantities.ts';

const DECIMAL_DIGITS = 20;

/** A value as text. */
export interface MomentRecord {
  readonly quantity: string;
  /** null where the value is irrational, or too long. */
  readonly exact: string | null;
  readonly decimal: string;
}

/** How quantities are evaluated, and what messages call them. */
interface Evaluation {
  readonly permit: Permit;
  readonly digits?: number;
  readonly label?: string;
}

/**
 * All quantities at a network, in two passes: what cannot be had is refused before any work. The permit may refuse what takes
 * long. Throws InputError.
 */
export function momentRecords(
  quantities: readonly Parsed[],
  environment: Environment<Rational>,
  network: Network,
  { permit, digits = DECIMAL_DIGITS, label }: Evaluation,
): MomentRecord[] {
  const products = quantities.map((quantity) =>
    refusing(
      quantity,
      () => {
        const found = productsIn(quantity.expression, environment);
        checkProducts(network, found);
        return found;
      },
      label,
    ),
  );
  const oracle = remembering((wanted) => moments(network, wanted, permit));
  const withMoments = withOracle(environment, oracle);
  return quantities.map((quantity, i) =>
    refusing(
      quantity,
      () => {
        // Together, so that they share their work.
        oracle(products[i]!);
        return momentRecord(quantity, withMoments, digits);
      },
      label,
    ),
  );
}

function momentRecord(quantity: Parsed, environment: Environment<Rational>, digits: number): MomentRecord {
  const { text, expression } = quantity;
  const value = exactValue(quantity, environment);
  return value
    ? { quantity: text, exact: formatRational(value), decimal: formatDecimal(value, digits) }
    : { quantity: text, exact: null, decimal: evaluateDecimal(expression, environment, digits).toString() };
}

/** The exact value; undefined where it is irrational, or too long for exact arithmetic to go on with. */
function exactValue({ expression }: Parsed, environment: Environment<Rational>): Rational | undefined {
  try {
    return rationalValue(expression, environment);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'budget') return undefined;
    throw error;
  }
}

/** A value: exact where it is rational, and in decimals. */
export interface Value {
  /** `95/16`, or null where the value is irrational, or too long for exact arithmetic. */
  readonly exact: string | null;
  /** The value rounded to the digits that were asked for; all of it where it ends before. */
  readonly decimal: string;
}

/** How many digits are wanted, and how much work they are worth. */
export interface EvaluateOptions {
  /** Significant digits of `decimal`: 1 to 1000, by default 20. */
  readonly digits?: number | undefined;
  /** Seconds of one core that the exact oracle may take, by its own estimate beforehand; by default those of a call that nobody notices. */
  readonly seconds?: number | undefined;
}

const MOST_DIGITS = 1000;

/**
 * The value of a quantity at one network, from the exact oracle.
 *
 * @param quantity an expression in E(...) over f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb, and in d, r, n[i], sigma_w2, sigma_b2
 * @param network the widths and the parameters; numbers are exact (`'1/2'`)
 * @throws InputError for a quantity that cannot be read or has no value there, and for work that takes longer than `seconds`;
 * FieldError (one of them) and NetworkError for a field of the network
 * @example
 * ```js
 * const network = { widths: [3, 4, 5, 1], r: '1/2', biasGradient: 1 };
 * console.log(evaluate('E(K)', network)); // { exact: '95/16', decimal: '5.9375' }
 * console.log(evaluate('sqrt(E(K^2))', network, { digits: 8 })); // { exact: null, decimal: '8.7835073' }
 * ```
 */
export function evaluate(
  quantity: string,
  network: NetworkDescription,
  { digits = DECIMAL_DIGITS, seconds }: EvaluateOptions = {},
): Value {
  if (!Number.isInteger(digits) || digits < 1 || digits > MOST_DIGITS)
    throw new FieldError('digits', `found ${digits}; wanted an integer from 1 to ${MOST_DIGITS}`);
  const settings = settingsOf(network);
  const environment = quantityEnvironment(settings);
  const parsed = readQuantity(quantity, {
    symbols: environment.symbols.keys(),
    lists: environment.lists.keys(),
  });
  const permit = allowance(seconds);
  const [record] = momentRecords([parsed], environment, buildNetwork(settings), { permit, digits });
  const { exact, decimal } = record!;
  return { exact, decimal };
}
