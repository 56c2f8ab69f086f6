import { getSystemErrorMap } from 'node:util';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file would be larger than is allowed (ulimit -f)',
  ENOTDIR: 'a part of the path is no folder',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk fails',
  ETXTBSY: 'it is a program that runs',
  ENXIO: 'it is no file',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large',
  ERR_STRING_TOO_LONG: 'the file is too large',
  ERR_INVALID_ARG_VALUE: 'this is no name of a file',
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code = '', errno, message } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? getSystemErrorMap().get(errno ?? 0)?.[1] ?? message;
}
