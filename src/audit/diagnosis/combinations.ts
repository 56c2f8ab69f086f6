import type { Expression } from '../../expression/index.ts';
import { add, divide, integer, multiply, power, symbol } from './build.ts';
import { isClose, type Screen } from './screen.ts';
import type { Names } from './slips.ts';
import { type Recognized, shortRational, withFactor } from './vocabulary.ts';

interface Basis {
  readonly terms: readonly Expression[];
  readonly values: readonly (readonly number[])[];
  /** Points that determine the coefficients, and how. */
  readonly rows: readonly number[];
  readonly inverse: readonly (readonly number[])[];
}

/** Recognizes values at points as polynomials of low degree: a + b·d, a + b/n, a·r + b·d·r, a + b·d + c·d², and the like. */
export class Combinations {
  readonly #bases: readonly Basis[];

  constructor({ integers, reals }: Names, screen: Screen) {
    const one = integer(1);
    const squared = (x: Expression): Expression => power(x, integer(2));
    const scalars = [...integers, ...reals].map(symbol);
    const [d, n] = ['d', 'n'].map((name) => (integers.includes(name) ? symbol(name) : undefined));
    const sets: Expression[][] = scalars.flatMap((x) => [
      [x, one],
      [squared(x), x, one],
    ]);
    for (const [i, x] of scalars.entries())
      for (const y of scalars.slice(i + 1))
        sets.push([x, y], [x, y, one], [multiply(x, y), x], [multiply(x, y), y]);
    if (n) sets.push([one, divide(one, n)], [one, divide(one, n), divide(one, squared(n))]);
    if (n && d)
      sets.push([one, divide(d, n)], [d, divide(d, n)], [squared(d), multiply(n, d), d, squared(n), n, one]);
    this.#bases = sets.flatMap((terms) => {
      const values = terms.map((term) => screen.all(term));
      const solved = inverted(values);
      return solved ? [{ terms, values, ...solved }] : [];
    });
  }

  /** The shortest sum of at least two terms with these values; NaN is any value. */
  recognize(wanted: readonly number[]): Recognized | undefined {
    const known = wanted.filter((value) => !Number.isNaN(value)).length;
    for (const { terms, values, rows, inverse } of this.#bases) {
      if (known < terms.length + 2) continue;
      const found = inverse.map((row) => row.reduce((total, c, i) => total + c * wanted[rows[i]!]!, 0));
      const isRight = wanted.every(
        (value, at) =>
          Number.isNaN(value) ||
          isClose(
            found.reduce((total, c, i) => total + c * values[i]![at]!, 0),
            value,
          ),
      );
      if (!isRight) continue;
      const parts = found.flatMap((c, i) => {
        if (Math.abs(c) < 1e-8) return [];
        const short = shortRational(c);
        return [short && withFactor(short, terms[i]!)];
      });
      if (parts.length < 2 || !parts.every((part) => part !== undefined)) continue;
      return { expression: parts.reduce(add), weight: 4 * parts.length };
    }
    return undefined;
  }
}

/** Points at which the terms are independent, and the inverse of their values there. */
function inverted(values: readonly (readonly number[])[]): Pick<Basis, 'rows' | 'inverse'> | undefined {
  const size = values.length;
  const count = values[0]?.length ?? 0;
  const rows: number[] = [];
  // Rows of values, each with its place among the unit vectors.
  const system: number[][] = [];
  for (let at = 0; at < count && rows.length < size; at++) {
    const unit = Array.from({ length: size }, (_, i) => Number(i === rows.length));
    const row = [...values.map((term) => term[at]!), ...unit];
    for (const [i, done] of system.entries()) eliminate(row, done, i);
    const column = rows.length;
    const pivot = row.findIndex((x, i) => i >= column && i < size && Math.abs(x) > 1e-9);
    if (pivot !== column) {
      if (pivot < 0 || column > 0) continue;
      return undefined;
    }
    for (const done of system) eliminate(done, row, column);
    system.push(row);
    rows.push(at);
  }
  if (rows.length < size) return undefined;
  return { rows, inverse: system.map((row, i) => row.slice(size).map((x) => x / row[i]!)) };
}

function eliminate(row: number[], by: readonly number[], column: number): void {
  const factor = row[column]! / by[column]!;
  if (factor !== 0) for (let j = 0; j < row.length; j++) row[j]! -= factor * by[j]!;
}
