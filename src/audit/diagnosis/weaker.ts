import type { ConstantsFound, Outcome } from '../../verify/verdict.ts';
import { isLimit, type ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import type { Setting } from '../claim/setting.ts';
import { type Understood, understandClaim } from '../claim/understand.ts';
import { type Decided, decideUnderstood, EFFORTS, GROWTHS, isGood } from '../decide.ts';
import { failsSoon } from './witness.ts';

/** Something true that says less than the claim. */
export interface Weaker {
  readonly claim: string;
  readonly verdict: Outcome;
}

/** What is left of a claim that is false: with a condition, in a limit, up to constants. Strongest first, as they are tried. */
export function weakerTruths(understood: Understood, decided: Decided): Weaker[] {
  const { claim, setting } = understood;
  const found: Weaker[] = [];
  const attempt = (words: string, changed: ReadClaim, under: Setting): boolean => {
    const verdict = verdictOf(changed, under);
    if (!verdict || !isGood(verdict)) return false;
    found.push({ claim: words, verdict });
    return true;
  };
  if (!isLimit(claim)) {
    conditions(claim, setting).some(([words, condition]) =>
      attempt(words, { ...claim, conditions: [...claim.conditions, condition] }, setting),
    );
    if (claim.relation === 'equals') {
      const isList = claim.formula.includes('n[') || claim.quantity.includes('n[');
      if (!isList)
        for (const growth of ['d/n', 'n'] as const)
          attempt(
            `the quotient of the sides tends to 1 ${GROWTHS[growth]}`,
            { ...claim, relation: 'similar' },
            { ...setting, growth },
          );
      (['at-most', 'at-least'] as const).some((relation) =>
        attempt(
          relation === 'at-most' ? 'the formula is an upper bound' : 'the formula is a lower bound',
          { ...claim, relation },
          setting,
        ),
      );
    }
  } else if (decided.growth !== 'n' && claim.relation !== 'tends-to') {
    attempt(`true ${GROWTHS.n}`, claim, { ...setting, growth: 'n' });
  }
  const constants = constantsOf(decided);
  if (constants) found.push(constants);
  return found;
}

/** Conditions under which claims hold that fail at an edge: without a hidden layer, at width 1, at one input. */
const conditions = (claim: ReadClaim, setting: Setting): (readonly [string, string])[] => [
  ['from d >= 2 on', 'd >= 2'],
  ...(/\bn\b(?!\[)/.test(claim.formula) ? ([['from n >= 2 on', 'n >= 2']] as const) : []),
  ['without a hidden layer, d = 1', 'd == 1'],
  ['for r = 1', 'r == 1'],
  ['for r >= 1', 'r >= 1'],
  ['for r <= 1', 'r <= 1'],
  ...(setting.convention.sigmaW2 === 'free' ? ([['for σ_w² = 2', 'sigma_w2 == 2']] as const) : []),
];

function verdictOf(claim: ReadClaim, setting: Setting): Outcome | undefined {
  try {
    const understood = understandClaim(claim, setting);
    if (failsSoon(understood.readings[0].statement)) return undefined;
    return decideUnderstood(understood, EFFORTS.neighbour).outcome;
  } catch (error) {
    if (error instanceof ClaimError) return undefined;
    throw error;
  }
}

/** Between which constants the quotient stays, as far as anything was tried. */
function constantsOf({ verdict }: Decided): Weaker | undefined {
  const found = verdict.evidence.find((one): one is ConstantsFound => one.kind === 'constants');
  if (!found || !(found.low > 0) || found.high / found.low > 100) return undefined;
  return {
    claim: `up to constants in [${found.low.toPrecision(3)}, ${found.high.toPrecision(3)}], on ${found.architectures} networks`,
    verdict: 'supported',
  };
}
