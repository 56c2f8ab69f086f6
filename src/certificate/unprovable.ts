import { NtkcheckError } from '../limits/error.ts';

/** Where the two sides of a claim were seen to differ: a depth, values of the symbols, or a word of widths. */
export interface Difference {
  readonly depth?: number;
  readonly symbols?: Readonly<Record<string, string>>;
}

/**
 * Why a claim has no certificate: no lemma covers it, none was found within the limits, or its sides differ. The last is no
 * lack of a proof but a disproof: nothing may be called supported beside it.
 */
export type NoProof =
  | { readonly kind: 'out-of-scope' | 'not-found'; readonly reason: string }
  | { readonly kind: 'disproved'; readonly reason: string; readonly at: Difference };

/** No certificate is issued: the claim is outside the hypotheses of every lemma, or beyond what is tried. */
export class Unprovable extends NtkcheckError {
  override readonly name: string = 'Unprovable';
  readonly why: NoProof;
  constructor(reason: string, kind: 'out-of-scope' | 'not-found' = 'out-of-scope') {
    super(reason);
    this.why = { kind, reason };
  }
}

/** The search for a proof has met a difference of the two sides. */
export class Disproved extends Unprovable {
  override readonly name = 'Disproved';
  override readonly why: NoProof & { readonly kind: 'disproved' };
  constructor(reason: string, at: Difference) {
    super(reason);
    this.why = { kind: 'disproved', reason, at };
  }
}
