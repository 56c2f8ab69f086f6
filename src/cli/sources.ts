import { statementsIn } from '../files/library.ts';
import { decoded, type Source, sourceOf } from '../files/read.ts';
import { reasonOf } from '../files/reason.ts';
import { filesOf, isFolder, isStatementFile } from '../files/statement-files.ts';
import { InputError } from '../limits/error.ts';
import type { Conventions } from '../statement/convention.ts';
import type { Statement } from '../statement/statement.ts';
import { say } from './streams.ts';

/** The name that stands for the standard input. */
export const STDIN = '-';
/** What is read from it at most: more than any file of statements has. */
const MOST_BYTES = 1_000_000;

/** Whether an argument names statements of the user's own: a file, a folder, or the standard input; else it is an id. */
export const isSource = (argument: string): boolean =>
  argument === STDIN || isStatementFile(argument) || isFolder(argument);

/**
 * The statements of these files, folders and the standard input, each file once; in a folder, `own` is no statement but the
 * user's file of conventions. Throws InputError and StatementError.
 */
export async function statementsFrom(
  names: readonly string[],
  conventions: Conventions,
  own?: string,
  input: Input = process.stdin,
): Promise<Statement[]> {
  const sources = new Map<string, Source>();
  for (const name of names) {
    const found = name === STDIN ? [await standardInput(input)] : filesOf(name, own).map(sourceOf);
    for (const source of found) if (!sources.has(source.file)) sources.set(source.file, source);
  }
  return statementsIn([...sources.values()], conventions);
}

/** A stream of bytes, which a terminal may be at the end of. */
type Input = AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };

async function standardInput(input: Input): Promise<Source> {
  const file = 'standard input';
  return { file, text: decoded(await inputBytes(input, 'statements', MOST_BYTES), file) };
}

/** All bytes of the standard input. Throws InputError for more than `most`. */
export async function inputBytes(input: Input, what: string, most: number): Promise<Uint8Array> {
  if (input.isTTY) say(`reads ${what} from the standard input; Ctrl-D ends them`);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of input) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > most) throw new InputError(`the standard input: more than ${most} bytes; wanted fewer`);
      parts.push(bytes);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot read the standard input: ${reasonOf(error)}`);
  }
  return Buffer.concat(parts);
}
