import type { ConstantsFound, Outcome } from '../../verify/verdict.ts';
import { isLimit, type ReadClaim } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';
import type { Understood } from '../claim/understand.ts';
import { type Decided, EFFORTS, GROWTHS } from '../decide.ts';
import { mayTend } from './limit-screen.ts';
import { narrowerClaims } from './narrower.ts';
import { trueNeighbour } from './neighbour.ts';
import { failsSoon } from './witness.ts';

/** Something true that says less than the claim. */
export interface Weaker {
  readonly claim: string;
  readonly verdict: Outcome;
}

/** What is left of a claim that is false: with a condition, in a limit, as a bound, up to constants. Strongest first, as they are tried. */
export function weakerTruths({ claim, setting }: Understood, { growth }: Decided): Weaker[] {
  const found: Weaker[] = [];
  const attempt = (words: string, changed: ReadClaim, under: Setting): boolean => {
    const verdict = decidedOn(changed, under)?.outcome;
    if (!verdict) return false;
    found.push({ claim: words, verdict });
    return true;
  };
  if (isLimit(claim)) {
    if (growth !== 'n' && claim.relation !== 'tends-to')
      attempt(`true ${GROWTHS.n}`, claim, { ...setting, growth: 'n' });
    return found;
  }
  narrowerClaims(claim, setting).some(({ words, claim: changed, setting: under }) =>
    attempt(words, changed, under),
  );
  if (claim.relation === 'equals') {
    if (!/\bn\[/.test(`${claim.formula} ${claim.quantity}`))
      for (const grown of ['d/n', 'n'] as const)
        attempt(
          `the quotient of the sides tends to 1 ${GROWTHS[grown]}`,
          { ...claim, relation: 'similar' },
          { ...setting, growth: grown },
        );
    attempt('the formula is an upper bound', { ...claim, relation: 'at-most' }, setting) ||
      attempt('the formula is a lower bound', { ...claim, relation: 'at-least' }, setting);
  }
  const constants = found.length > 0 ? undefined : constantsOf(claim, setting);
  return constants ? [constants] : found;
}

/** The verdict on a weaker claim; what fails at a few networks, or tends elsewhere, is not searched. */
const decidedOn = (claim: ReadClaim, setting: Setting): Decided | undefined =>
  trueNeighbour(claim, setting, EFFORTS.neighbour, (understood) =>
    isLimit(understood.claim) ? mayTend(understood) : !failsSoon(understood.readings[0].statement),
  );

/** Constants that differ by more say nothing. */
const WIDEST = 100;

/** Between which constants the quotient stays, as far as anything was tried. */
function constantsOf(claim: ReadClaim, setting: Setting): Weaker | undefined {
  const decided = decidedOn({ ...claim, relation: 'within-constants' }, setting);
  const found = decided?.verdict.evidence.find((one): one is ConstantsFound => one.kind === 'constants');
  if (!decided || !found || !(found.low > 0) || found.high / found.low > WIDEST) return undefined;
  const [low, high] = [found.low, found.high].map((x) => Number(x.toPrecision(3)));
  return {
    claim: `up to constants in [${low}, ${high}], on ${found.architectures} networks`,
    verdict: decided.outcome,
  };
}
