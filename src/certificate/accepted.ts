import { Refusal } from '../expression/index.ts';
import type { Certificate } from './certificate.ts';
import { Unprovable } from './unprovable.ts';

/** What the checker says of a certificate. */
export type Replay = (
  certificate: Certificate,
) =>
  | { readonly accepted: true; readonly theorem: string; readonly restsOn: string }
  | { readonly accepted: false; readonly reason: string };

export interface Accepted {
  readonly certificate: Certificate;
  readonly theorem: string;
  readonly restsOn: string;
}

/** The first proof that the checker accepts. Throws Unprovable with the last one's reason when there is none. */
export function firstAccepted(proofs: readonly (() => Certificate)[], replay: Replay): Accepted {
  let reason = 'nothing to try';
  for (const proof of proofs) {
    try {
      const certificate = proof();
      const result = replay(certificate);
      if (result.accepted) return { certificate, theorem: result.theorem, restsOn: result.restsOn };
      reason = `the checker refuses it: ${result.reason}`;
    } catch (error) {
      // A value that is too long to compare leaves the claim unproved, like a lemma that does not cover it.
      if (!(error instanceof Unprovable) && !(error instanceof Refusal)) throw error;
      reason = error.message;
    }
  }
  throw new Unprovable(reason);
}
