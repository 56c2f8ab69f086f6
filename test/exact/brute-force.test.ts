import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { moment, type Powers } from '../../src/exact/moment.ts';
import type { Gates, Network, OutputActivation } from '../../src/network/network.ts';
import { formatRational, parseRational } from '../../src/rational/text.ts';

interface Reference {
  readonly widths: number[];
  readonly r: string;
  readonly layers: Record<'v' | 's' | 'u' | 'c', string>[];
  readonly gates: Gates;
  readonly output: OutputActivation;
  readonly moments: Record<string, string>;
}

const file = new URL('../reference/brute_force.json', import.meta.url);
const references: Reference[] = JSON.parse(readFileSync(file, 'utf8')).networks;

const exactly = (text: string) => parseRational(text)!;

function networkOf({ widths, r, layers, gates, output }: Reference): Network {
  return {
    widths,
    r: exactly(r),
    gates,
    outputActivation: output,
    layers: layers.map(({ v, s, u, c }, i) => ({
      fanIn: widths[i]!,
      width: widths[i + 1]!,
      weightVariance: exactly(v),
      biasVariance: exactly(s),
      weightScale: exactly(u),
      biasScale: exactly(c),
    })),
  };
}

/** `f^2*Kw` as powers. */
function powersOf(product: string): Powers {
  return Object.fromEntries(
    product.split('*').map((factor) => {
      const [name, power = '1'] = factor.split('^');
      return [name, Number(power)];
    }),
  );
}

describe('exact moments equal the enumeration of gate patterns and Gaussian monomials', () => {
  test.each(references.map((reference, i) => [i, reference.widths.join(','), reference] as const))(
    'network %i: widths %s',
    (_, __, reference) => {
      const network = networkOf(reference);
      const products = Object.keys(reference.moments);
      const found = products.map((product) => formatRational(moment(network, powersOf(product))));
      expect(Object.fromEntries(products.map((product, i) => [product, found[i]]))).toEqual(
        reference.moments,
      );
    },
  );

  test('the reference is not empty', () => expect(references.length).toBeGreaterThan(30));
});
