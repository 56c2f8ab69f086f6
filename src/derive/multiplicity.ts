import { exponentOf, type Polynomial, SYMBOL_NAMES, type Variable } from '../algebra/polynomial.ts';
import type { Root } from './recurrence.ts';

/** The Mersenne prime 2^89 - 1. */
const PRIME = 2n ** 89n - 1n;

const modulo = (value: bigint): bigint => ((value % PRIME) + PRIME) % PRIME;

/** An arbitrary point: the n-th symbol has the n-th power of an arbitrary number. */
const POINT = new Map<Variable, bigint>(
  SYMBOL_NAMES.map((name, i) => [name, modulo(314159265358979323846264n ** BigInt(i + 1))]),
);

function powerOf(base: bigint, exponent: number): bigint {
  let [result, square] = [1n, base];
  for (let e = exponent; e > 0; e >>= 1) {
    if (e & 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** A polynomial's residue at an arbitrary point. */
export function residue(p: Polynomial): bigint {
  let total = 0n;
  for (const [monomial, value] of p) {
    let term = modulo(value);
    for (const name of SYMBOL_NAMES) {
      const exponent = exponentOf(monomial, name);
      if (exponent > 0) term = (term * powerOf(POINT.get(name)!, exponent)) % PRIME;
    }
    total += term;
  }
  return modulo(total);
}

/** The terms d = 1, 2, … of rows · matrix^(d-1) · start, as residues. */
export function residueSequence(
  matrix: readonly (readonly (readonly [number, bigint])[])[],
  row: ReadonlyMap<number, bigint>,
  start: ReadonlyMap<number, bigint>,
  length: number,
): bigint[] {
  const sequence: bigint[] = [];
  let current = row;
  for (let d = 0; d < length; d++) {
    let total = 0n;
    for (const [i, value] of start) total += value * (current.get(i) ?? 0n);
    sequence.push(modulo(total));
    const next = new Map<number, bigint>();
    for (const [target, weight] of current)
      for (const [source, entry] of matrix[target]!)
        next.set(source, ((next.get(source) ?? 0n) + weight * entry) % PRIME);
    current = next;
  }
  return sequence;
}

/**
 * The least multiplicities of these roots for a sequence, if they suffice; undefined when a root is missing. A guess, made
 * modulo a prime: what is derived from it is proved afterwards.
 */
export function leastMultiplicities(roots: readonly Root[], sequence: readonly bigint[]): Root[] | undefined {
  const residues = roots.map(({ value }) => residue(value));
  const all = roots.flatMap(({ multiplicity }, i) => Array<bigint>(multiplicity).fill(residues[i]!));
  if (!isZero(takeOut(all, sequence))) return undefined;
  return roots
    .map(({ value, multiplicity }, i) => {
      const others = roots.flatMap((other, j) =>
        i === j ? [] : Array<bigint>(other.multiplicity).fill(residues[j]!),
      );
      let rest = takeOut(others, sequence);
      let least = 0;
      while (least < multiplicity && !isZero(rest)) {
        rest = takeOut([residues[i]!], rest);
        least += 1;
      }
      return { value, multiplicity: least };
    })
    .filter(({ multiplicity }) => multiplicity > 0);
}

function takeOut(roots: readonly bigint[], sequence: readonly bigint[]): readonly bigint[] {
  return roots.reduce<readonly bigint[]>(
    (rest, root) => rest.slice(1).map((next, i) => modulo(next - root * rest[i]!)),
    sequence,
  );
}

const isZero = (sequence: readonly bigint[]): boolean => sequence.every((value) => value === 0n);
