import { Refusal } from '../expression/index.ts';
import { NtkcheckError, OutOfRange } from '../limits/error.ts';
import { PathLimit } from '../paths/limit.ts';

/**
 * What a claim can meet in its domain that leaves it undecided: no value, no oracle, no network, too much work. Only what ntkcheck
 * itself throws in words; an overflow of the engine is a defect.
 */
export const isRefusal = (error: unknown): error is NtkcheckError => error instanceof NtkcheckError;

/** What `compute` says, with an OutOfRange or a PathLimit of it as a Refusal. */
export function refusing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof PathLimit) throw new Refusal('budget', error.message);
    if (error instanceof OutOfRange) throw new Refusal('domain', error.message);
    throw error;
  }
}
