import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shard } from '../jobs/blocks.ts';
import { excerpt } from '../limits/excerpt.ts';
import { JOB_LIMITS } from '../limits/limits.ts';
import { integerFlag } from './flag-values.ts';

const MAX_SHARDS = JOB_LIMITS.shards;

export const workersOption = () =>
  new Option('--workers <count>', 'threads that simulate; the result is the same for any number')
    .argParser(integerFlag(1, 1024))
    .default(availableParallelism(), 'all cores');

/** `2/7`: the second of seven. */
export function shardFlag(text: string): Shard {
  const shard = shardIn(text);
  if (shard) return shard;
  throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted i/N with i from 1 to N, such as 2/7`);
}

/** The shard that a text names, if it does. */
export function shardIn(text: string): Shard | undefined {
  const [, index, count] = (/^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? []).map(Number);
  return index && count && index <= count && count <= MAX_SHARDS ? { index, count } : undefined;
}

/** A file that is read again: a device or the standard output will not do. */
export function plainFileFlag(text: string): string {
  if (text === '' || text.startsWith('-') || text.startsWith('/dev/'))
    throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted the name of a file`);
  return text;
}
