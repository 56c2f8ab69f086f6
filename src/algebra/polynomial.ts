import { NtkcheckError } from '../limits/error.ts';
/**
 * Polynomials with integer coefficients in the symbols of closed forms. A monomial is one number, its exponents packed
 * side by side, so that monomials multiply by addition.
 */
export const SYMBOLS = {
  /** Depth. */
  d: 2 ** 6,
  /** r = |x|²/n_0. */
  r: 2 ** 6,
  /** Half of the bias variance σ_b², of the bias gradient c, and of the last layer's σ_w². */
  S: 2 ** 4,
  C: 2 ** 4,
  o: 2 ** 4,
  /** Input width. */
  m: 2 ** 5,
  /** 2^-n. */
  y: 2 ** 6,
  /** σ_w²/2. */
  a: 2 ** 8,
  /** 1/n. */
  x: 2 ** 10,
} as const;

export type Variable = keyof typeof SYMBOLS;
export const SYMBOL_NAMES = Object.keys(SYMBOLS) as readonly Variable[];

/** A power beyond what a packed monomial holds. */
export class TooLarge extends NtkcheckError {
  override readonly name = 'TooLarge';
}

/** Coefficients by packed monomial; no zero is kept. */
export type Polynomial = ReadonlyMap<number, bigint>;

const UNIT: Record<Variable, number> = {} as Record<Variable, number>;
let unit = 1;
for (const name of SYMBOL_NAMES) {
  UNIT[name] = unit;
  unit *= SYMBOLS[name];
}

/** The packed monomial Π symbol^exponent. */
export function monomialOf(exponents: Partial<Record<Variable, number>>): number {
  let packed = 0;
  for (const name of SYMBOL_NAMES) {
    const exponent = exponents[name] ?? 0;
    if (exponent < 0 || exponent >= SYMBOLS[name])
      throw new TooLarge(`the exponent ${exponent} of ${name} is outside 0..${SYMBOLS[name] - 1}`);
    packed += exponent * UNIT[name];
  }
  return packed;
}

export const exponentOf = (monomial: number, name: Variable): number =>
  Math.floor(monomial / UNIT[name]) % SYMBOLS[name];

export const ZERO: Polynomial = new Map();
export const constant = (value: bigint | number): Polynomial =>
  BigInt(value) === 0n ? ZERO : new Map([[0, BigInt(value)]]);
export const ONE = constant(1);
export const symbol = (name: Variable): Polynomial => new Map([[UNIT[name], 1n]]);

export const isZero = (p: Polynomial): boolean => p.size === 0;
export const isOne = (p: Polynomial): boolean => p.size === 1 && p.get(0) === 1n;
export const isConstant = (p: Polynomial): boolean => p.size === 0 || (p.size === 1 && p.has(0));

function addTerm(total: Map<number, bigint>, monomial: number, value: bigint): void {
  const sum = (total.get(monomial) ?? 0n) + value;
  if (sum === 0n) total.delete(monomial);
  else total.set(monomial, sum);
}

export function add(a: Polynomial, b: Polynomial): Polynomial {
  if (a.size < b.size) return add(b, a);
  const total = new Map(a);
  for (const [monomial, value] of b) addTerm(total, monomial, value);
  return total;
}

export const scale = (p: Polynomial, factor: bigint): Polynomial =>
  factor === 0n ? ZERO : new Map([...p].map(([monomial, value]) => [monomial, value * factor]));
export const negate = (p: Polynomial): Polynomial => scale(p, -1n);
export const subtract = (a: Polynomial, b: Polynomial): Polynomial => add(a, negate(b));

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  checkRoom(a, b);
  const total = new Map<number, bigint>();
  for (const [left, x] of a) for (const [right, y] of b) addTerm(total, left + right, x * y);
  return total;
}

/** Packed exponents must not run into each other. */
function checkRoom(a: Polynomial, b: Polynomial): void {
  for (const name of SYMBOL_NAMES) {
    if (degree(a, name) + degree(b, name) >= SYMBOLS[name])
      throw new TooLarge(`an intermediate result has a power of ${name} above ${SYMBOLS[name] - 1}`);
  }
}

export function power(base: Polynomial, exponent: number): Polynomial {
  let result = ONE;
  for (let i = 0; i < exponent; i++) result = multiply(result, base);
  return result;
}

/** The highest power of a symbol; 0 for the zero polynomial. */
export function degree(p: Polynomial, name: Variable): number {
  let highest = 0;
  for (const monomial of p.keys()) highest = Math.max(highest, exponentOf(monomial, name));
  return highest;
}

/** Coefficients of the powers of a symbol, lowest first. */
export function coefficients(p: Polynomial, name: Variable): Polynomial[] {
  const parts = Array.from({ length: degree(p, name) + 1 }, () => new Map<number, bigint>());
  for (const [monomial, value] of p) {
    const exponent = exponentOf(monomial, name);
    parts[exponent]!.set(monomial - exponent * UNIT[name], value);
  }
  return parts;
}

/** The quotient when `divisor` divides `p` exactly over the integers, else undefined. */
export function divideExactly(p: Polynomial, divisor: Polynomial): Polynomial | undefined {
  const [lead, leadValue] = leading(divisor);
  const rest = new Map(p);
  const quotient = new Map<number, bigint>();
  // The packed order is lexicographic, which multiplication preserves.
  while (rest.size > 0) {
    const [top, value] = leading(rest);
    if (!divides(lead, top) || value % leadValue !== 0n) return undefined;
    const factor = value / leadValue;
    quotient.set(top - lead, factor);
    for (const [monomial, v] of divisor) addTerm(rest, monomial + top - lead, -factor * v);
  }
  return quotient;
}

function leading(p: Polynomial): readonly [number, bigint] {
  let top = -1;
  for (const monomial of p.keys()) if (monomial > top) top = monomial;
  return [top, p.get(top)!];
}

const divides = (a: number, b: number): boolean =>
  SYMBOL_NAMES.every((name) => exponentOf(a, name) <= exponentOf(b, name));

/** A name that equal polynomials share. */
export const keyOf = (p: Polynomial): string =>
  [...p]
    .sort(([a], [b]) => a - b)
    .map(([monomial, value]) => `${monomial}:${value}`)
    .join(' ');
