import type { PartialResult } from '../jobs/partial.ts';
import { sizeOf } from '../jobs/ranges.ts';
import { Progress } from './progress.ts';

/** Between two writings to the terminal. */
const MILLISECONDS = 200;

/** The progress of a simulation: networks done, and how long the rest takes at the pace of this run. */
export class RunProgress {
  readonly #progress = new Progress();
  readonly #total: number;
  readonly #before: number;
  readonly #start = Date.now();
  #shown = 0;

  readonly #describe: (partial: PartialResult) => string;

  /** `describe` tells what is known so far, for a line of the terminal. */
  constructor(
    partial: PartialResult,
    total: number,
    describe: (partial: PartialResult) => string = () => '',
  ) {
    this.#total = total;
    this.#before = partial.samples;
    this.#describe = describe;
  }

  show(partial: PartialResult): void {
    const now = Date.now();
    const done = sizeOf(partial.covered);
    if (done < this.#total && now - this.#shown >= MILLISECONDS) {
      this.#shown = now;
      const seconds = ((now - this.#start) / 1000) * ((this.#total - done) / (done - this.#before));
      this.#progress.show(
        `${done} of ${this.#total} networks, ${duration(seconds)} left${this.#describe(partial)}`,
      );
    }
  }

  say(text: string): void {
    this.#progress.show(text);
  }

  clear(): void {
    this.#progress.clear();
  }
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

function duration(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= 2 * size) ?? ['s', 1];
  return `${Math.round(seconds / size)} ${unit}`;
}
