/** What a server, or the way to it, answers when something is wrong, and what that means; the first row that fits counts. */
const WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/ECONNREFUSED/, 'nothing listens at this address'],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no host of this name'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no way to its address'],
  [/ETIMEDOUT|timed out|Socket timeout/i, 'it does not answer'],
  [/WRONGPASS|NOAUTH|NOPERM|invalid password/i, 'it refuses the name or the password'],
  [/DB index|SELECT/, 'it has no database of this number'],
  [/\bOOM\b/, 'its memory is full (maxmemory)'],
  [/MISCONF/, 'it cannot write to its disk'],
  [/READONLY/, 'it is a replica, which takes no writing'],
  [/LOADING/, 'it is still loading its data'],
  [/DENIED|protected mode/, 'it takes connections from its own machine only (protected mode)'],
  [/max number of clients/, 'it has as many clients as it may have (maxclients)'],
  [/Redis version/, 'it is too old; wanted Redis 6.2 or later, or Valkey'],
  [
    /ECONNRESET|EPIPE|Connection is closed|SSL|TLS|certificate/i,
    'it closes the connection; is TLS (rediss:) on the right side?',
  ],
];

/** Why the server cannot be used, without its address or anything that it said: either may hold a secret. */
export const wordsFor = (error: unknown): string =>
  knownWordsFor(error) ?? 'it does not speak as Redis and Valkey do';

/** The same, if it is about the server or the way to it at all. */
export function knownWordsFor(error: unknown): string | undefined {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const text = `${code} ${message}`;
  return WORDS.find(([pattern]) => pattern.test(text))?.[1];
}
