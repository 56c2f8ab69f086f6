import { createHash } from 'node:crypto';
import type { Shard } from '../jobs/blocks.ts';
import { Data, DataError } from '../jobs/data.ts';
import { PartialResult } from '../jobs/partial.ts';
import { excerpt, InputError } from './error.ts';
import { readText } from './files.ts';
import { writeText } from './output.ts';
import { shardFlag } from './run-flags.ts';

const FORMAT = 'ntkcheck-part-1';

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
  const text = readText(file);
  try {
    const fields = new Data('', JSON.parse(text)).fields('format', 'sha256', 'shard', 'partial');
    fields.format.choice([FORMAT]);
    const content = { shard: fields.shard.text(), partial: fields.partial.value };
    if (fields.sha256.text() !== checksum(content))
      throw new DataError('the content does not fit its checksum; the file is damaged');
    return { file, shard: shardFlag(content.shard), partial: PartialResult.read(content.partial) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'no JSON, or cut short' : (error as Error).message;
    if (error instanceof SyntaxError || error instanceof DataError)
      throw new InputError(
        `${excerpt(file)}: ${reason}; wanted a file that 'ntkcheck simulate' wrote with --shard or --checkpoint`,
      );
    throw error;
  }
}

const checksum = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
