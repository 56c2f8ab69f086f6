import { BeyondOracle } from '../exact/moment.ts';
import { Refusal } from '../expression/index.ts';
import { NetworkError } from '../network/build.ts';
import { PathLimit } from '../paths/limit.ts';

/** What a claim can meet in its domain that leaves it undecided: no value, no oracle, no network. */
export const isRefusal = (error: unknown): error is Refusal | BeyondOracle | NetworkError =>
  error instanceof Refusal || error instanceof BeyondOracle || error instanceof NetworkError;

/** What `compute` says, with a RangeError or a PathLimit of it as a Refusal. */
export function refusing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof PathLimit) throw new Refusal('budget', error.message);
    if (error instanceof RangeError) throw new Refusal('domain', error.message);
    throw error;
  }
}
