/** Bad input: one clear line for the user, exit code 2, no stack trace. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
