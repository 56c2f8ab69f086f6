import { expandPolynomial, Refusal } from '../expression/index.ts';
import { fourPathMoment } from '../paths/four-paths.ts';
import { pathGap } from '../paths/gap.ts';
import { PathLimit } from '../paths/limit.ts';
import { meetingMean } from '../paths/meetings.ts';
import { pathMoment } from '../paths/moment.ts';
import { transferredMoment } from '../paths/pairing-transfer.ts';
import { pathCount } from '../paths/path.ts';
import { add, multiply, type Rational, rational, ZERO } from '../rational/rational.ts';
import type { NamedCall } from './named.ts';

/** Drawn networks with an open path that a sum over paths is held against. */
const DRAWS = 5;
const SEED = 1;

/** The terms of the polynomial in the observables that a call is about. */
const termsOf = ({ body, environment }: NamedCall) => expandPolynomial(body!, environment);

/** Quantities of paths: enumerated, exact. */
export const PATH_VALUES = {
  PathCount: refusing(({ network }) => rational(pathCount(network.widths))),
  PathMoment: refusing((call) =>
    termsOf(call).reduce(
      (total, { coefficient, powers }) => add(total, multiply(coefficient, pathMoment(call.network, powers))),
      ZERO,
    ),
  ),
  PathGap: refusing((call) => pathGap(call.network, termsOf(call), DRAWS, SEED)),
  MeetingMean: refusing(({ network, numbers: [c] }) => meetingMean(network.widths, c!)),
  FourPaths: refusing(({ network }) => fourPathMoment(network)),
  PairingTransfer: refusing(({ network }) => transferredMoment(network)),
};

function refusing(compute: (call: NamedCall) => Rational): (call: NamedCall) => Rational {
  return (call) => {
    try {
      return compute(call);
    } catch (error) {
      if (error instanceof PathLimit) throw new Refusal('budget', error.message);
      throw error;
    }
  };
}
