import { printableLine } from '../limits/printable.ts';
import { messageLine } from './streams.ts';

/** Work that takes longer says so where there is no status line. */
const QUIET_SECONDS = 5;

/** A status line on a terminal; in a pipe nothing, or one line of a long run. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #timer: NodeJS.Timeout | undefined;
  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show(text: string): void {
    if (!this.#stream.isTTY) return;
    const width = (this.#stream.columns ?? 80) - 1;
    const line = printableLine(text);
    this.#stream.write(`\r\x1b[2K${line.length > width ? `${line.slice(0, width - 1)}…` : line}`);
  }

  /** Says in a pipe how far a run is that takes longer than some seconds, once; `clear` ends it. */
  announce(state: () => string): void {
    if (this.#stream.isTTY) return;
    const say = (): void =>
      void this.#stream.write(messageLine(`${state()} after ${QUIET_SECONDS} s; Ctrl-C keeps what there is`));
    this.#timer = setTimeout(say, 1000 * QUIET_SECONDS).unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}

/** Exit code of a run that Ctrl-C ended: 128 + SIGINT. */
export const INTERRUPTED = 130;

/**
 * Raised by the first Ctrl-C, or the first SIGTERM, with which a cluster takes a machine back; the second of either ends
 * the process at once.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
