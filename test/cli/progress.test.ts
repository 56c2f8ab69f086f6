import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const streamOf = (isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } => {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
};

test.each([
  [4999, []],
  [60_000, ['ntkcheck: 3 of 7 done after 5 s; Ctrl-C keeps what there is\n']],
])('in a pipe a run of %d ms says so once, if it takes long', (ms, said) => {
  const { stream, written } = streamOf(false);
  const progress = new Progress(stream);
  progress.announce(() => '3 of 7 done');
  progress.show('[3/7] X');
  vi.advanceTimersByTime(ms);
  progress.clear();
  vi.advanceTimersByTime(60_000);
  expect(written).toEqual(said);
});

test('a terminal has the status line instead', () => {
  const { stream, written } = streamOf(true);
  const progress = new Progress(stream);
  progress.announce(() => '3 of 7 done');
  progress.show('[3/7] X');
  vi.advanceTimersByTime(60_000);
  progress.clear();
  expect(written).toEqual(['\r\x1b[2K[3/7] X', '\r\x1b[2K']);
});
