import { InputError, OutOfRange } from '../limits/error.ts';
import { BlockRefused } from '../parallel/outcome.ts';
import { formatRational } from '../rational/text.ts';
import type { SweepPoint } from '../report/sweep.ts';
import { type SweepTask, sweepPoint } from './sweep-point.ts';
import { serve } from './thread.ts';

/** What the thread posts of each task; after a refusal, which is the user's to know, it ends. */
export type SweepMessage = { readonly index: number } & (
  | { readonly point: SweepPoint }
  | { readonly refusal: string }
);

/** Tasks with their places in the sweep. */
export type SweepShare = readonly (readonly [index: number, task: SweepTask])[];

export async function work(share: SweepShare, post: (message: SweepMessage) => void): Promise<void> {
  for (const [index, task] of share) {
    try {
      post({ index, point: await sweepPoint(task) });
    } catch (error) {
      post({ index, refusal: refusalOf(error, task) });
      break;
    }
  }
}

function refusalOf(error: unknown, { settings }: SweepTask): string {
  const where = `at σ_w² = ${formatRational(settings.sigmaW2)}, depth ${settings.widths.length - 1}`;
  if (error instanceof InputError) return `${where}: ${error.message}`;
  if (error instanceof BlockRefused || error instanceof OutOfRange)
    return `${where}: the simulation leaves the range of its numbers: ${error.message}`;
  throw error;
}

await serve(work);
