import { Accumulator } from '../simulate/accumulator.ts';
import type { Data } from './data.ts';

/**
 * What is kept of the samples, by name; each is exact and the same in whatever order it was put together. One more of
 * them is one more field here, with its row below.
 */
export interface Parts {
  /** Power sums and sums of products of the statistics, in the order of their texts. */
  readonly moments: Accumulator;
}

type Name = keyof Parts;

interface Kind<Part> {
  /** That of no sample, of so many statistics. */
  readonly empty: (statistics: number) => Part;
  /** Throws a DataError, or a RangeError for numbers that cannot be. */
  readonly read: (data: Data) => Part;
}

const KINDS: { readonly [N in Name]: Kind<Parts[N]> } = {
  moments: {
    empty: (statistics) => new Accumulator(statistics),
    read: (data) => {
      const { count, powers, products } = data.fields('count', 'powers', 'products');
      return Accumulator.fromJSON({
        count: count.integer(0, Number.MAX_SAFE_INTEGER),
        powers: powers.items().map((sums) => sums.items().map((sum) => sum.text())),
        products: products.items().map((sum) => sum.text()),
      });
    },
  },
};

const NAMES = Object.keys(KINDS) as Name[];

const each = (part: (name: Name) => Parts[Name]): Parts =>
  Object.fromEntries(NAMES.map((name) => [name, part(name)])) as unknown as Parts;

export const emptyParts = (statistics: number): Parts => each((name) => KINDS[name].empty(statistics));

export function readParts(data: Data): Parts {
  const fields = data.fields(...NAMES);
  return each((name) => KINDS[name].read(fields[name]));
}

export const partsRecord = (parts: Parts): Readonly<Record<Name, unknown>> => ({
  moments: parts.moments.toJSON(),
});

/** Adds `more` to `parts`. */
export function mergeParts(parts: Parts, more: Parts): void {
  for (const name of NAMES) parts[name].merge(more[name]);
}
