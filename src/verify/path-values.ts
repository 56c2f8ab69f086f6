import { expandPolynomial } from '../expression/index.ts';
import { fourPathMoment } from '../paths/four-paths.ts';
import { pathGap } from '../paths/gap.ts';
import { meetingMean } from '../paths/meetings.ts';
import { pathMoment } from '../paths/moment.ts';
import { transferredMoment } from '../paths/pairing-transfer.ts';
import { pathCount } from '../paths/path.ts';
import { add, multiply, type Rational, rational, ZERO } from '../rational/rational.ts';
import type { NamedCall } from './named.ts';
import { refusing } from './refusal.ts';

/** Drawn networks with an open path that a sum over paths is held against. */
const DRAWS = 5;
const SEED = 1;

/** The terms of the polynomial in the observables that a call is about. */
const termsOf = ({ body, environment }: NamedCall) => expandPolynomial(body!, environment);

/** Quantities of paths: enumerated, exact. */
export const PATH_VALUES = {
  PathCount: enumerated(({ network }) => rational(pathCount(network.widths))),
  PathMoment: enumerated((call) =>
    termsOf(call).reduce(
      (total, { coefficient, powers }) => add(total, multiply(coefficient, pathMoment(call.network, powers))),
      ZERO,
    ),
  ),
  PathGap: enumerated((call) => pathGap(call.network, termsOf(call), DRAWS, SEED)),
  MeetingMean: enumerated(({ network, numbers: [c] }) => meetingMean(network.widths, c!)),
  FourPaths: enumerated(({ network }) => fourPathMoment(network)),
  PairingTransfer: enumerated(({ network }) => transferredMoment(network)),
};

function enumerated(compute: (call: NamedCall) => Rational): (call: NamedCall) => Rational {
  return (call) => refusing(() => compute(call));
}
