import type { Look } from '../report/text.ts';

/** How to write to a terminal, or to something that is none. */
export const look = (stream: NodeJS.WriteStream): Look => ({
  width: Math.min(stream.columns ?? 120, 160),
  colour: stream.isTTY === true && !process.env.NO_COLOR,
});
