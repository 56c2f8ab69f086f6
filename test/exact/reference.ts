import { readFileSync } from 'node:fs';
import type { Powers } from '../../src/exact/moment.ts';
import type { Gates, Network, OutputActivation } from '../../src/network/network.ts';
import { STANDARD_MOMENTS, type StandardMoments } from '../../src/network/weight-law.ts';
import { ONE } from '../../src/rational/rational.ts';
import { parseRational } from '../../src/rational/text.ts';

/** A network of test/reference with exact moments; in weight_law.json r = 1, gates are fair, `mu` is of the weights. */
interface Reference {
  readonly widths: number[];
  readonly r?: string;
  readonly layers: Record<'v' | 's' | 'u' | 'c', string>[];
  readonly gates?: Gates;
  readonly output: OutputActivation;
  readonly mu?: string[];
  readonly moments: Record<string, string>;
}

const exactly = (text: string) => parseRational(text)!;

export function references(file: string): Reference[] {
  const url = new URL(`../reference/${file}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')).networks;
}

export function lawOf({ mu }: Reference): StandardMoments {
  const [mu4, mu6, mu8] = mu?.map(exactly) ?? STANDARD_MOMENTS.gaussian;
  return [mu4!, mu6!, mu8!];
}

export function networkOf(reference: Reference): Network {
  const { widths, r, layers, gates = 'fair', output } = reference;
  return {
    widths,
    r: r === undefined ? ONE : exactly(r),
    gates,
    outputActivation: output,
    mu4: lawOf(reference)[0],
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
export function powersOf(product: string): Powers {
  return Object.fromEntries(
    product.split('*').map((factor) => {
      const [name, power = '1'] = factor.split('^');
      return [name, Number(power)];
    }),
  );
}
