import { add, multiply, ONE, type Polynomial, power, scale, symbol, ZERO } from '../algebra/polynomial.ts';
import { LEGS, type Monomial } from '../exact/graph.ts';
import type { Factor, Recursion } from '../exact/recursion.ts';
import type { Family } from '../network/family.ts';
import { isZero } from '../rational/rational.ts';
import { openGates } from './gates.ts';

/**
 * One layer's matrix over the polynomials in x = 1/n, a = σ_w²/2, S = σ_b²/2 and C = c/2. A monomial of 2k legs is
 * divided by width^k, so that the matrix of a layer depends on that layer's width alone.
 *
 * In the standard parametrization u = 1, and a gradient grows with the fan-in: there a kernel is counted in units of
 * n/2, so that a hidden layer is again a polynomial in 1/n; `scaleOf` says what a product is to be multiplied by.
 */
export type Matrix = readonly (readonly (readonly [source: number, entry: Polynomial])[])[];

/** A layer's scalars. */
interface Scalars {
  readonly u: Polynomial;
  readonly v: Polynomial;
  readonly s: Polynomial;
  readonly c: Polynomial;
}

export type Place = 'first' | 'hidden' | 'output' | 'only';

const twice = (p: Polynomial): Polynomial => scale(p, 2n);

export function layerMatrix(recursion: Recursion, family: Family, place: Place): Matrix {
  const scalars = scalarsOf(family, place);
  const isOutput = place === 'output' || place === 'only';
  return recursion.terms.map((terms, row) => {
    const k = degreeOf(recursion.monomials[row]!);
    const entries = new Map<number, Polynomial>();
    for (const { coefficient, factor, source } of terms) {
      const value = entryOf(recursion.factors[factor]!, scalars, isOutput ? undefined : k);
      entries.set(source, add(entries.get(source) ?? ZERO, scale(value, coefficient)));
    }
    return [...entries].filter(([, entry]) => entry.size > 0);
  });
}

/** Without `k` no gates: the output is linear, or its ReLU is accounted for elsewhere. */
function entryOf(factor: Factor, { u, v, s, c }: Scalars, k: number | undefined): Polynomial {
  const scalars = [power(u, factor.u), power(v, factor.v), power(s, factor.s), power(c, factor.c)].reduce(
    multiply,
  );
  if (k === undefined || scalars.size === 0) return scalars;
  // u, v, s and c carry 2^k between them, which the gates take up.
  return multiply(halved(scalars, k), openGates(factor.loops, k));
}

const halved = (p: Polynomial, k: number): Polynomial =>
  new Map([...p].map(([monomial, value]) => [monomial, value / 2n ** BigInt(k)]));

function scalarsOf(family: Family, place: Place): Scalars {
  const isOutput = place === 'output' || place === 'only';
  const isFirst = place === 'first' || place === 'only';
  const a = isOutput && family.outputSigmaW2 !== 'sigma_w2' ? symbol('o') : weightSymbol(family);
  const isNtk = family.parametrization === 'ntk';
  const u = isNtk ? a : isFirst ? multiply(symbol('m'), symbol('x')) : ONE;
  const hasBias = !isOutput || family.outputBias;
  const s = hasBias ? biasSymbol(family) : ZERO;
  const c = hasBias ? gradientSymbol(family) : ZERO;
  return { u: twice(u), v: twice(a), s: twice(s), c: twice(isNtk ? c : multiply(twice(symbol('x')), c)) };
}

/** At σ_w² = 2 eigenvalues of different degrees coincide; any other value can be put in place of the symbol at the end. */
export const isCritical = ({ sigmaW2 }: Family): boolean =>
  sigmaW2 !== 'free' && sigmaW2.num === 2n && sigmaW2.den === 1n;

export const weightSymbol = (family: Family): Polynomial => (isCritical(family) ? ONE : symbol('a'));

const biasSymbol = ({ sigmaB2 }: Family): Polynomial =>
  sigmaB2 !== 'free' && isZero(sigmaB2) ? ZERO : symbol('S');

function gradientSymbol(family: Family): Polynomial {
  const { biasGradient } = family;
  if (biasGradient === 'sigma_b2') return biasSymbol(family);
  return biasGradient !== 'free' && isZero(biasGradient) ? ZERO : symbol('C');
}

/** Half the number of legs. */
export const degreeOf = ({ nodes }: Monomial): number =>
  nodes.reduce((total, { kind }) => total + LEGS[kind], 0) / 2;

/** Kernels in a monomial, a derivative counting twice: the power of n/2 that the standard parametrization takes out. */
export const kernelsOf = ({ nodes }: Monomial): number =>
  nodes.reduce((total, { kind }) => total + (kind === 'A' ? 1 : kind === 'D' ? 2 : 0), 0);

/** The constant 1, whose place matters for dead layers. */
export const isUnit = ({ nodes }: Monomial): boolean => nodes.length === 0;
export const isActivation = ({ nodes }: Monomial): boolean => nodes.every(({ kind }) => kind === 'a');
