/**
 * An error of ntkcheck's own, whose message is for the user: what was found, what was wanted, or why there is no answer.
 * Only such an error may become a verdict or a line of bad input. Whatever else is thrown, a RangeError of the engine too,
 * is a defect.
 */
export abstract class NtkcheckError extends Error {}

/** A value that came from outside, or follows from one that did, is not one that the computation takes. */
export class OutOfRange extends NtkcheckError {
  override readonly name = 'OutOfRange';
}

/** Bad input: one clear line for who gave it. A command ends with exit code 2 and no stack trace. */
export class InputError extends NtkcheckError {
  override readonly name: string = 'InputError';
}
