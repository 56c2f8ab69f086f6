import { existsSync } from 'node:fs';
import { type Shard, shardOf } from '../jobs/blocks.ts';
import { differenceOf, type Job } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import { gaps } from '../jobs/ranges.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { readPart, writePart } from './part-file.ts';

/** Between two writings while a run goes on. */
const MILLISECONDS = 2000;

/** What a run has so far, kept in a file so that it can be ended at any moment and go on later. */
export class Checkpoint {
  readonly #file: string | undefined;
  readonly #shard: Shard;
  readonly partial: PartialResult;
  #written = 0;
  /** Samples in the file as it is; undefined: there is none yet. */
  #kept: number | undefined;

  /** Goes on where the file left off, if there is one. Throws InputError for a file that is not of this run. */
  constructor(file: string | undefined, job: Job, shard: Shard) {
    this.#file = file;
    this.#shard = shard;
    const found = file !== undefined && existsSync(file) ? resumed(file, job, shard) : undefined;
    this.partial = found ?? PartialResult.empty(job);
    this.#kept = found?.samples;
  }

  /** Writes, every few seconds or `now`. A disk that is full may have room the next time: no reason to end a run. */
  keep(now = false): void {
    if (!now && Date.now() - this.#written < MILLISECONDS) return;
    try {
      this.save();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    this.#written = Date.now();
  }

  /** Writes what the file lacks. Throws InputError when it cannot be written. */
  save(): void {
    const { samples } = this.partial;
    if (this.#file === undefined || samples === this.#kept) return;
    writePart({ file: this.#file, shard: this.#shard, partial: this.partial });
    this.#kept = samples;
  }
}

/** Whether a file is the checkpoint of a run that has all its samples. Throws InputError for one that is damaged. */
export function isFinished(file: string | undefined): file is string {
  if (file === undefined || !existsSync(file)) return false;
  const { shard, partial } = readPart(file);
  return gaps(shardOf(partial.job, shard), partial.covered).length === 0;
}

function resumed(file: string, job: Job, shard: Shard): PartialResult {
  const found = readPart(file);
  const refuse = (what: string): never => {
    throw new InputError(
      `--checkpoint ${excerpt(file)}: this is ${what}; give the flags of that run, or another file`,
    );
  };
  const difference = differenceOf(job, found.partial.job);
  if (difference) {
    const { field, values } = difference;
    refuse(`of another job: its ${field} is ${excerpt(values[1])}, here it is ${excerpt(values[0])}`);
  }
  const [theirs, ours] = [shardOf(job, found.shard), shardOf(job, shard)];
  if (theirs.from !== ours.from || theirs.to !== ours.to)
    refuse(`of shard ${found.shard.index}/${found.shard.count}, not ${shard.index}/${shard.count}`);
  return found.partial;
}
