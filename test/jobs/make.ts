import { type Job, type JobOptions, jobOf } from '../../src/jobs/job.ts';
import { PartialResult } from '../../src/jobs/partial.ts';
import { rational } from '../../src/rational/rational.ts';

export const SETTINGS: JobOptions['settings'] = {
  widths: [2, 3, 1],
  r: rational(1n, 2n),
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(1n, 3n),
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
};

/** A small job, changed where a test wants it. */
export const job = (changes: Partial<JobOptions> = {}): Job =>
  jobOf({
    version: '0.0.0',
    settings: SETTINGS,
    convention: null,
    method: 'dense',
    weightLaw: 'gaussian',
    seed: 7,
    quantities: ['E(K)', 'sqrt(E(K^2)) + E(f*Q)'],
    samples: 1000,
    ...changes,
  });

export const textOf = (partial: PartialResult): string => JSON.stringify(partial);

/** A partial result with fields changed that its types do not let one change. */
export const tampered = (
  partial: PartialResult,
  change: (record: Record<string, never>) => void,
): unknown => {
  const record = JSON.parse(textOf(partial));
  change(record);
  return record;
};

export { PartialResult };
