import { gcd } from '../rational/rational.ts';
import {
  coefficients,
  constant,
  degree,
  divideExactly,
  isConstant,
  keyOf,
  monomialOf,
  multiply,
  type Polynomial,
  SYMBOL_NAMES,
  scale,
  symbol,
  type Variable,
} from './polynomial.ts';

/** A polynomial split as content · Π factor^power; factors are primitive, and their leading coefficients positive. */
export interface Factored {
  readonly content: bigint;
  readonly factors: readonly { readonly factor: Polynomial; readonly power: number }[];
}

/** Divisors of an integer are sought among the numbers up to this. */
const SMALL = 400n;

const known = new Map<string, Factored>();

/** Splits off the content, single symbols, and linear factors in one symbol; what is left counts as one factor. */
export function factorize(p: Polynomial): Factored {
  const key = keyOf(p);
  const found = known.get(key) ?? split(p);
  known.set(key, found);
  return found;
}

function split(p: Polynomial): Factored {
  const { content, primitive } = primitivePart(p);
  if (content === 0n) return { content, factors: [] };
  const factors = new Map<string, { factor: Polynomial; power: number }>();
  const note = (factor: Polynomial): void => {
    const entry = factors.get(keyOf(factor)) ?? { factor, power: 0 };
    factors.set(keyOf(factor), { factor, power: entry.power + 1 });
  };
  let rest = primitive;
  for (const name of SYMBOL_NAMES) {
    for (
      let quotient = divideExactly(rest, symbol(name));
      quotient;
      quotient = divideExactly(rest, symbol(name))
    ) {
      note(symbol(name));
      rest = quotient;
    }
  }
  for (let linear = linearFactor(rest); linear; linear = linearFactor(rest)) {
    note(linear);
    rest = divideExactly(rest, linear)!;
  }
  if (!isConstant(rest)) note(rest);
  return { content, factors: [...factors.values()] };
}

/** The greatest common divisor of the coefficients, with the sign of the leading one, and what it leaves. */
export function primitivePart(p: Polynomial): { readonly content: bigint; readonly primitive: Polynomial } {
  let content = 0n;
  let top = -1;
  for (const [monomial, value] of p) {
    content = content === 1n ? 1n : gcd(content, value);
    if (monomial > top) top = monomial;
  }
  if (top < 0) return { content: 0n, primitive: p };
  if (p.get(top)! < 0n) content = -content;
  if (content === 1n) return { content, primitive: p };
  return { content, primitive: new Map([...p].map(([monomial, value]) => [monomial, value / content])) };
}

/** A factor u + v·symbol of a polynomial of degree 2 or more in one symbol, by the rational root theorem. */
function linearFactor(p: Polynomial): Polynomial | undefined {
  const names = SYMBOL_NAMES.filter((name) => degree(p, name) > 0);
  const [name] = names;
  if (names.length !== 1 || !name || degree(p, name) < 2) return undefined;
  const values = coefficients(p, name).map((c) => c.get(0) ?? 0n);
  for (const v of divisors(values.at(-1)!)) {
    for (const u of divisors(values[0]!)) {
      for (const candidate of [linear(u, v, name), linear(-u, v, name)]) {
        if (gcd(u, v) === 1n && divideExactly(p, candidate)) return candidate;
      }
    }
  }
  return undefined;
}

const linear = (u: bigint, v: bigint, name: Variable): Polynomial =>
  new Map([
    [0, u],
    [monomialOf({ [name]: 1 }), v],
  ]);

function divisors(value: bigint): bigint[] {
  const size = value < 0n ? -value : value;
  const found: bigint[] = [];
  for (let k = 1n; k <= SMALL && k <= size; k++) if (size % k === 0n) found.push(k);
  return found;
}

/** content · Π factor^power. */
export const expand = ({ content, factors }: Factored): Polynomial =>
  factors.reduce(
    (product, { factor, power }) => {
      let result = product;
      for (let i = 0; i < power; i++) result = multiply(result, factor);
      return result;
    },
    scale(constant(1), content),
  );
