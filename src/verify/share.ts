import type { Statement } from '../statement/statement.ts';
import { capacityFor, shareOfBudget } from '../statistics/budget.ts';
import { lawMoments } from './draw.ts';
import { bodiesOf } from './networks/body.ts';
import { PHASES } from './networks/points.ts';
import type { VerifyOptions } from './options.ts';
import { plannedIntervals } from './sampled.ts';

/**
 * The share of each statistical check when all of these statements are verified, selected or not. It is fixed in advance: the same for
 * every run of up to 10,000 planned checks, so that a verdict does not depend on what else there is to decide.
 */
export function falseAlarmShare(statements: readonly Statement[], options: VerifyOptions): number {
  const { networks } = options.effort;
  const checks = statements.reduce(
    (total, { claims, cases, domain }) =>
      total +
      cases.length *
        claims.reduce(
          // At a witness each E(...) is tested once more.
          (sum, claim) =>
            sum +
            bodiesOf(claim).size * (Math.max(PHASES.length, lawMoments(domain).length) * networks + 1) +
            plannedIntervals(claim, domain),
          0,
        ),
    0,
  );
  return shareOfBudget(options.falseAlarmBudget, capacityFor(checks));
}
