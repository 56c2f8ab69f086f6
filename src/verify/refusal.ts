import { BeyondOracle } from '../exact/moment.ts';
import { Refusal } from '../expression/index.ts';
import { NetworkError } from '../network/build.ts';

/** What a claim can meet in its domain that leaves it undecided: no value, no oracle, no network. */
export const isRefusal = (error: unknown): error is Refusal | BeyondOracle | NetworkError =>
  error instanceof Refusal || error instanceof BeyondOracle || error instanceof NetworkError;

/** What `compute` says, with a RangeError of it as a Refusal. */
export function refusing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('domain', error.message);
    throw error;
  }
}
