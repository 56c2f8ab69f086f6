import { exponentOf, type Polynomial, SYMBOL_NAMES, type Variable } from '../algebra/polynomial.ts';
import {
  degreeOf,
  isActivation,
  isUnit,
  kernelsOf,
  layerMatrix,
  type Matrix,
  type Place,
} from '../derive/layer.ts';
import { degree, outputMonomial, type Powers } from '../exact/moment.ts';
import { closeRecursion, type Recursion } from '../exact/recursion.ts';
import { type Expression, expandPolynomial, freeNames } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import {
  add,
  divide,
  gcd,
  isZero,
  multiply,
  ONE,
  power,
  type Rational,
  rational,
  ZERO,
} from '../rational/rational.ts';
import type { Point } from './points.ts';
import { Unprovable } from './unprovable.ts';

interface Part {
  readonly coefficient: Rational;
  readonly powers: Powers;
}

/**
 * E(body) at equal widths as a linear recursion in depth, at any point of the symbols n, y, r, …: n need be no whole
 * number and y not be 2^-n. For the rest it is the exact oracle's recursion.
 */
export class MomentModel {
  /** Coordinates of the recursion, counted generously. */
  readonly order: number;
  /** Half the number of legs of the largest monomial, rounded up. */
  readonly degree: number;
  /** Whether dead layers matter: a constant source that the gates of a dead layer close. */
  readonly dies: boolean;
  readonly #family: Family;
  readonly #parts: readonly Part[];
  readonly #targets: readonly (number | undefined)[];
  readonly #recursion: Recursion;
  readonly #matrices = new Map<Place, Matrix>();

  constructor(family: Family, body: Expression) {
    this.#family = family;
    this.#parts = partsOf(body);
    this.degree = Math.ceil(Math.max(0, ...this.#parts.map(({ powers }) => degree(powers))));
    const targets = this.#parts.map(({ powers }) => outputMonomial(family, powers));
    this.#recursion = closeRecursion(targets.filter((target) => target !== undefined));
    const { monomials } = this.#recursion;
    this.#targets = targets.map((target) => target && monomials.findIndex(({ key }) => key === target.key));
    const alive = canDieOf(family) ? 1 : 0;
    this.order = Math.max(
      1,
      family.parametrization === 'ntk'
        ? monomials.length + alive
        : (monomials.length + alive) * (2 * this.degree + 1),
    );
    this.dies = canDieOf(family) && this.#reachesUnit();
  }

  /** Whether the constant 1 is a source of a hidden layer, for something that reaches the output. */
  #reachesUnit(): boolean {
    const { monomials } = this.#recursion;
    const hidden = this.#matrix('hidden');
    const output = this.#matrix('output');
    const targets = this.#targets.filter((target) => target !== undefined);
    const gated = this.#family.outputActivation === 'relu' ? targets : [];
    const reached = new Set(targets.flatMap((target) => output[target]!.map(([source]) => source)));
    for (const row of reached) for (const [source] of hidden[row]!) reached.add(source);
    const isFed = (matrix: typeof hidden, row: number): boolean =>
      !isUnit(monomials[row]!) && matrix[row]!.some(([source]) => isUnit(monomials[source]!));
    return [...reached].some((row) => isFed(hidden, row)) || gated.some((row) => isFed(output, row));
  }

  /** Values at the depths from 1 to `last`. */
  values(point: Point, last: number): Rational[] {
    const at = pointOf(point, this.#family);
    const aliveBelow = canDieOf(this.#family) && isZero(point.get('r') ?? ONE) ? ZERO : ONE;
    const { monomials } = this.#recursion;
    const matrices = (place: Place) => this.#numeric(place, at);
    const [hidden, first, output, only] = [
      matrices('hidden'),
      matrices('first'),
      matrices('output'),
      matrices('only'),
    ];
    const r = at.get('r')!;
    const start = monomials.map((one) => (isActivation(one) ? power(r, degreeOf(one)) : ZERO));
    const alive = subtractOne(at.get('y') ?? ZERO);
    let state: State = withDenominator([...start, aliveBelow]);
    const values: Rational[] = [];
    for (let d = 1; d <= last; d++) {
      values.push(this.#read(state, d === 1 ? only : output, at));
      state = applied(d === 1 ? first : hidden, alive, state);
    }
    return values;
  }

  #read(state: State, output: NumericMatrix, at: ReadonlyMap<Variable, Rational>): Rational {
    const isGated = this.#family.outputActivation === 'relu';
    const { monomials } = this.#recursion;
    let total = ZERO;
    for (const [i, { coefficient }] of this.#parts.entries()) {
      const target = this.#targets[i];
      if (target === undefined) continue;
      const monomial = monomials[target]!;
      let sum = 0n;
      for (const [column, entry] of output.rows[target]!) {
        const isDead = isGated && column === output.unit && target !== output.unit && canDieOf(this.#family);
        sum += entry * state.values[isDead ? monomials.length : column]!;
      }
      const unit = this.#family.parametrization === 'ntk' ? ONE : divide(rational(1, 2), at.get('x')!);
      const gate = isGated && !isUnit(monomial) ? rational(1, 2) : ONE;
      const value = rational(sum, state.denominator * output.denominator);
      total = add(
        total,
        multiply(multiply(coefficient, gate), multiply(value, power(unit, kernelsOf(monomial)))),
      );
    }
    return total;
  }

  /** A layer's matrix, the same at every point; entries that are equal are one. */
  #matrix(place: Place): Matrix {
    const known = this.#matrices.get(place);
    if (known) return known;
    const entries = new Map<string, Polynomial>();
    const matrix = layerMatrix(this.#recursion, this.#family, place).map((row) =>
      row.map(([source, entry]) => {
        const key = [...entry].sort(([a], [b]) => (a < b ? -1 : 1)).join();
        const same = entries.get(key) ?? entry;
        entries.set(key, same);
        return [source, same] as const;
      }),
    );
    this.#matrices.set(place, matrix);
    return matrix;
  }

  /** A layer's matrix at a point, integers over one denominator; in a gated layer that can die, 1 reads the last column. */
  #numeric(place: Place, at: ReadonlyMap<Variable, Rational>): NumericMatrix {
    const { monomials } = this.#recursion;
    const unit = monomials.findIndex(isUnit);
    const isOutput = place === 'output' || place === 'only';
    const matrix = this.#matrix(place);
    const known = new Map<Polynomial, Rational>();
    const values = matrix.map((row) =>
      row.map(([source, entry]) => {
        const value = known.get(entry) ?? valueAt(entry, at);
        known.set(entry, value);
        return [source, value] as const;
      }),
    );
    const denominator = values.flat().reduce((lcm, [, { den }]) => (lcm / gcd(lcm, den)) * den, 1n);
    const rows = values.map((row, target) =>
      row.map(([source, { num, den }]) => {
        const isDead = !isOutput && canDieOf(this.#family) && source === unit && target !== unit;
        return [isDead ? monomials.length : source, num * (denominator / den)] as const;
      }),
    );
    return { rows, denominator, unit };
  }
}

interface NumericMatrix {
  readonly rows: readonly (readonly (readonly [number, bigint])[])[];
  readonly denominator: bigint;
  readonly unit: number;
}

/** Monomials' values over one denominator, and after them P(no layer is dead). */
interface State {
  readonly values: readonly bigint[];
  readonly denominator: bigint;
}

const canDieOf = ({ gates, sigmaB2 }: Family): boolean =>
  gates === 'relu' && sigmaB2 !== 'free' && isZero(sigmaB2);

const subtractOne = (y: Rational): Rational => rational(y.den - y.num, y.den);

function withDenominator(values: readonly Rational[]): State {
  const denominator = values.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
  return { values: values.map(({ num, den }) => num * (denominator / den)), denominator };
}

function applied({ rows, denominator }: NumericMatrix, alive: Rational, state: State): State {
  const values = rows.map((row) =>
    row.reduce((total, [source, entry]) => total + entry * state.values[source]!, 0n),
  );
  const last = state.values.at(-1)! * alive.num * denominator;
  return {
    values: [...values.map((value) => value * alive.den), last],
    denominator: state.denominator * denominator * alive.den,
  };
}

/** The symbols of the layer matrices at a point. */
function pointOf(point: Point, family: Family): Map<Variable, Rational> {
  const half = (value: Rational): Rational => divide(value, rational(2));
  const read = (parameter: Rational | string, name: string): Rational =>
    typeof parameter === 'string' ? (point.get(name) ?? ZERO) : parameter;
  const s = read(family.sigmaB2, 'sigma_b2');
  const w = read(family.sigmaW2, 'sigma_w2');
  return new Map<Variable, Rational>([
    ['x', divide(ONE, point.get('n') ?? ONE)],
    ['y', point.get('y') ?? ZERO],
    ['r', point.get('r') ?? ZERO],
    ['m', point.get('n0') ?? ONE],
    ['a', half(w)],
    ['S', half(s)],
    ['C', half(family.biasGradient === 'sigma_b2' ? s : read(family.biasGradient, 'bias_gradient'))],
    ['o', half(family.outputSigmaW2 === 'sigma_w2' ? w : read(family.outputSigmaW2, 'output_sigma_w2'))],
  ]);
}

function valueAt(p: Polynomial, at: ReadonlyMap<Variable, Rational>): Rational {
  let total = ZERO;
  for (const [monomial, coefficient] of p) {
    let term = rational(coefficient);
    for (const name of SYMBOL_NAMES) {
      const exponent = exponentOf(monomial, name);
      if (exponent > 0) term = multiply(term, power(at.get(name)!, exponent));
    }
    total = add(total, term);
  }
  return total;
}

/** The products of a body whose coefficients are numbers. */
function partsOf(body: Expression): Part[] {
  const { symbols, lists } = freeNames({ kind: 'expectation', body });
  if (symbols.size + lists.size > 0)
    throw new Unprovable('an E(…) has a symbol inside; the lemma takes polynomials in the observables');
  return [...expandPolynomial(body, { symbols: new Map(), lists: new Map() })];
}
