import { rational, ZERO } from '../../rational/rational.ts';
import type { Convention, Conventions } from '../../statement/convention.ts';
import type { Outcome } from '../../verify/verdict.ts';
import { isLimit, type ReadClaim } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';
import type { Understood } from '../claim/understand.ts';
import { EFFORTS } from '../decide.ts';
import { differences } from './differences.ts';
import { mayTend } from './limit-screen.ts';
import { trueNeighbour } from './neighbour.ts';
import { agree, pointsOf } from './points.ts';

/** A convention, or one change of the own one, under which a claim that is false is true. */
export interface TrueUnder {
  /** A row of conventions.yaml; where it is a single change of the given setting, the words for it. */
  readonly convention: string;
  readonly gates: Setting['gates'];
  readonly verdict: Outcome;
  /** What is different there. */
  readonly changes: string;
}

interface Candidate {
  readonly name: string;
  readonly setting: Setting;
  readonly claim: ReadClaim;
  readonly changes: readonly string[];
}

/** Of those that hold, so many are shown. */
const MOST = 5;

/** Where else the claim is true: rows of the conventions and single changes, those that change least first. */
export function trueElsewhere({ claim, setting }: Understood, conventions: Conventions): TrueUnder[] {
  const found: TrueUnder[] = [];
  const held: (readonly string[])[] = [];
  for (const candidate of candidatesOf(claim, setting, conventions)) {
    if (found.length === MOST) break;
    // What holds with fewer changes holds with more that do not matter.
    if (held.some((changes) => changes.every((change) => candidate.changes.includes(change)))) continue;
    const { name: convention, setting: other, changes } = candidate;
    const verdict = trueNeighbour(candidate.claim, other, EFFORTS.neighbour, isWorth)?.outcome;
    if (!verdict) continue;
    held.push(changes);
    found.push({ convention, gates: other.gates, verdict, changes: changes.join('; ') });
  }
  return found;
}

/** What differs at a few networks, or tends elsewhere, needs no search. */
function isWorth(understood: Understood): boolean {
  const { statement } = understood.readings[0];
  const { quantity, formula, relation } = statement.claims[0]!;
  if (relation === 'equals') return agree(quantity.expression, formula.expression, pointsOf(statement));
  return !isLimit(understood.claim) || mayTend(understood);
}

function candidatesOf(claim: ReadClaim, setting: Setting, conventions: Conventions): Candidate[] {
  const rows = [...conventions.values()].flatMap((convention) =>
    (['relu', 'fair'] as const).map((gates): Candidate => {
      const other: Setting = { ...setting, convention, gates };
      return { name: convention.name, setting: other, claim, changes: differences(setting, other) };
    }),
  );
  const changed = isLimit(claim) ? [] : singleChanges(claim, setting);
  const all = [...rows, ...changed].filter(({ changes }) => changes.length > 0);
  const seen = new Set<string>();
  return all
    .sort((a, b) => a.changes.length - b.changes.length)
    .filter(({ changes }) => {
      const key = changes.join('; ');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** One thing that papers leave unsaid, said otherwise. */
function singleChanges(claim: ReadClaim, setting: Setting): Candidate[] {
  const { convention } = setting;
  const one = rational(1);
  const two = rational(2);
  const others: Partial<Convention>[] = [
    { outputSigmaW2: one },
    { outputSigmaW2: two },
    { outputBias: !convention.outputBias },
    { biasGradient: ZERO },
    { biasGradient: one },
    { sigmaB2: one },
    { sigmaB2: ZERO },
    { sigmaW2: one },
    { sigmaW2: two },
    { parametrization: convention.parametrization === 'ntk' ? 'standard' : 'ntk' },
    { outputActivation: convention.outputActivation === 'relu' ? 'linear' : 'relu' },
  ];
  const settings = [
    ...others.map((part): Setting => ({ ...setting, convention: { ...convention, ...part } })),
    { ...setting, gates: setting.gates === 'relu' ? ('fair' as const) : ('relu' as const) },
  ];
  const networks = settings.map((other): Candidate => {
    const changes = differences(setting, other);
    return { name: `${convention.name}, changed`, setting: other, claim, changes };
  });
  return [...networks, ...readings(claim, setting)];
}

/** What d and r may mean otherwise. */
function readings(claim: ReadClaim, setting: Setting): Candidate[] {
  const replaced = (from: RegExp, to: string): ReadClaim => ({
    ...claim,
    formula: claim.formula.replace(from, to),
  });
  const hasList = claim.formula.includes('n[');
  const n0 = hasList ? 'n[0]' : 'n0';
  const reading = (changed: ReadClaim, words: string): Candidate => ({
    name: setting.convention.name,
    setting,
    claim: changed,
    changes: [words],
  });
  return [
    reading(
      replaced(/\bd\b/g, '(d - 1)'),
      'd counts hidden layers there, one less than the layers of weights',
    ),
    reading(
      replaced(/\bd\b/g, '(d + 1)'),
      'd counts layers of neurons there, one more than the layers of weights',
    ),
    ...(/\br\b/.test(claim.formula)
      ? [
          reading(replaced(/\br\b/g, `(r*${n0})`), 'r is |x|² there, and not |x|²/n_0'),
          reading(replaced(/\br\b/g, `(r/${n0})`), 'r is |x|²/n_0² there'),
        ]
      : []),
  ];
}
