import { joined, polynomialText, powerText } from '../algebra/text.ts';
import type { Monomial } from '../exact/graph.ts';
import type { Matrix } from './layer.ts';

/** A row of a layer's matrix as text, with 1/n for x. */
export function monomialText(row: Matrix[number], monomials: readonly Monomial[]): string {
  return joined(
    row.map(([source, entry]) => {
      const text = polynomialText(entry, (name, power) =>
        name === 'x' ? `n^(-${power})` : powerText(name, power),
      );
      const key = monomials[source]!.key;
      return entry.size === 1 ? `${text}*${key}` : `(${text})*${key}`;
    }),
  );
}
