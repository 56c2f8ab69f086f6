import { Option } from '@commander-js/extra-typings';
import { engineBuild } from './engine.ts';
import { cacheFolder, VerdictCache } from './verdict-cache.ts';

export const cacheOption = () =>
  new Option(
    '--cache <folder>',
    "where verdicts are kept, so that nothing is decided twice (default: the platform's cache folder, or NTKCHECK_CACHE)",
  );

export const freshOption = () => new Option('--fresh', 'decide everything anew, whatever the cache holds');

/** The cache of a run; undefined where the program has no build of its own. Throws InputError for a folder that cannot be written. */
export function openCache(folder: string | undefined): VerdictCache | undefined {
  const engine = engineBuild();
  if (engine === undefined) return undefined;
  const cache = new VerdictCache(folder ?? cacheFolder(), engine);
  if (folder !== undefined) cache.checkWritable();
  return cache;
}
