import {
  type Environment,
  type Expression,
  enclosureField,
  evaluate,
  formatExpression,
  inField,
  type Named,
} from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';
import { doubleEnds, type Enclosure } from './enclosure.ts';
import { expectationsIn } from './expectations.ts';

/** What is known of an expectation: it lies between two finite numbers with probability at least `confidence`. */
export interface Estimate extends Enclosure {
  readonly confidence: number;
}

const field = enclosureField(doubleEnds);

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
  sampled: (quantity: Named) => Enclosure | undefined = () => undefined,
): Estimate {
  const used = [...expectationsIn(quantity).keys()].map((text) => {
    const { low, high, confidence } = estimateOf(text, estimates);
    if (!(low <= high && Number.isFinite(low) && Number.isFinite(high)))
      throw new RangeError(`E(${text}) lies between ${low} and ${high}; wanted two finite numbers in order`);
    return confidence;
  });
  const known = inField(environment, field);
  const { low, high } = field.enclose(
    evaluate(quantity, field, {
      ...known,
      expectation: (body) => {
        const { low, high } = estimateOf(formatExpression(body), estimates);
        return { low, high };
      },
      named: (call) => sampled(call) ?? known.named!(call),
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
