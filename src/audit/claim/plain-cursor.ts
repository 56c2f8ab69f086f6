import { ClaimError } from './error.ts';
import type { PlainToken } from './plain-token.ts';

/** One side of a claim in the language of formulas, and for each of its characters the place in what was written. */
export interface PlainSide {
  readonly text: string;
  readonly places: readonly number[];
}

/** Where one is among the tokens of a side, and what was written of it. */
export class PlainCursor {
  protected readonly tokens: readonly PlainToken[];
  /** Where the side ends in the text. */
  protected readonly end: number;
  protected at = 0;
  protected text = '';
  protected readonly places: number[] = [];

  constructor(tokens: readonly PlainToken[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  protected peek(ahead = 0): PlainToken | undefined {
    return this.tokens[this.at + ahead];
  }

  protected put(text: string, position: number): void {
    this.text += text;
    for (let i = 0; i < text.length; i++) this.places.push(position);
  }

  /** Throws for a^b^c, where a^b has a name of its own. */
  protected refuseTower(): void {
    const next = this.peek();
    if (next?.text === '^') throw new ClaimError('a power of a power; write brackets', next.position);
  }

  /** Throws where a product without a sign may go on what was read. */
  protected refuseJuxtaposed(): void {
    const next = this.peek();
    if (next && next.kind !== 'sign' && next.kind !== 'close')
      throw new ClaimError(
        `'${next.text}' follows a quotient or a power without a sign; write brackets`,
        next.position,
      );
  }
}
