import type { Expression } from '../../expression/index.ts';
import { add, divide, integer, multiply, power, symbol } from './build.ts';
import { isClose, type Screen } from './screen.ts';
import type { Names } from './slips.ts';
import { type Recognized, shortRational, withFactor } from './vocabulary.ts';

interface Basis {
  readonly terms: readonly Expression[];
  readonly values: readonly (readonly number[])[];
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
    this.#bases = sets.map((terms) => ({ terms, values: terms.map((term) => screen.all(term)) }));
  }

  /** The shortest sum of at least two terms with these values; NaN is any value. */
  recognize(wanted: readonly number[]): Recognized | undefined {
    const isKnown = wanted.map((value) => !Number.isNaN(value));
    const known = wanted.filter((_, i) => isKnown[i]);
    for (const { terms, values } of this.#bases) {
      if (known.length < terms.length + 2) continue;
      const found = solved(
        values.map((term) => term.filter((_, i) => isKnown[i])),
        known,
      );
      if (!found) continue;
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

/** Coefficients that give the wanted values at the first points, and at all others. */
function solved(values: readonly (readonly number[])[], wanted: readonly number[]): number[] | undefined {
  const size = values.length;
  const rows = wanted.map((value, at) => [...values.map((term) => term[at]!), value]);
  const system = rows.map((row) => [...row]);
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let i = column; i < system.length; i++)
      if (Math.abs(system[i]![column]!) > Math.abs(system[best]![column]!)) best = i;
    const pivot = system[best]!;
    if (!(Math.abs(pivot[column]!) > 1e-9)) return undefined;
    [system[column], system[best]] = [pivot, system[column]!];
    for (let i = 0; i < system.length; i++) {
      if (i === column) continue;
      const row = system[i]!;
      const by = row[column]! / pivot[column]!;
      if (by !== 0) for (let j = column; j <= size; j++) row[j]! -= by * pivot[j]!;
    }
  }
  const found = values.map((_, i) => system[i]![size]! / system[i]![i]!);
  const isRight = rows.every((row) =>
    isClose(
      found.reduce((total, c, i) => total + c * row[i]!, 0),
      row[size]!,
    ),
  );
  return isRight ? found : undefined;
}
