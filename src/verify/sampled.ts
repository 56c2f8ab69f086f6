import {
  children,
  type Expression,
  formatExpression,
  NAMED,
  type Named,
  type NamedQuantity,
  Refusal,
} from '../expression/index.ts';
import type { Enclosure } from '../quantity/enclosure.ts';
import { quantityInterval } from '../quantity/interval.ts';
import { seedOf } from '../random/seed.ts';
import type { Claim, Domain } from '../statement/statement.ts';
import type { Finding } from './agreement.ts';
import { type Architecture, describeArchitecture, meetsCondition, recordOf } from './architecture.ts';
import { corners } from './corners.ts';
import { shareMoved } from './movement.ts';
import { callOf, type NamedCall } from './named.ts';
import { distanceOffDiagonal, meanOffDiagonal } from './off-diagonal.ts';
import { type Setting, type Subject, settingOf } from './subject.ts';
import type { SampledEvidence } from './verdict.ts';
import { widthShift, widthSpread } from './width-series.ts';

/** How a sampled quantity is estimated: every draw follows from the seed. */
export interface SampledEffort {
  readonly seed: number;
  /** Random numbers drawn, about. */
  readonly draws: number;
  /** Probability that the interval misses the true value. */
  readonly falseAlarmRate: number;
}

/** What simulated networks say: the true value lies in the interval, but for the false-alarm rate. */
export interface Sampled extends Enclosure {
  readonly estimate: number;
  readonly samples: number;
}

/** One that was drawn with this seed. */
export interface Drawn extends Sampled {
  readonly seed: number;
}

/** Where the intervals come from: a line a name. */
const SAMPLED: Partial<Record<NamedQuantity, (call: NamedCall, effort: SampledEffort) => Sampled>> = {
  Kxy: meanOffDiagonal,
  KxyDistance: distanceOffDiagonal,
  PMoved: shareMoved('kernel'),
  PMatrixMoved: shareMoved('gram'),
  PShapeMoved: shareMoved('shape'),
};

/** Numbers that are known in double arithmetic, by name. */
const DOUBLES: Partial<Record<NamedQuantity, (call: NamedCall) => Enclosure>> = {
  KxyShift: widthShift,
  KxySpread: widthSpread,
};

/** The calls of sampled quantities in a claim, by their text. */
export function sampledIn({ quantity, formula }: Claim): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>();
  const visit = (node: Expression): void => {
    if (node.kind === 'named' && NAMED[node.name].value === 'sampled')
      found.set(formatExpression(node), node);
    for (const child of children(node)) visit(child);
  };
  visit(quantity.expression);
  visit(formula.expression);
  return found;
}

/** The statistical tests that `checkSampled` makes of a claim. */
export const plannedIntervals = (claim: Claim, domain: Domain): number =>
  sampledIn(claim).size * corners(domain).length;

/**
 * Decides at-most, at-least and within-constants of quantities that are known by simulation alone, at the corners of
 * the domain. A claim is supported where every interval lies on its side, refuted where one lies on the other, and
 * undecided where an interval holds the claimed value: then it says how many more samples would do.
 */
export function checkSampled(subject: Subject, effort: Omit<SampledEffort, 'seed'>): Finding {
  const found = corners(subject.statement.domain)
    .filter((candidate) => meetsCondition(subject.statement, candidate))
    .map((candidate, index) =>
      sampleAt(subject, candidate, { ...effort, seed: seedOf(`${subject.seed} ${index}`) }),
    );
  if (found.length === 0) throw new Refusal('domain', 'no corner of the domain meets the condition');
  const sides = found.map(sideOf);
  const wrong = sides.indexOf('outside');
  if (wrong >= 0) return { outcome: 'refuted', reason: text(found[wrong]!, 'is not'), evidence: found };
  const open = sides.indexOf('open');
  if (open >= 0)
    return {
      outcome: 'undecided',
      reason: `${text(found[open]!, 'may or may not be')}; more samples would tell`,
      evidence: found,
    };
  const samples = found.reduce((total, one) => total + one.samples, 0).toLocaleString('en-US');
  return {
    outcome: 'supported',
    reason: `${text(found[0]!, 'is')}${found.length > 1 ? `; the same at ${found.length - 1} more` : ''}; ${samples} simulated networks`,
    evidence: found,
  };
}

/** Once for every claim about these networks: an interval that holds, holds for all of them. */
function drawnOnce(
  { environment, network, intervals }: Setting,
  quantity: Named,
  effort: SampledEffort,
): Drawn {
  const name = formatExpression(quantity);
  const key = `${name} ${effort.draws} ${effort.falseAlarmRate}`;
  const known = intervals.get(key);
  if (known) return known;
  const sample = SAMPLED[quantity.name];
  if (!sample) throw new Refusal('domain', `${quantity.name}(...) has no sampler`);
  const seed = seedOf(`${effort.seed} ${name}`);
  const drawn = { ...sample(callOf(quantity, environment, network), { ...effort, seed }), seed };
  intervals.set(key, drawn);
  return drawn;
}

function sampleAt(subject: Subject, candidate: Architecture, effort: SampledEffort): SampledEvidence {
  const { claim } = subject;
  const setting = settingOf(subject, candidate);
  const { environment, network } = setting;
  const intervals = new Map(
    [...sampledIn(claim)].map(([name, quantity]) => [name, drawnOnce(setting, quantity, effort)]),
  );
  const drawn = [...intervals.values()];
  const named = (quantity: Named): Enclosure | undefined =>
    intervals.get(formatExpression(quantity)) ??
    DOUBLES[quantity.name]?.(callOf(quantity, environment, network));
  const enclose = (expression: Expression): Enclosure =>
    quantityInterval(expression, environment, new Map(), named);
  const quantity = enclose(claim.quantity.expression);
  const formula = enclose(claim.formula.expression);
  return {
    kind: 'sampled',
    architecture: recordOf(candidate),
    estimate: drawn.at(-1)!.estimate,
    low: quantity.low,
    high: quantity.high,
    wanted: wantedOf(claim, formula, enclose),
    samples: drawn.reduce((total, { samples }) => total + samples, 0),
    seed: drawn.at(-1)!.seed,
    falseAlarmRate: effort.falseAlarmRate,
  };
}

/** The values that a claim allows. */
function wantedOf(
  claim: Claim,
  formula: Enclosure,
  enclose: (expression: Expression) => Enclosure,
): SampledEvidence['wanted'] {
  switch (claim.relation) {
    case 'at-most':
      return { high: formula.low };
    case 'at-least':
      return { low: formula.high };
    case 'within-constants': {
      if (formula.low <= 0) throw new Refusal('domain', 'the formula is not positive');
      const { low, high } = claim.constants!;
      return {
        low: enclose(low.expression).high * formula.high,
        high: enclose(high.expression).low * formula.low,
      };
    }
    default:
      throw new Refusal(
        'domain',
        `a sampled quantity has an interval: wanted at-most, at-least or within-constants, not ${claim.relation}`,
      );
  }
}

function sideOf({ low, high, wanted }: SampledEvidence): 'inside' | 'outside' | 'open' {
  const least = wanted.low ?? Number.NEGATIVE_INFINITY;
  const most = wanted.high ?? Number.POSITIVE_INFINITY;
  if (low >= least && high <= most) return 'inside';
  return high < least || low > most ? 'outside' : 'open';
}

function text({ architecture, low, high, wanted }: SampledEvidence, verb: string): string {
  const limits = [
    ...(wanted.low === undefined ? [] : [`at least ${wanted.low.toPrecision(4)}`]),
    ...(wanted.high === undefined ? [] : [`at most ${wanted.high.toPrecision(4)}`]),
  ];
  return `at ${describeArchitecture(architecture)} the quantity, in [${low.toPrecision(4)}, ${high.toPrecision(4)}], ${verb} ${limits.join(' and ')}`;
}
