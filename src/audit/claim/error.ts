import { NtkcheckError } from '../../limits/error.ts';

/** A claim that cannot be read: where in the text, what is wrong, and what to write instead. */
export class ClaimError extends NtkcheckError {
  override readonly name = 'ClaimError';
  /** Characters from the start of the text. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
