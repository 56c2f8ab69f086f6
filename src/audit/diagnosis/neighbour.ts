import type { Effort } from '../../verify/options.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import type { Setting } from '../claim/setting.ts';
import { type Understood, understandClaim } from '../claim/understand.ts';
import { type Decided, decideUnderstood, EFFORTS, isGood } from '../decide.ts';

/**
 * The verdict on a claim near the one that was made, where it is proved or supported: nothing else is shown. `isWorth` looks before
 * it is decided. Undefined too where the neighbour says nothing.
 */
export function trueNeighbour(
  claim: ReadClaim,
  setting: Setting,
  effort: Effort = EFFORTS.neighbour,
  isWorth: (understood: Understood) => boolean = () => true,
): Decided | undefined {
  try {
    const understood = understandClaim(claim, setting);
    if (!isWorth(understood)) return undefined;
    const decided = decideUnderstood(understood, effort);
    return isGood(decided.outcome) ? decided : undefined;
  } catch (error) {
    if (error instanceof ClaimError) return undefined;
    throw error;
  }
}
