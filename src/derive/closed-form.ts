import * as X from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import { add, constant, multiply, type Polynomial, power, symbol, ZERO } from '../algebra/polynomial.ts';
import { outputMonomial, type Powers } from '../exact/moment.ts';
import { allowance, type Cost, type Permit } from '../exact/permit.ts';
import { closeRecursion } from '../exact/recursion.ts';
import { NtkcheckError } from '../limits/error.ts';
import type { Family, Parameter } from '../network/family.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { isGaussian } from '../network/weight-law.ts';
import { isZero, rational } from '../rational/rational.ts';
import { withDeadLayers } from './dead-layers.ts';
import {
  degreeOf,
  isActivation,
  isCritical,
  isUnit,
  kernelsOf,
  layerMatrix,
  type Matrix,
  weightSymbol,
} from './layer.ts';
import { leastMultiplicities, residue, residueSequence } from './multiplicity.ts';
import { type Root, solveRecurrence } from './recurrence.ts';
import { eigenvalues } from './spectrum.ts';

/** A moment that is no exponential polynomial over the expected eigenvalues. */
export class NoClosedForm extends NtkcheckError {
  override readonly name = 'NoClosedForm';
}

/** E of a product at equal widths: Σ_i r^i byInput[i](d), for every depth from `from` on. */
export interface MomentForm {
  readonly byInput: readonly X.ExponentialSum[];
  readonly from: number;
}

/**
 * The closed form of E[Π observable^power] over all depths and equal widths, in the symbols of `algebra/polynomial`. A
 * candidate until it is proved: the eigenvalues' multiplicities come from residues modulo a prime.
 *
 * Method: the moment is a linear functional of a linear recursion whose eigenvalues are known (`spectrum`). Its parts by the
 * power of r that they start from are solved one by one from as many values as they have unknowns. Throws TooCostly for what is
 * not permitted.
 */
export function closedForm(family: Family, powers: Powers, permit: Permit = allowance()): MomentForm {
  const { mu4 } = family;
  if (mu4 !== undefined && (mu4 === 'free' || !isGaussian({ mu4 })))
    throw new NoClosedForm('no closed form is known of weights that are not Gaussian (mu_4 = 3)');
  const key = JSON.stringify([structureOf(family), OBSERVABLES.map((name) => powers[name] ?? 0)]);
  const known = derived.get(key);
  // What is known is asked for as if it were not: what is permitted must not depend on what came before.
  for (const cost of known?.costs ?? []) permit.ask(cost);
  if (known) return known.form;
  const costs: Cost[] = [];
  const form = derive(family, powers, {
    ...permit,
    ask: (cost) => {
      permit.ask(cost);
      costs.push(cost);
    },
  });
  if (derived.size >= HELD) derived.clear();
  derived.set(key, { form, costs });
  return form;
}

const derived = new Map<string, { readonly form: MomentForm; readonly costs: readonly Cost[] }>();
const HELD = 200;

/** What a closed form depends on of a family: which parameters are 0 or the same, their values are put in later. */
function structureOf(family: Family): unknown[] {
  const { parametrization, sigmaB2, biasGradient, outputSigmaW2, outputBias, outputActivation, gates } =
    family;
  const zero = (parameter: Parameter | 'sigma_b2'): boolean =>
    typeof parameter !== 'string' && isZero(parameter);
  return [
    parametrization,
    isCritical(family),
    zero(sigmaB2),
    biasGradient === 'sigma_b2' ? biasGradient : zero(biasGradient),
    outputSigmaW2 === 'sigma_w2',
    outputBias,
    outputActivation,
    gates,
  ];
}

function derive(family: Family, powers: Powers, permit: Permit): MomentForm {
  const target = outputMonomial(family, powers);
  if (!target) return { byInput: [X.ZERO], from: 1 };
  const recursion = closeRecursion([target], permit);
  const { monomials } = recursion;
  const degree = degreeOf(target);
  const starts = Array.from({ length: degree + 1 }, (_, i) =>
    monomials.findIndex((one) => isActivation(one) && degreeOf(one) === i),
  );
  const model: Model = {
    hidden: layerMatrix(recursion, family, 'hidden'),
    first: layerMatrix(recursion, family, 'first'),
    output: layerMatrix(recursion, family, 'output')[0]!,
    only: layerMatrix(recursion, family, 'only')[0]!,
    size: monomials.length,
  };
  const gate = rational(1, family.outputActivation === 'relu' && !isUnit(target) ? 2 : 1);
  const unit = F.fromPolynomial(
    power(symbol('x'), kernelsOf(target)),
    rational(2n ** BigInt(kernelsOf(target))),
  );
  const factor = F.scale(family.parametrization === 'ntk' ? F.ONE : F.inverse(unit), gate);
  let from = 1;
  const byInput = starts.map((start, i) => {
    if (start < 0) return X.ZERO;
    const solved = solvePart(model, start, rootsBetween(i, degree, family), permit);
    from = Math.max(from, solved.from);
    const scaled = X.scale(solved.form, factor);
    return i === 0 && canDie(family) ? withDeadLayers(scaled, family.outputActivation === 'relu') : scaled;
  });
  return { byInput, from };
}

/** Without random biases a layer can die, and then closing gates stop every later bias gradient. */
export const canDie = ({ gates, sigmaB2 }: Family): boolean =>
  gates === 'relu' && sigmaB2 !== 'free' && isZero(sigmaB2);

interface Model {
  readonly hidden: Matrix;
  readonly first: Matrix;
  readonly output: Matrix[number];
  readonly only: Matrix[number];
  readonly size: number;
}

/** More residues than unknowns, so that a missing eigenvalue shows. */
const SPARE = 12;

function solvePart(
  model: Model,
  start: number,
  roots: readonly Root[],
  permit: Permit,
): { readonly form: X.ExponentialSum; readonly from: number } {
  const unknowns = roots.reduce((total, { multiplicity }) => total + multiplicity, 0);
  const residues = residuesOf(model, start, unknowns + SPARE + model.size);
  const fromOne = leastMultiplicities(roots, residues);
  const least = fromOne ?? leastMultiplicities(roots, residues.slice(1));
  if (!least) throw new NoClosedForm('the recursion has eigenvalues beyond those of its degree');
  const from = fromOne ? 1 : 2;
  const needed = least.reduce((total, { multiplicity }) => total + multiplicity, 0);
  const values = valuesOf(model, start, needed + from - 1, permit).slice(from - 1);
  permit.ask(solveCost(values));
  let form = X.ZERO;
  for (const term of solveRecurrence(least, values))
    form = X.add(form, from === 1 ? X.exponential(term.base, term.coefficients) : backwards(term));
  return { form, from };
}

/** From values that began at d = 2: d -> d - 1. */
function backwards({ base, coefficients }: X.Exponential): X.ExponentialSum {
  const over = F.inverse(base);
  const shifted = coefficients.map((_, k) =>
    F.sum(
      coefficients.slice(k).map((c, j) => F.scale(c, rational(choose(k + j, k) * (j % 2 === 0 ? 1 : -1)))),
    ),
  );
  return X.exponential(
    base,
    shifted.map((c) => F.multiply(c, over)),
  );
}

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Values at d = 1, 2, …: the output's row, taken back through the layers. */
function valuesOf(
  { hidden, first, output, only, size }: Model,
  start: number,
  length: number,
  permit: Permit,
): Polynomial[] {
  const at = (row: ReadonlyMap<number, Polynomial>): Polynomial => row.get(start) ?? ZERO;
  const values = [at(new Map(only))];
  let row: ReadonlyMap<number, Polynomial> = new Map(output);
  while (values.length < length) {
    permit.ask(backCost(row, hidden, `value ${values.length + 1} of ${length}`));
    values.push(at(back(row, first, size)));
    row = back(row, hidden, size);
  }
  return values;
}

/** Seconds, measured, of a product of two terms, and of a term of a value for each pair of unknowns. */
const SECONDS = { term: 2.5e-8, solve: 2e-6 } as const;
/** Bytes of a term of a polynomial, of which the solution has as many as the values for each unknown. */
const BYTES = 100;

/** Of a row that is taken back through a layer. */
function backCost(row: ReadonlyMap<number, Polynomial>, matrix: Matrix, which: string): Cost {
  let products = 0;
  let terms = 0;
  for (const [target, weight] of row) {
    terms += weight.size;
    for (const [, entry] of matrix[target]!) products += weight.size * entry.size;
  }
  const what = `${which}, of ${row.size} polynomials with ${terms} terms`;
  return { what, seconds: products * SECONDS.term, bytes: 4 * terms * BYTES, instead: FEWER };
}

/** Of a recurrence with these values. */
function solveCost(values: readonly Polynomial[]): Cost {
  const terms = values.reduce((sum, { size }) => sum + size, 0);
  const seconds = terms * values.length ** 2 * SECONDS.solve;
  const what = `a recurrence of ${values.length} unknowns, from values of ${terms} terms`;
  return { what, seconds, bytes: terms * values.length * BYTES, instead: FEWER };
}

const FEWER = 'take a lower power, or give the free parameters values';

function back(row: ReadonlyMap<number, Polynomial>, matrix: Matrix, size: number): Map<number, Polynomial> {
  const sums: Map<number, bigint>[] = Array.from({ length: size }, () => new Map());
  for (const [target, weight] of row) {
    for (const [source, entry] of matrix[target]!) {
      const total = sums[source]!;
      for (const [left, a] of weight)
        for (const [right, b] of entry) total.set(left + right, (total.get(left + right) ?? 0n) + a * b);
    }
  }
  const next = new Map<number, Polynomial>();
  for (const [source, total] of sums.entries()) {
    for (const [monomial, value] of total) if (value === 0n) total.delete(monomial);
    if (total.size > 0) next.set(source, total);
  }
  return next;
}

function residuesOf({ hidden, first, output, only }: Model, start: number, length: number): bigint[] {
  const reduce = (matrix: Matrix) =>
    matrix.map((row) => row.map(([i, entry]) => [i, residue(entry)] as const));
  const firstColumn = new Map<number, bigint>();
  for (const [target, row] of reduce(first).entries())
    for (const [source, entry] of row) if (source === start) firstColumn.set(target, entry);
  const shallow = reduce([only])[0]!.find(([source]) => source === start)?.[1] ?? 0n;
  const row = new Map(reduce([output])[0]!);
  return [shallow, ...residueSequence(reduce(hidden), row, firstColumn, length - 1)];
}

/** Eigenvalues of the degrees from `low` to `high`, with room for every Jordan block; equal ones once. */
function rootsBetween(low: number, high: number, family: Family): Root[] {
  const roots: Root[] = [];
  const a = weightSymbol(family);
  for (let k = low; k <= high; k++) {
    for (const eigenvalue of eigenvalues(k)) {
      const value = multiply(power(a, k), eigenvalue);
      const multiplicity = 2 * k + 1;
      const same = roots.findIndex((root) => isSame(root.value, value));
      if (same < 0) roots.push({ value, multiplicity });
      else roots[same] = { value, multiplicity: roots[same]!.multiplicity + multiplicity };
    }
  }
  return roots;
}

const isSame = (p: Polynomial, q: Polynomial): boolean => add(p, multiply(q, constant(-1))).size === 0;
