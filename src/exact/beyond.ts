import { NtkcheckError } from '../limits/error.ts';
/** What the exact oracle cannot do, by name. */
export class BeyondOracle extends NtkcheckError {
  override readonly name = 'BeyondOracle';
}
