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
import { countAt, Draws, LOOKS, levelAt, type Sampler, type Sampling } from './looks.ts';
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

/** Networks that a claim has drawn, for all claims of its statement: an interval that holds, holds for all of them. */
export type Drawn = Draws;

/** Where the intervals come from: a line a name. */
const SAMPLERS: Partial<Record<NamedQuantity, Sampler>> = {
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

/** A sampled quantity of a claim at one network. */
interface Prepared {
  readonly name: string;
  readonly sampling: Sampling;
  readonly draws: Draws;
}

function prepared(
  { environment, network, intervals }: Setting,
  quantity: Named,
  { seed, draws }: SampledEffort,
): Prepared {
  const sampler = SAMPLERS[quantity.name];
  if (!sampler) throw new Refusal('domain', `${quantity.name}(...) has no sampler`);
  const sampling = sampler.prepare(callOf(quantity, environment, network), draws);
  const drawn = { ...quantity, arguments: quantity.arguments.slice(0, sampler.drawnBy) };
  const key = `${formatExpression(drawn)} ${draws}`;
  const known = intervals.get(key) ?? new Draws(seedOf(`${seed} ${key}`), sampling.source);
  intervals.set(key, known);
  return { name: formatExpression(quantity), sampling, draws: known };
}

/** Looks at ever more networks until the intervals decide. */
function sampleAt(subject: Subject, candidate: Architecture, effort: SampledEffort): SampledEvidence {
  const setting = settingOf(subject, candidate);
  const all = [...sampledIn(subject.claim).values()].map((quantity) => prepared(setting, quantity, effort));
  for (let look = 0; look < LOOKS - 1; look++) {
    const early = earlyLook(() => lookAt(subject, candidate, all, look, effort));
    if (early && sideOf(early) !== 'open') return early;
  }
  return lookAt(subject, candidate, all, LOOKS - 1, effort);
}

/** What a wide interval refuses, such as a division by what may be 0, a narrower one may not. */
function earlyLook(look: () => SampledEvidence): SampledEvidence | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function lookAt(
  subject: Subject,
  candidate: Architecture,
  all: readonly Prepared[],
  look: number,
  { falseAlarmRate }: SampledEffort,
): SampledEvidence {
  const { claim } = subject;
  const { environment, network } = settingOf(subject, candidate);
  const found = all.map(({ name, sampling, draws }) => {
    const count = countAt(look, sampling.most);
    const interval = sampling.interval(draws.first(count), levelAt(look, falseAlarmRate));
    return { name, count, interval, seed: draws.seed };
  });
  const intervals = new Map(found.map(({ name, interval }) => [name, interval]));
  const named = (quantity: Named): Enclosure | undefined =>
    intervals.get(formatExpression(quantity)) ??
    DOUBLES[quantity.name]?.(callOf(quantity, environment, network));
  const enclose = (expression: Expression): Enclosure =>
    quantityInterval(expression, environment, new Map(), named);
  const quantity = enclose(claim.quantity.expression);
  const formula = enclose(claim.formula.expression);
  const last = found.at(-1)!;
  return {
    kind: 'sampled',
    architecture: recordOf(candidate),
    estimate: last.interval.estimate,
    low: quantity.low,
    high: quantity.high,
    wanted: wantedOf(claim, formula, enclose),
    samples: found.reduce((total, { count }) => total + count, 0),
    seed: last.seed,
    falseAlarmRate,
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
