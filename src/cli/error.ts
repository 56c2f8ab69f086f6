import { NtkcheckError } from '../limits/error.ts';
/** Bad input: one clear line for the user, exit code 2, no stack trace. */
export class InputError extends NtkcheckError {
  override readonly name = 'InputError';
}

/** What the user wrote, short enough for a line of a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
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
