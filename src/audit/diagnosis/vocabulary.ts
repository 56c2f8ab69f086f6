import type { Expression } from '../../expression/index.ts';
import { type Rational, rational } from '../../rational/rational.ts';
import { add, constant, divide, integer, multiply, power, sizeOf, subtract, symbol } from './build.ts';
import { isClose, type Screen } from './screen.ts';
import { sitesOf } from './sites.ts';
import type { Names } from './slips.ts';

interface Entry {
  readonly values: readonly number[];
  readonly weight: number;
  readonly make: () => Expression;
}

/** Something simple that has given values. */
export interface Recognized {
  readonly expression: Expression;
  readonly weight: number;
}

/** Points with a value. */
const FEWEST = 4;
const SHIFTS = [-1, 1, 2, -2, 3, 4, 5, 6, 8, 11];
const MOST = { parts: 110, size: 40, tripled: 24, found: 3 } as const;

/** Recognizes values at points as c·a, c·a·b, c·a/b, c·a·b·e or c·a·b/e: of symbols, shifts, powers, and parts of the formula. */
export class Vocabulary {
  readonly #entries: readonly Entry[];
  /** Quotients of the second and the first value, in order, and whose they are. */
  readonly #keys: Float64Array;

  constructor(formula: Expression, names: Names, screen: Screen) {
    const atoms = atomsOf(formula, names, screen).sort((a, b) => a.weight - b.weight);
    const all = [
      { values: atoms[0]?.values.map(() => 1) ?? [], weight: 0, make: () => integer(1) },
      ...atoms,
    ];
    const some = all.slice(0, MOST.tripled);
    const pairs = productsOf(all, all);
    const triples = productsOf(
      productsOf(some, some).filter(({ weight }) => weight < 12),
      some,
    );
    const entries = [...all, ...pairs, ...triples].filter(({ values }) =>
      values.every((value) => Number.isFinite(value) && value !== 0),
    );
    const keyOf = ({ values }: Entry): number => values[1]! / values[0]!;
    this.#entries = entries.sort((a, b) => keyOf(a) - keyOf(b));
    this.#keys = Float64Array.from(this.#entries, keyOf);
  }

  /** The simplest expressions that have these values, up to three; NaN is any value. */
  recognize(wanted: readonly number[]): Recognized[] {
    const known = wanted.filter((value) => !Number.isNaN(value));
    if (known.length < FEWEST || known.length < wanted.length / 2) return [];
    if (known.every((value) => Math.abs(value) < 1e-9)) return [{ expression: integer(0), weight: 0 }];
    if (known.some((value) => value === 0)) return [];
    if (Number.isNaN(wanted[0]!) || Number.isNaN(wanted[1]!)) return [];
    const key = wanted[1]! / wanted[0]!;
    const slack = 1e-9 * Math.abs(key);
    const found: Recognized[] = [];
    for (let at = this.#first(key - slack); at < this.#keys.length && this.#keys[at]! <= key + slack; at++) {
      const { values, weight, make } = this.#entries[at]!;
      const factor = wanted[0]! / values[0]!;
      if (!wanted.every((value, i) => Number.isNaN(value) || isClose(value, factor * values[i]!))) continue;
      const c = shortRational(factor);
      if (c) found.push({ expression: withFactor(c, make()), weight: weight + digitsOf(c) });
    }
    return found.sort((a, b) => a.weight - b.weight).slice(0, MOST.found);
  }

  #first(key: number): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** c·x, as people write it: 4/3*x, x/2, -x. */
export function withFactor(c: Rational, x: Expression): Expression {
  if (x.kind === 'constant' && x.value.num === 1n && x.value.den === 1n) return constant(c);
  if (x.kind === 'divide' && x.left.kind === 'constant') return divide(constant(c), x.right);
  if (c.num === -1n && c.den === 1n) return { kind: 'negate', argument: x };
  if (c.num === 1n && c.den !== 1n) return divide(x, constant(rational(c.den)));
  if (x.kind === 'divide') return divide(withFactor(c, x.left), x.right);
  return multiply(constant(c), x);
}

const digitsOf = ({ num, den }: Rational): number =>
  num === 1n && den === 1n ? 0 : `${num < 0n ? -num : num}`.length + (den === 1n ? 0 : `${den}`.length);

/** A fraction of few digits that a double may be, by its continued fraction. */
export function shortRational(x: number): Rational | undefined {
  let [a, b, c, d] = [0, 1, 1, 0];
  let rest = Math.abs(x);
  for (let step = 0; step < 12; step++) {
    const whole = Math.floor(rest + 1e-7);
    [a, b, c, d] = [c, d, a + whole * c, b + whole * d];
    if (c > 99_999 || d > 9_999) return undefined;
    if (isClose(c / d, Math.abs(x))) return c === 0 ? undefined : rational(x < 0 ? -c : c, d);
    rest = 1 / (rest - whole);
    if (!Number.isFinite(rest)) return undefined;
  }
  return undefined;
}

function productsOf(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  const isSame = left === right;
  return left.flatMap((a, i) =>
    right.flatMap((b, j): Entry[] => {
      if (b.weight === 0) return [];
      const product: Entry = {
        values: a.values.map((x, at) => x * b.values[at]!),
        weight: a.weight + b.weight,
        make: () => multiply(a.make(), b.make()),
      };
      const quotient: Entry = {
        values: a.values.map((x, at) => x / b.values[at]!),
        weight: a.weight + b.weight + 1,
        make: () => divide(a.make(), b.make()),
      };
      return [
        ...(isSame && j < i ? [] : a.weight === 0 ? [] : [product]),
        ...(isSame && i === j ? [] : [quotient]),
      ];
    }),
  );
}

/** Symbols, shifts of d and n, 1 + 2r, powers that closed forms are made of, and parts of the formula. */
function atomsOf(formula: Expression, { integers, reals }: Names, screen: Screen): Entry[] {
  const found = new Map<string, Entry>();
  const entry = (expression: Expression, weight: number): void => {
    const values = screen.all(expression);
    if (values.length === 0 || values.some((value) => !Number.isFinite(value) || value === 0)) return;
    // What is constant is a factor c.
    if (values.every((value) => isClose(value, values[0]!))) return;
    const key = values.map((value) => value.toPrecision(9)).join();
    const known = found.get(key);
    if (!known || known.weight > weight) found.set(key, { values, weight, make: () => expression });
  };
  const names = [...integers, ...reals];
  for (const name of names) {
    entry(symbol(name), 1);
    entry(power(symbol(name), integer(2)), 2);
  }
  for (const name of integers)
    for (const shift of SHIFTS)
      entry(shift < 0 ? subtract(symbol(name), integer(-shift)) : add(symbol(name), integer(shift)), 2.5);
  for (const name of reals) {
    entry(add(integer(1), multiply(integer(2), symbol(name))), 3);
    entry(add(symbol(name), integer(1)), 3);
    entry(subtract(symbol(name), integer(2)), 3);
  }
  for (const expression of powersOf(integers, reals)) entry(expression, 4);
  const parts = sitesOf(formula)
    .filter((one) => one.bound.length === 0 && !one.inExpectation)
    .map(({ node }) => node)
    .filter((node) => sizeOf(node) >= 3 && sizeOf(node) <= MOST.size)
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  for (const part of parts) {
    if (found.size > MOST.parts) break;
    entry(part, 2 + sizeOf(part) / 4);
  }
  return [...found.values()];
}

function powersOf(integers: readonly string[], reals: readonly string[]): Expression[] {
  const d = integers.includes('d') ? symbol('d') : undefined;
  if (!d) return [];
  const exponents = [d, subtract(d, integer(1)), add(d, integer(1))];
  const bases: Expression[] = [integer(2)];
  if (integers.includes('n'))
    for (const k of [5, 2, -1, 1]) {
      const ratio = divide(integer(Math.abs(k)), symbol('n'));
      bases.push(k < 0 ? subtract(integer(1), ratio) : add(integer(1), ratio));
    }
  if (reals.includes('sigma_w2')) bases.push(divide(symbol('sigma_w2'), integer(2)));
  return bases.flatMap((base) => exponents.map((exponent) => power(base, exponent)));
}
