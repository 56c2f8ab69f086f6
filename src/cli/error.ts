import { NtkcheckError } from '../limits/error.ts';

export { excerpt } from '../limits/excerpt.ts';
/** Bad input: one clear line for the user, exit code 2, no stack trace. */
export class InputError extends NtkcheckError {
  override readonly name = 'InputError';
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is no folder',
  };
  return words[code ?? ''] ?? (error as Error).message;
}
