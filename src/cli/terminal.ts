import type { Look } from '../report/lines.ts';

/** Some terminals say that they have no columns. */
const FEWEST = 20;

/** How to write to a terminal, or to something that is none and has `columns`. */
export const look = (stream: NodeJS.WriteStream, columns = 120): Look => ({
  width: Math.max(FEWEST, Math.min(stream.columns || columns, 160)),
  colour: stream.isTTY === true && !process.env.NO_COLOR,
});
