import { Accumulator } from '../simulate/accumulator.ts';
import { LogHistogram } from '../simulate/log-histogram.ts';
import { Sums } from '../simulate/sums.ts';
import type { Data } from './data.ts';

/**
 * What is kept of the samples, by name; each is exact and the same in whatever order it was put together. One more of
 * them is one more field here, with its row below.
 */
export interface Parts {
  /** Power sums and sums of products of the statistics, in the order of their texts. */
  readonly moments: Accumulator;
  /** Sums of influences, one for each statistic that has an anchor; see `Influences`. */
  readonly influences: Sums;
  /** Two sums of each of the job's checks: see `addends`. */
  readonly checks: Sums;
  /** Of the observable whose law is wanted; empty without one. */
  readonly histogram: LogHistogram;
}

type Name = keyof Parts;

/** How many statistics there are, how many of them with an anchor, and how many checks. */
export interface Sizes {
  readonly statistics: number;
  readonly anchors: number;
  readonly checks: number;
}

interface Kind<Part> {
  /** That of no sample. */
  readonly empty: (sizes: Sizes) => Part;
  /** Throws a DataError, or an OutOfRange for numbers that cannot be. */
  readonly read: (data: Data, sizes: Sizes) => Part;
}

const KINDS: { readonly [N in Name]: Kind<Parts[N]> } = {
  moments: {
    empty: ({ statistics }) => new Accumulator(statistics),
    read: (data, { statistics }) => {
      const { count, powers, products } = data.fields('count', 'powers', 'products');
      return Accumulator.fromJSON({
        count: count.integer(0, Number.MAX_SAFE_INTEGER),
        powers: powers.items(statistics).map((sums) => sums.items().map((sum) => sum.text())),
        products: products.items().map((sum) => sum.text()),
      });
    },
  },
  influences: {
    empty: ({ anchors }) => new Sums(anchors),
    read: (data, { anchors }) => Sums.fromJSON(data.items(anchors).map((sum) => sum.text())),
  },
  checks: {
    empty: ({ checks }) => new Sums(2 * checks),
    read: (data, { checks }) => Sums.fromJSON(data.items(2 * checks).map((sum) => sum.text())),
  },
  histogram: {
    empty: () => new LogHistogram(),
    read: (data) => {
      const { binsPerOctave, negative, zero, bins } = data.fields(
        'binsPerOctave',
        'negative',
        'zero',
        'bins',
      );
      const most = Number.MAX_SAFE_INTEGER;
      return LogHistogram.fromJSON({
        binsPerOctave: binsPerOctave.integer(256, 256) as 256,
        negative: negative.integer(0, most),
        zero: zero.integer(0, most),
        bins: bins.items().map((item) => {
          const pair = item.items();
          if (pair.length !== 2) item.fail('a bin and its count');
          return [pair[0]!.integer(0, most), pair[1]!.integer(1, most)] as const;
        }),
      });
    },
  },
};

const NAMES = Object.keys(KINDS) as Name[];

const each = (part: (name: Name) => unknown): Parts =>
  Object.fromEntries(NAMES.map((name) => [name, part(name)])) as unknown as Parts;

export const emptyParts = (sizes: Sizes): Parts => each((name) => KINDS[name].empty(sizes));

export function readParts(data: Data, sizes: Sizes): Parts {
  const fields = data.fields(...NAMES);
  return each((name) => KINDS[name].read(fields[name], sizes));
}

export const partsRecord = (parts: Parts): Readonly<Record<Name, unknown>> => ({
  moments: parts.moments.toJSON(),
  influences: parts.influences.toJSON(),
  checks: parts.checks.toJSON(),
  histogram: parts.histogram.toJSON(),
});

/** Adds `more` to `parts`. */
export function mergeParts(parts: Parts, more: Parts): void {
  parts.moments.merge(more.moments);
  parts.influences.merge(more.influences);
  parts.checks.merge(more.checks);
  parts.histogram.merge(more.histogram);
}
