import type { Expression } from '../../expression/index.ts';
import { type Rational, rational } from '../../rational/rational.ts';
import { add, divide, integer, multiply, number, power, sizeOf, subtract, symbol } from './build.ts';
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
const FEWEST = 6;
const SHIFTS = [-1, 1, 2, -2, 3, 4, 5, 6, 8, 11];
const MOST = { parts: 110, size: 40, tripled: 24, found: 3 } as const;

/**
 * Recognizes values at points as c·a, c·a·b, c·a/b, c·a·b·e or c·a·b/e: of symbols, shifts, powers, and parts of the formula. A product is
 * its three atoms in one whole number; what is looked up is the quotient of its values at the first two points, which c does not change.
 */
export class Vocabulary {
  readonly #atoms: readonly Entry[];
  readonly #codes: Uint32Array;
  readonly #keys: Float64Array;

  constructor(formula: Expression, names: Names, screen: Screen) {
    const one: Entry = { values: screen.all(integer(1)), weight: 0, make: () => integer(1) };
    this.#atoms = [one, ...atomsOf(formula, names, screen).sort((a, b) => a.weight - b.weight)].slice(
      0,
      ATOMS,
    );
    const codes = codesOf(this.#atoms.length);
    const ratios = Float64Array.from(this.#atoms, ({ values }) => values[1]! / values[0]!);
    const keys = codes.map((code) => {
      const [a, b, e, below] = [code & 127, (code >> 7) & 127, (code >> 14) & 127, code >> 21];
      const product = ratios[a]! * (below & 1 ? 1 / ratios[b]! : ratios[b]!);
      return product * (below & 2 ? 1 / ratios[e]! : ratios[e]!);
    });
    const order = Uint32Array.from(codes, (_, i) => i).sort((x, y) => keys[x]! - keys[y]!);
    this.#codes = order.map((i) => codes[i]!);
    this.#keys = Float64Array.from(order, (i) => keys[i]!);
  }

  /** The simplest expressions that have these values, up to three; NaN is any value. */
  recognize(wanted: readonly number[]): Recognized[] {
    const known = wanted.filter((value) => !Number.isNaN(value));
    if (known.length < Math.min(FEWEST, wanted.length) || known.length < wanted.length / 2) return [];
    if (known.every((value) => Math.abs(value) < 1e-9)) return [{ expression: integer(0), weight: 0 }];
    if (known.some((value) => value === 0)) return [];
    if (Number.isNaN(wanted[0]!) || Number.isNaN(wanted[1]!)) return [];
    const key = wanted[1]! / wanted[0]!;
    const slack = 1e-9 * Math.abs(key);
    const found: Recognized[] = [];
    for (let at = this.#first(key - slack); at < this.#keys.length && this.#keys[at]! <= key + slack; at++) {
      const { values, weight, make } = this.#entry(this.#codes[at]!);
      const factor = wanted[0]! / values[0]!;
      if (!wanted.every((value, i) => Number.isNaN(value) || isClose(value, factor * values[i]!))) continue;
      const c = shortRational(factor);
      if (c) found.push({ expression: withFactor(c, make()), weight: weight + digitsOf(c) });
    }
    return found.sort((a, b) => a.weight - b.weight).slice(0, MOST.found);
  }

  #entry(code: number): Entry {
    const [a, b, e, below] = [code & 127, (code >> 7) & 127, (code >> 14) & 127, code >> 21];
    const first = joined(this.#atoms[a]!, this.#atoms[b]!, (below & 1) === 1);
    return joined(first, this.#atoms[e]!, (below & 2) === 2);
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

/** As many as seven bits count. */
const ATOMS = 128;

/** Every atom, pair and, of the first atoms, triple: 7 bits each, then whether the second and the third one are below. Atom 0 is 1. */
function codesOf(count: number): Float64Array {
  const codes: number[] = [0];
  const code = (a: number, b: number, e: number, below: number) =>
    codes.push(a | (b << 7) | (e << 14) | (below << 21));
  for (let a = 1; a < count; a++) {
    code(a, 0, 0, 0);
    code(0, a, 0, 1);
    for (let b = 1; b < count; b++) {
      if (b >= a) code(a, b, 0, 0);
      if (b !== a) code(a, b, 0, 1);
    }
  }
  const few = Math.min(count, MOST.tripled);
  for (let a = 1; a < few; a++)
    for (let b = a; b < few; b++)
      for (let e = 1; e < few; e++) {
        if (e >= b) code(a, b, e, 0);
        if (e !== a && e !== b) {
          code(a, b, e, 2);
          code(e, a, b, 3);
        }
      }
  return Float64Array.from(codes);
}

function joined(a: Entry, b: Entry, isBelow: boolean): Entry {
  if (b.weight === 0) return a;
  return {
    values: a.values.map((x, at) => (isBelow ? x / b.values[at]! : x * b.values[at]!)),
    weight: a.weight + b.weight + (isBelow ? 1 : 0),
    make: () => (isBelow ? divide(a.make(), b.make()) : multiply(a.make(), b.make())),
  };
}

/** c·x, as people write it: 4/3*x, x/2, -x. */
export function withFactor(c: Rational, x: Expression): Expression {
  if (x.kind === 'constant' && x.value.num === 1n && x.value.den === 1n) return number(c);
  if (c.num === -1n && c.den === 1n) return { kind: 'negate', argument: x };
  if (c.num === 1n && c.den !== 1n && x.kind !== 'divide') return divide(x, integer(Number(c.den)));
  return multiply(number(c), x);
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
