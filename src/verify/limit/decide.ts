import { proofsOf } from '../../certificate/prove.ts';
import { Unprovable } from '../../certificate/unprovable.ts';
import { parseRational, toNumber } from '../../rational/text.ts';
import type { Finding } from '../agreement.ts';
import { attempt } from '../certify.ts';
import { isRefusal } from '../refusal.ts';
import type { Subject } from '../subject.ts';
import type { DerivedLimit, Evidence, LimitFound, Unproved } from '../verdict.ts';
import { bigO } from './extrapolate.ts';
import { type LimitPoint, limitPoints } from './points.ts';
import { refuteLimit } from './refute.ts';
import { derivedEvidence, missText, visibleError, visibleText, writtenAt } from './text.ts';
import { truthAt } from './truth.ts';
import { FEWEST, isClaimedAt, isSharedNearby, misses, remainderOrder, valuesAt } from './values.ts';

/**
 * Decides that a quantity tends to a formula as n grows, with d = λ n or at fixed depths, or as d grows at fixed widths; or that it is
 * formula·(1 + O(n^-m)). In this order: a proof for the whole domain; at points of it, spread over many orders of magnitude, the
 * true limit from proved closed forms, which refutes or agrees; and where there is none, exact values at sizes that double, of
 * which nothing is concluded against the claim: they support it when their remainders vanish at a settled whole order in 1/n at
 * every point and are as near at sizes next to those, and leave it undecided otherwise.
 */
export function decideLimit(subject: Subject): Finding {
  const { case: own, statement, claim } = subject;
  const whole = attempt(proofsOf(own, statement.domain, claim, []));
  if (whole.kind === 'certificate')
    return { outcome: 'proved', reason: `proved: ${whole.restsOn}`, evidence: [whole] };
  const points = limitPoints(subject);
  const derived: DerivedLimit[] = [];
  const left: LimitPoint[] = [];
  for (const point of points) {
    try {
      if (!isClaimedAt(subject, point)) {
        left.push(point);
        continue;
      }
      const truth = truthAt(subject, point);
      if (truth.side === 'fails') return withDisproof(refuteLimit(subject, truth), whole);
      derived.push(derivedEvidence(truth, claim));
      if (truth.side === 'open') left.push(point);
    } catch (error) {
      if (!isRefusal(error) && !(error instanceof Unprovable)) throw error;
      left.push(point);
    }
  }
  const agreed = derived.filter(({ side }) => side === 'holds');
  const extrapolated = extrapolate(subject, left);
  // Where no network meets the condition nothing is claimed.
  const isAllDerived = agreed.length > 0 && extrapolated.evidence.length === 0;
  const evidence = [whole, ...agreed.slice(0, 3), ...extrapolated.evidence];
  if (whole.why.kind === 'disproved')
    return {
      outcome: 'undecided',
      reason: `${whole.why.reason}, but no point is found that shows it; ${extrapolated.reason}`,
      evidence,
    };
  if (!isAllDerived && left.length > 0 && extrapolated.outcome !== 'supported')
    return { outcome: 'undecided', reason: extrapolated.reason, evidence };
  const parts = [
    ...(agreed.length > 0 ? [`the closed form tends to it at ${agreed.length} points${spread(agreed)}`] : []),
    ...(left.length > 0 && !isAllDerived ? [extrapolated.reason] : []),
    `no proof for all: ${whole.why.reason}`,
  ];
  return { outcome: 'supported', reason: parts.join('; '), evidence };
}

const withDisproof = (finding: Finding, whole: Unproved): Finding =>
  whole.why.kind === 'disproved' ? { ...finding, evidence: [...finding.evidence, whole] } : finding;

/** Over which values the points are spread: `r from 1e-18 to 1e18`. */
function spread(found: readonly DerivedLimit[]): string {
  const names = Object.keys(found[0]!.at);
  const spans = names.flatMap((name) => {
    const values = found.map(({ at }) => toNumber(parseRational(at[name]!)!));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low === high
      ? []
      : [`${name} from ${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}`];
  });
  return spans.length > 0 ? ` (${spans.join(', ')})` : '';
}

/** Limits that are not known to this share of the claimed value support nothing. */
const TELLING = 0.25;

/** Whether the sizes are large enough for the limit to show: of remainders, which are claimed to vanish, their order says so. */
const tells = (limit: LimitFound): boolean =>
  limit.power !== undefined || limit.claimed === 0 || visibleError(limit) <= TELLING;

/** What exact values along growing sizes say at points without a closed form: support, or nothing. */
export function extrapolate(subject: Subject, points: readonly LimitPoint[]): Finding {
  const { claim } = subject;
  const found: LimitFound[] = [];
  const undecided = (reason: string, evidence: readonly Evidence[]): Finding => ({
    outcome: 'undecided',
    reason,
    evidence,
  });
  for (const point of points) {
    const where = `at ${writtenAt(point.written)}`;
    try {
      const limit = valuesAt(subject, point);
      if (!limit) continue;
      found.push(limit);
      if (misses(limit))
        return undecided(`${where} ${missText(limit, claim)}, by extrapolation, which proves nothing`, [
          limit,
        ]);
      if (!isSharedNearby(subject, point, limit))
        return undecided(`${where} values next to the doubled sizes are farther from the claim than there`, [
          limit,
        ]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const reason = `${where}: ${error.message}`;
      return undecided(reason, [{ kind: 'refused', reason }, ...found]);
    }
  }
  if (found.length === 0)
    return undecided(`fewer than ${FEWEST} sizes meet the condition at any point tried`, []);
  const limits = found.filter(tells);
  const silent = found.filter((limit) => !tells(limit));
  if (limits.length === 0)
    return undecided(
      `the sizes that can be computed are too small to tell at any of ${silent.length} points`,
      found,
    );
  const unsettled = limits.find((limit) => remainderOrder(limit) === undefined);
  if (unsettled)
    return undecided(`the remainders at ${writtenAt(unsettled.at)} have not settled on an order`, limits);
  const order = Math.min(...limits.map((limit) => remainderOrder(limit)!));
  const { along } = limits[0]!;
  const isEqual = limits.every(({ remainders }) => remainders.every((remainder) => remainder === 0));
  const where = `at ${limits.length} points, along sizes that double, and next to them, up to ${along} = ${Math.max(...limits.map(({ widths }) => widths.at(-1)!))}`;
  const settled =
    order < Number.POSITIVE_INFINITY
      ? `remainder ${bigO(order, along)} ${where}; an error of ${visibleText(limits)} would show`
      : isEqual
        ? `equal at every ${along} ${where}`
        : `remainder below any power of 1/${along} ${where}`;
  const tooSmall = silent
    .slice(0, 1)
    .map(({ at }) => `the sizes are too small to tell at ${silent.length} more, as ${writtenAt(at)}`);
  return {
    outcome: 'supported',
    reason: [settled, ...tooSmall, 'other points and larger sizes were not tried'].join('; '),
    evidence: [...limits, ...tooSmall.map((reason) => ({ kind: 'refused', reason }) as const)],
  };
}
