import { OutOfRange } from '../limits/error.ts';
import { compileJob } from './compile.ts';
import { Data, DataError } from './data.ts';
import { differenceOf, type Job, readJob } from './job.ts';
import { emptyParts, mergeParts, type Parts, partsRecord, readParts, type Sizes } from './parts.ts';
import { overlap, type Range, type Ranges, rangesText, sizeOf, union } from './ranges.ts';

/** A partial result as JSON: the same text for the same samples, however they were put together. */
export interface PartialRecord {
  readonly job: Job;
  /** [from, to) of the samples that are in. */
  readonly covered: readonly (readonly [number, number])[];
  readonly parts: Readonly<Record<keyof Parts, unknown>>;
}

/** What is known of a job from some of its samples: mergeable exactly, and never with a sample counted twice. */
export class PartialResult {
  readonly job: Job;
  readonly parts: Parts;
  #covered: Ranges;

  private constructor(job: Job, parts: Parts, covered: Ranges) {
    this.job = job;
    this.parts = parts;
    this.#covered = covered;
  }

  /** That of no sample. */
  static empty(job: Job): PartialResult {
    return new PartialResult(job, emptyParts(sizesOf(job)), []);
  }

  /** The result of these samples, which `parts` must hold and nothing else. */
  static of(job: Job, range: Range, parts: Parts): PartialResult {
    return new PartialResult(job, parts, range.from < range.to ? [range] : []);
  }

  /** A result from untrusted data; throws a DataError. */
  static read(data: unknown): PartialResult {
    const fields = new Data('', data).fields('job', 'covered', 'parts');
    const job = readJob(fields.job.value);
    const covered = readRanges(fields.covered, job.samples);
    const parts = partsOf(fields.parts, sizesOf(job));
    const counted = job.distribution === null ? 0 : sizeOf(covered);
    if (parts.histogram.count !== counted)
      throw new DataError(`parts.histogram: found ${parts.histogram.count} values; wanted ${counted}`);
    if (parts.moments.count !== sizeOf(covered))
      throw new DataError(
        `parts.moments: found ${parts.moments.count} samples; covered has ${sizeOf(covered)}`,
      );
    return new PartialResult(job, parts, covered);
  }

  /** The samples that are in. */
  get covered(): Ranges {
    return this.#covered;
  }

  /** How many they are. */
  get samples(): number {
    return sizeOf(this.#covered);
  }

  get complete(): boolean {
    return this.samples === this.job.samples;
  }

  /** Adds the samples of `other`. Throws a DataError, and adds nothing, for another job or a sample that is in already. */
  merge(other: PartialResult): void {
    const difference = differenceOf(this.job, other.job);
    if (difference) {
      const { field, values } = difference;
      throw new DataError(`another job: its ${field} is ${values[1]}, not ${values[0]}`);
    }
    const twice = overlap(this.#covered, other.covered);
    if (twice.length > 0) throw new DataError(`networks ${rangesText(twice)} would be counted twice`);
    mergeParts(this.parts, other.parts);
    this.#covered = union(this.#covered, other.covered);
  }

  toJSON(): PartialRecord {
    const covered = this.#covered.map(({ from, to }) => [from, to] as const);
    return { job: this.job, covered, parts: partsRecord(this.parts) };
  }
}

const sizesOf = (job: Job): Sizes => ({
  statistics: compileJob(job).statistics.length,
  anchors: job.influences?.anchors.length ?? 0,
  checks: job.checks.length,
});

function partsOf(data: Data, sizes: Sizes): Parts {
  try {
    return readParts(data, sizes);
  } catch (error) {
    if (error instanceof OutOfRange) throw new DataError(`${data.place}: ${error.message}`);
    throw error;
  }
}

function readRanges(data: Data, samples: number): Ranges {
  let next = -1;
  return data.items().map((item) => {
    const ends = item.items();
    if (ends.length !== 2) item.fail('two numbers');
    const from = ends[0]!.integer(next + 1, samples);
    const to = ends[1]!.integer(from + 1, samples);
    next = to;
    return { from, to };
  });
}
