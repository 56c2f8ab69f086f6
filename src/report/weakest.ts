import type { Evidence, LimitFound, Verdict } from '../verify/verdict.ts';
import { isVariant } from './statements.ts';

/** A supported statement that rests on little, and on how little. */
export interface Weakness {
  readonly id: string;
  readonly why: string;
}

/** One way of resting on little. */
interface Kind {
  /** What the evidence of one claim comes to, if it is of this kind. */
  readonly measure: (evidence: readonly Evidence[]) => number | undefined;
  readonly weaker: 'less' | 'more';
  readonly words: (measure: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    measure: (evidence) => evidence.filter(({ kind }) => kind === 'sampled').length || undefined,
    weaker: 'less',
    words: (count) => `simulated only, at ${plural(count)}`,
  },
  {
    measure: (evidence) => greatest(evidence.flatMap(triedExactly)),
    weaker: 'less',
    words: (count) => `agrees on ${plural(count)}, without a proof`,
  },
  {
    measure: (evidence) =>
      greatest(evidence.flatMap((one) => (one.kind === 'limit' ? [uncertainty(one)] : []))),
    weaker: 'more',
    words: (share) => `limit extrapolated to ± ${percent(share)} at one point`,
  },
  {
    measure: leastDetectable,
    weaker: 'more',
    words: (share) => `simulations may miss errors below ${percent(share)}`,
  },
];

/** The weakest of the statements that are supported, variants aside: of each kind `each` at most, each statement once. */
export function weakest(verdicts: readonly Verdict[], each: number): Weakness[] {
  const supported = verdicts.filter((verdict) => verdict.outcome === 'supported' && !isVariant(verdict));
  const named = new Set<string>();
  return KINDS.flatMap((kind) => {
    const chosen = ranked(
      supported.filter(({ id }) => !named.has(id)),
      kind,
    );
    const [shown, rest] = [chosen.slice(0, each), chosen.slice(each)];
    for (const { id } of shown) named.add(id);
    const last = shown.at(-1);
    const alike = rest.filter(({ measure }) => measure === last?.measure).length;
    return shown.map((one) => ({
      id: one.id,
      why: `${kind.words(one.measure)}${one === last && alike > 0 ? `, as ${alike} more` : ''}`,
    }));
  });
}

/** By the weakest claim of each. */
function ranked(verdicts: readonly Verdict[], { measure, weaker }: Kind): { id: string; measure: number }[] {
  const sign = weaker === 'more' ? 1 : -1;
  return verdicts
    .flatMap(({ id, claims }) => {
      const found = claims.map(({ evidence }) => measure(evidence)).filter((value) => value !== undefined);
      if (found.length === 0) return [];
      return [{ id, measure: weaker === 'more' ? Math.max(...found) : Math.min(...found) }];
    })
    .sort((a, b) => sign * (b.measure - a.measure));
}

const greatest = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);

function triedExactly(one: Evidence): number[] {
  if (one.kind === 'constants') return [one.architectures];
  return one.kind === 'exact-agreement' ? [one.enumerated + one.drawn + one.far + one.climbed] : [];
}

/** How far an extrapolated limit may move, relative to the claimed one where that is not 0. */
const uncertainty = ({ extrapolationError, claimed }: LimitFound): number =>
  extrapolationError / Math.abs(claimed || 1);

/** The smallest relative error that some simulation of a claim surely sees. */
function leastDetectable(evidence: readonly Evidence[]): number | undefined {
  const seen = evidence.flatMap((one) =>
    one.kind === 'simulation' && Number.isFinite(one.detectable) ? [one.detectable] : [],
  );
  return seen.length === 0 ? undefined : Math.min(...seen);
}

const plural = (count: number): string => `${count} architecture${count === 1 ? '' : 's'}`;

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`;
