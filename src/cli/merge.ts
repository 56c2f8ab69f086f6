import { Command } from '@commander-js/extra-typings';
import { differenceOf } from '../jobs/job.ts';
import { PartialResult } from '../jobs/partial.ts';
import { gaps, overlap, rangesText } from '../jobs/ranges.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { exactLaws } from './exact-laws.ts';
import { type Part, readPart } from './part-file.ts';
import { INTERRUPTED, interruption } from './progress.ts';
import { simulationRecord, simulationText } from './simulation-result.ts';
import { print } from './streams.ts';
import { packageVersion } from './version.ts';

export const mergeCommand = () =>
  new Command('merge')
    .description(
      `Joins the files that 'ntkcheck simulate --shard i/N --out file' wrote, and prints what the whole simulation in one
process would have printed. Parts that are missing, that overlap or that belong to another simulation are named.`,
    )
    .addHelpText('after', '\nExample:\n  ntkcheck merge part-*.json')
    .argument('<files...>', 'the parts, in any order')
    .option('--json', 'print JSON')
    .action(async (files, { json }) => {
      const partial = mergeFiles(files);
      const stop = interruption();
      const laws = await exactLaws(partial.job, stop);
      if (stop.aborted) process.exitCode = INTERRUPTED;
      const record = simulationRecord(partial, laws, !stop.aborted);
      print(json ? JSON.stringify(record, null, 2) : simulationText(partial.job, record));
    });

/** The whole that the parts make; one file after the other is in memory. Throws InputError. */
function mergeFiles(files: readonly string[]): PartialResult {
  const seen: Pick<Part, 'file' | 'shard'>[] = [];
  const covered: { readonly file: string; readonly ranges: PartialResult['covered'] }[] = [];
  let whole: PartialResult | undefined;
  for (const file of files) {
    const { shard, partial } = readPart(file);
    if (partial.job.version !== packageVersion())
      throw new InputError(
        `${file}: made by ntkcheck ${excerpt(partial.job.version)}, this is ${packageVersion()}, whose draws may differ; merge with that one`,
      );
    whole ??= PartialResult.empty(partial.job);
    const difference = differenceOf(whole.job, partial.job);
    if (difference) {
      const [first, second] = difference.values.map((value) => excerpt(value));
      throw new InputError(
        `${file}: a part of another simulation than ${files[0]}: its ${difference.field} is ${second}, not ${first}`,
      );
    }
    for (const other of covered) {
      const twice = overlap(other.ranges, partial.covered);
      if (twice.length > 0)
        throw new InputError(
          `${file}: networks ${rangesText(twice)} are in ${other.file} too; give each part once`,
        );
    }
    whole.merge(partial);
    seen.push({ file, shard });
    covered.push({ file, ranges: partial.covered });
  }
  const missing = whole ? gaps({ from: 0, to: whole.job.samples }, whole.covered) : [];
  if (!whole || missing.length > 0) throw new InputError(missingText(seen, rangesText(missing)));
  return whole;
}

function missingText(seen: readonly Pick<Part, 'file' | 'shard'>[], networks: string): string {
  const { count } = seen[0]!.shard;
  if (seen.some(({ shard }) => shard.count !== count)) return `parts are missing: networks ${networks}`;
  const given = new Set(seen.map(({ shard }) => shard.index));
  const absent = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !given.has(index));
  if (absent.length === 0) return `a part is not finished: networks ${networks} are missing`;
  const shown = absent.slice(0, 5).map((index) => `${index}/${count}`);
  const rest = absent.length > 5 ? ` and ${absent.length - 5} more` : '';
  return `missing: shard ${shown.join(', ')}${rest} (networks ${networks})`;
}
