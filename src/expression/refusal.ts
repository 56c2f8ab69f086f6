import { NtkcheckError } from '../limits/error.ts';
export type RefusalKind = 'irrational' | 'budget' | 'domain';

/**
 * A formula was read but has no value here: it is `irrational` and an exact one was asked for, it would cost more than
 * the `budget`, or it is undefined (`domain`: a division by zero, the logarithm of a negative number, …).
 */
export class Refusal extends NtkcheckError {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, reason: string) {
    super(reason);
    this.kind = kind;
  }
}
