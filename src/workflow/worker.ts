import { parentPort, workerData } from 'node:worker_threads';
import { NtkcheckError } from '../limits/error.ts';
import { StatementError } from '../statement/error.ts';
import { type CheckWork, checkWork } from './check-claim.ts';
import { type SamplesWork, samplesWork } from './compare-samples.ts';
import { type DeriveWork, deriveWork } from './derive.ts';
import { type VerifyWork, verifyWork } from './verify-tasks.ts';

/** What a thread is asked for. */
export type Work =
  | { readonly kind: 'derive'; readonly given: DeriveWork }
  | { readonly kind: 'verify'; readonly given: VerifyWork }
  | { readonly kind: 'check'; readonly given: CheckWork }
  | { readonly kind: 'samples'; readonly given: SamplesWork };

/** What it says: a part of the result as soon as it is there; then that it is done, or why it has no answer. */
export type Said =
  | { readonly kind: 'part'; readonly part: unknown }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly message: string;
      /** Of an error with a place in a file. */
      readonly at?: Pick<StatementError, 'file' | 'line' | 'column' | 'problem'>;
    };

function run(work: Work, say: (said: Said) => void): void {
  try {
    if (work.kind === 'derive') say({ kind: 'part', part: deriveWork(work.given) });
    else if (work.kind === 'check') say({ kind: 'part', part: checkWork(work.given) });
    else if (work.kind === 'samples') say({ kind: 'part', part: samplesWork(work.given) });
    else verifyWork(work.given, (part) => say({ kind: 'part', part }));
    say({ kind: 'done' });
  } catch (error) {
    if (!(error instanceof NtkcheckError)) throw error;
    // Classes do not cross from thread to thread.
    const { name, message } = error;
    const at = error instanceof StatementError ? placeOf(error) : undefined;
    say({ kind: 'refused', name, message, ...(at && { at }) });
  }
}

const placeOf = ({ file, line, column, problem }: StatementError) => ({ file, line, column, problem });

const port = parentPort;
if (port) run(workerData, (said) => port.postMessage(said));
