import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { annotations, errorAnnotation } from '../report/annotations.ts';
import { StatementError } from '../statement/error.ts';
import type { Verdict } from '../verify/verdict.ts';
import { write } from './streams.ts';

/** From where GitHub counts the paths of files: the folder of the repository. */
function pathInRepository(file: string): string | undefined {
  const path = relative(process.env.GITHUB_WORKSPACE ?? '.', resolve(file));
  return path.startsWith('..') || !existsSync(file) ? undefined : path;
}

/** Annotates the lines of what is not as expected. */
export const annotate = (stream: NodeJS.WriteStream, verdicts: readonly Verdict[]): void =>
  write(stream, annotations(verdicts, pathInRepository));

/** Does what reads statements, and annotates the line on which that fails. */
export async function annotating<T>(stream: NodeJS.WriteStream, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StatementError) write(stream, errorAnnotation(error, pathInRepository));
    throw error;
  }
}
