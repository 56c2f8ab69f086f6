import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shard } from '../jobs/blocks.ts';
import { JOB_LIMITS } from '../limits/limits.ts';
import { excerpt } from './error.ts';
import { integerFlag } from './flag-values.ts';

const MAX_SHARDS = JOB_LIMITS.shards;

export const workersOption = () =>
  new Option('--workers <count>', 'threads that simulate; the result is the same for any number')
    .argParser(integerFlag(1, 1024))
    .default(availableParallelism(), 'all cores');

/** `2/7`: the second of seven. */
export function shardFlag(text: string): Shard {
  const [, index, count] = (/^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? []).map(Number);
  if (!(index && count && index <= count && count <= MAX_SHARDS))
    throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted i/N with i from 1 to N, such as 2/7`);
  return { index, count };
}

/** A file that is read again: a device or the standard output will not do. */
export function plainFileFlag(text: string): string {
  if (text === '' || text.startsWith('-') || text.startsWith('/dev/'))
    throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted the name of a file`);
  return text;
}

/** The address may hold a password: no message repeats it. */
export function redisFlag(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new InvalidArgumentError('found another kind of address; wanted redis://host:port or rediss://…');
  return url;
}
