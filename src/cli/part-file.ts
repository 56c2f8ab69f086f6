import { createHash } from 'node:crypto';
import { readText } from '../files/read.ts';
import { type Shard, shardOf } from '../jobs/blocks.ts';
import { Data, DataError } from '../jobs/data.ts';
import { PartialResult } from '../jobs/partial.ts';
import { rangesText, sizeOf, union } from '../jobs/ranges.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { writeText } from './output.ts';
import { shardIn } from './run-flags.ts';

const FORMAT = 'ntkcheck-part-1';
/** Some kilobytes are usual; the law of an observable takes a megabyte. */
const MOST_BYTES = 64_000_000;

/** A partial result in a file; `shard` says which part of the job it is, or will be. */
export interface Part {
  readonly file: string;
  readonly shard: Shard;
  readonly partial: PartialResult;
}

/** Writes the whole file or nothing. Throws InputError. */
export function writePart({ file, shard, partial }: Part): void {
  const content = { shard: `${shard.index}/${shard.count}`, partial: partial.toJSON() };
  writeText(file, `${JSON.stringify({ format: FORMAT, sha256: checksum(content), ...content })}\n`);
}

/** Throws InputError for anything that `writePart` has not written. */
export function readPart(file: string): Part {
  const text = readText(file, MOST_BYTES);
  try {
    const fields = new Data('', JSON.parse(text)).fields('format', 'sha256', 'shard', 'partial');
    fields.format.choice([FORMAT]);
    const content = { shard: fields.shard.text(), partial: fields.partial.value };
    if (fields.sha256.text() !== checksum(content))
      throw new DataError('the content does not fit its checksum; the file is damaged');
    const shard = shardIn(content.shard) ?? fields.shard.fail('i/N with i from 1 to N, such as 2/7');
    const partial = PartialResult.read(content.partial);
    checkShard(shard, partial);
    return { file, shard, partial };
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? 'found no JSON, or one that is cut short' : (error as Error).message;
    if (error instanceof SyntaxError || error instanceof DataError)
      throw new InputError(
        `${excerpt(file)}: ${reason}; wanted a file that 'ntkcheck simulate' wrote with --shard or --checkpoint`,
      );
    throw error;
  }
}

/** Throws a DataError for samples that are not those of the shard. */
function checkShard({ index, count }: Shard, { job, covered }: PartialResult): void {
  if (count > job.samples)
    throw new DataError(`shard: found ${index}/${count}; wanted at most ${job.samples} shards`);
  const own = shardOf(job, { index, count });
  if (sizeOf(union(covered, [own])) > sizeOf([own]))
    throw new DataError(
      `covered: found networks ${rangesText(covered)}; shard ${index}/${count} has ${rangesText([own])}`,
    );
}

const checksum = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
