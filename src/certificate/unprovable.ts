import { NtkcheckError } from '../limits/error.ts';
/** Outside the hypotheses of every lemma: no certificate is issued, and the verdict is the weaker one. */
export class Unprovable extends NtkcheckError {
  override readonly name = 'Unprovable';
}
