import {
  divide,
  equals,
  isZero,
  multiply,
  ONE,
  power,
  type Rational,
  rational,
} from '../../rational/rational.ts';
import { formatRational } from '../../rational/text.ts';
import type { Statement } from '../../statement/statement.ts';
import { type Point, symbolAt } from './points.ts';

/** A simple expression in the symbols of a claim, by its values at the points. */
interface Atom {
  readonly text: string;
  readonly values: readonly Rational[];
  /** How much it takes to write. */
  readonly weight: number;
}

/** Shifts of whole symbols that formulas have: n + 2, d - 1, n + 5. */
const SHIFTS = [0, -1, 1, 2, -2, 3, 4, 5, 6, 8, 11];
/** Constants are written where they are no larger. */
const MOST_DIGITS = 6;
const MOST_CANDIDATES = 20_000;

/** Recognizes values at points as c·a, c·a·b or c·a/b of simple a and b. */
export class Recognizer {
  readonly #candidates: readonly Atom[];

  constructor(statement: Statement, points: readonly Point[]) {
    const atoms = atomsOf(statement, points);
    const pairs = atoms.flatMap((a, i) =>
      atoms.slice(i).flatMap((b): Atom[] => [
        {
          text: `${bracketed(a.text)}*${bracketed(b.text)}`,
          values: timesAll(a, b),
          weight: a.weight + b.weight,
        },
      ]),
    );
    const quotients = atoms.flatMap((a) =>
      atoms
        .filter((b) => b !== a && !b.values.some(isZero))
        .map(
          (b): Atom => ({
            text: `${bracketed(a.text)}/${bracketed(b.text)}`,
            values: a.values.map((x, i) => divide(x, b.values[i]!)),
            weight: a.weight + b.weight + 1,
          }),
        ),
    );
    const inverses = atoms
      .filter(({ values }) => !values.some(isZero))
      .map(
        (a): Atom => ({
          text: `1/${bracketed(a.text)}`,
          values: a.values.map((x) => divide(ONE, x)),
          weight: a.weight + 1,
        }),
      );
    const one: Atom = { text: '1', values: points.map(() => ONE), weight: 0 };
    this.#candidates = [one, ...atoms, ...inverses, ...pairs, ...quotients]
      .sort((a, b) => a.weight - b.weight)
      .slice(0, MOST_CANDIDATES);
  }

  /** The simplest text whose values these are; undefined where none is known. */
  recognize(values: readonly Rational[]): string | undefined {
    if (values.length < 3) return undefined;
    if (values.every(isZero)) return '0';
    if (values.some(isZero)) return undefined;
    for (const candidate of this.#candidates) {
      if (candidate.values.some(isZero)) continue;
      const c = divide(values[0]!, candidate.values[0]!);
      if (!isShort(c)) continue;
      if (values.every((value, i) => equals(value, multiply(c, candidate.values[i]!))))
        return withConstant(c, candidate.text);
    }
    return undefined;
  }
}

const isShort = ({ num, den }: Rational): boolean => `${num}${den}`.length <= MOST_DIGITS;

function withConstant(c: Rational, text: string): string {
  if (text === '1') return formatRational(c);
  if (equals(c, ONE)) return text;
  if (equals(c, rational(-1))) return `-${text}`;
  return text.startsWith('1/') ? `${formatRational(c)}${text.slice(1)}` : `${formatRational(c)}*${text}`;
}

export const bracketed = (text: string): string =>
  /[ +]|(?<!\^)-/.test(text) && !/^\w*\([^()]*\)(\^\S+)?$/.test(text) ? `(${text})` : text;

const timesAll = (a: Atom, b: Atom): Rational[] => a.values.map((x, i) => multiply(x, b.values[i]!));

/** Symbols, shifted ones, and the powers that closed forms are made of. */
function atomsOf({ domain }: Statement, points: readonly Point[]): Atom[] {
  const valuesOf = (name: string): (Rational | undefined)[] => points.map((point) => symbolAt(name, point));
  const isKnown = (values: readonly (Rational | undefined)[]): values is Rational[] =>
    values.every((value) => value !== undefined);
  const scalars = ['r', 'sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2', 'n0'].filter((name) =>
    domain.ranges.has(name),
  );
  const atoms: Atom[] = [];
  for (const name of ['n', 'd']) {
    const values = valuesOf(name);
    if (!isKnown(values)) continue;
    for (const shift of SHIFTS)
      atoms.push({
        text: shift === 0 ? name : shift < 0 ? `${name} - ${-shift}` : `${name} + ${shift}`,
        values: values.map(({ num, den }) => rational(num + BigInt(shift) * den, den)),
        weight: shift === 0 ? 1 : 2,
      });
  }
  for (const name of scalars) {
    const values = valuesOf(name);
    if (isKnown(values)) atoms.push({ text: name, values, weight: 1 });
  }
  for (const name of scalars.filter((one) => one !== 'n0')) {
    const values = valuesOf(name);
    if (isKnown(values))
      atoms.push({
        text: `1 + 2*${name}`,
        values: values.map((x) => rational(x.den + 2n * x.num, x.den)),
        weight: 3,
      });
  }
  const squares = atoms
    .filter(({ weight }) => weight === 1)
    .map((a): Atom => ({ text: `${a.text}^2`, values: timesAll(a, a), weight: 2 }));
  return [...atoms, ...squares, ...powersOf(points)];
}

/** (1 + 5/n)^(d - 1) and the like, and 2^d. */
function powersOf(points: readonly Point[]): Atom[] {
  const n = points.map((point) => symbolAt('n', point));
  const d = points.map((point) => symbolAt('d', point));
  if (!d.every((x) => x !== undefined)) return [];
  const exponents = [0, -1, 1].map((shift) => ({
    text: shift === 0 ? 'd' : shift < 0 ? '(d - 1)' : '(d + 1)',
    values: d.map((x) => Number(x!.num) + shift),
  }));
  const bases: { text: string; values: Rational[] }[] = [
    { text: '2', values: points.map(() => rational(2)) },
  ];
  if (n.every((x) => x !== undefined))
    for (const k of [5, 2, -1, 1])
      bases.push({
        text: k < 0 ? `(1 - ${-k}/n)` : `(1 + ${k}/n)`,
        values: n.map((x) => rational(x!.num + BigInt(k) * x!.den, x!.num)),
      });
  return bases.flatMap((base) =>
    exponents.map(
      (exponent): Atom => ({
        text: `${base.text}^${exponent.text}`,
        values: base.values.map((x, i) =>
          isZero(x) && exponent.values[i]! <= 0 ? ONE : power(x, exponent.values[i]!),
        ),
        weight: 3,
      }),
    ),
  );
}
