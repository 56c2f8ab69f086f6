import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { NtkcheckError } from '../limits/error.ts';
import { print } from './streams.ts';

/** Editors write a file in several steps; what comes within this many milliseconds is one save. */
const SETTLE = 100;

/**
 * Does the work now and after every save of one of the files, until it is interrupted. Folders are watched, as editors put a new file in
 * the place of the old one. A mistake in a file is told, and the next save is waited for.
 */
export async function watchFiles(files: readonly string[], work: () => void): Promise<never> {
  const names = new Set(files.map((file) => resolve(file)));
  const told = (): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof NtkcheckError)) throw error;
      print(error.message);
    }
    print(`watching ${files.join(', ')}; Ctrl-C ends it`);
  };
  told();
  let waiting: NodeJS.Timeout | undefined;
  for (const folder of new Set([...names].map((name) => dirname(name))))
    watch(folder, (_, name) => {
      if (name === null || !names.has(resolve(folder, basename(name)))) return;
      clearTimeout(waiting);
      waiting = setTimeout(told, SETTLE);
    });
  return new Promise<never>(() => {});
}
