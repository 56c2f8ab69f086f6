import { Refusal } from '../expression/index.ts';
import type { Certificate } from './certificate.ts';
import { Disproved, Unprovable } from './unprovable.ts';

/** What the checker says of a certificate; `differs` where it is refused because the two sides differ. */
export type Replay = (
  certificate: Certificate,
) =>
  | { readonly accepted: true; readonly theorem: string; readonly restsOn: string }
  | { readonly accepted: false; readonly reason: string; readonly differs?: true };

export interface Accepted {
  readonly certificate: Certificate;
  readonly theorem: string;
  readonly restsOn: string;
}

/**
 * The first proof that the checker accepts. Throws the last proof's Unprovable when there is none; a Disproved at once.
 */
export function firstAccepted(proofs: readonly (() => Certificate)[], replay: Replay): Accepted {
  let last = new Unprovable('nothing to try', 'not-found');
  for (const proof of proofs) {
    try {
      const certificate = proof();
      const result = replay(certificate);
      if (result.accepted) return { certificate, theorem: result.theorem, restsOn: result.restsOn };
      if (result.differs) throw new Disproved(result.reason, {});
      last = new Unprovable(`the checker refuses it: ${result.reason}`, 'not-found');
    } catch (error) {
      if (error instanceof Disproved) throw error;
      // A value that is too long to compare leaves the claim unproved, like a lemma that does not cover it.
      if (error instanceof Refusal) last = new Unprovable(error.message, 'not-found');
      else if (error instanceof Unprovable) last = error;
      else throw error;
    }
  }
  throw last;
}
