import { type Fraction, isZero } from './fraction.ts';
import { expand, openNeurons, type Term } from './layer.ts';
import { halfLegs } from './monomial.ts';
import type { Network, Parameter } from './network.ts';
import { refuse, spend } from './refusal.ts';

/** One hidden layer: its width, and y = 2^-width, which identities treat as a symbol of its own. */
export interface Letter {
  readonly n: bigint;
  readonly y: Fraction;
}

/** Numbers for the parameters of a network. */
export interface Values {
  readonly r: Fraction;
  readonly n0: Fraction;
  readonly sigma_w2: Fraction;
  readonly sigma_b2: Fraction;
  readonly bias_gradient: Fraction;
  readonly output_sigma_w2: Fraction;
}

/** Which parameters are zero identically; a part of a domain settles it for the symbols. */
interface Zeros {
  readonly r: boolean;
  readonly sigma_b2: boolean;
  readonly bias_gradient: boolean;
}

/** An integer matrix over one denominator, as the nonzero entries of its rows. */
export interface Matrix {
  readonly den: bigint;
  readonly rows: readonly (readonly (readonly [column: number, entry: bigint])[])[];
}
interface Vector {
  readonly den: bigint;
  readonly entries: readonly bigint[];
}

/** E[monomial] n^power / n^(half its legs) at a layer of width n; ALIVE is P(no layer up to here is dead). */
interface Coordinate {
  readonly monomial: string;
  readonly power: number;
  readonly half: number;
  readonly terms: readonly (Term & { readonly to: number })[];
}
const ALIVE = 'alive';
const MAX_LEGS = 10;
const MAX_COORDINATES = 2000;

/**
 * Moments of the output as a linear recursion over layers: E = out · M(n_{d-1}) ... M(n_1) · start, each M(n) a matrix whose
 * entries are polynomials in n over n^half, in y, and in the parameters.
 *
 * With ReLU gates and no biases a dead layer closes every later gate. Every monomial but the constant vanishes on one by
 * itself; the constant, as a source of a gated layer, becomes P(no layer below is dead), which a layer multiplies by 1 - y.
 */
export class Moments {
  /** The dimension of the recursion: E(...) of equal widths satisfies a linear recurrence in depth of this order. */
  readonly order: number;
  /** Whether dead layers matter. */
  readonly mortal: boolean;
  /** Half the legs of the largest monomial. */
  readonly half: number;
  private readonly coordinates: Coordinate[] = [];
  private readonly places = new Map<string, number>();
  private readonly outputs: readonly Coordinate[];
  private readonly network: Network;
  private readonly zeros: Zeros;
  private readonly dies: boolean;

  constructor(network: Network, zeros: Zeros, monomials: readonly string[]) {
    this.network = network;
    this.zeros = zeros;
    this.dies = network.gates === 'relu' && zeros.sigma_b2;
    this.half = Math.max(0, ...monomials.map(halfLegs));
    if (2 * this.half > MAX_LEGS) refuse('a moment of degree above 5 (f counts 1/2, K 1, Q 3/2)');
    const waiting: Coordinate[] = [];
    const visit = (monomial: string, power: number): number => {
      const key = `${monomial}|${power}`;
      const place = this.places.get(key) ?? this.coordinates.length;
      if (place === this.coordinates.length) {
        if (place === MAX_COORDINATES) refuse('a moment wants too many coordinates');
        this.places.set(key, place);
        waiting.push({ monomial, power, half: monomial === ALIVE ? 0 : halfLegs(monomial), terms: [] });
        this.coordinates.push(waiting.at(-1)!);
      }
      return place;
    };
    const withTerms = (coordinate: Coordinate, gated: boolean, biased: boolean): Coordinate => {
      const { monomial } = coordinate;
      if (monomial === ALIVE) return coordinate;
      const kept = expand(monomial).filter(
        ({ s, c }) =>
          (s === 0 || (biased && !zeros.sigma_b2)) && (c === 0 || (biased && !zeros.bias_gradient)),
      );
      const dead = this.dies && gated && monomial !== '';
      const terms = kept.map((term) => ({
        ...term,
        to: dead && term.source === '' ? visit(ALIVE, 0) : visit(term.source, this.standard ? term.u : 0),
      }));
      return { ...coordinate, terms };
    };
    const reluOutput = network.outputActivation === 'relu';
    this.outputs = monomials.map((monomial) =>
      withTerms({ monomial, power: 0, half: halfLegs(monomial), terms: [] }, reluOutput, network.outputBias),
    );
    for (let place = 0; place < this.coordinates.length; place++)
      this.coordinates[place] = withTerms(this.coordinates[place]!, true, true);
    this.order = this.coordinates.length;
    this.mortal = this.places.has(`${ALIVE}|0`);
  }

  private get standard(): boolean {
    return this.network.parametrization === 'standard';
  }

  /** Layer 0: activations alone, |a|² = r n_0, and every neuron open. */
  start(values: Values): Vector {
    const { r, n0 } = values;
    const half = BigInt(this.half);
    const most = BigInt(Math.max(0, ...this.coordinates.map(({ power }) => power)));
    const entries = this.coordinates.map(({ monomial, power, half: legs }) => {
      if (monomial === ALIVE) return this.zeros.r ? 0n : r.den ** half * n0.den ** most;
      if (/[AD]/.test(monomial)) return 0n;
      const [k, i] = [BigInt(legs), BigInt(power)];
      return r.num ** k * r.den ** (half - k) * n0.num ** i * n0.den ** (most - i);
    });
    return { den: r.den ** half * n0.den ** most, entries };
  }

  /** M(n): one hidden layer. */
  matrix(values: Values, { n, y }: Letter): Matrix {
    if (n < 1n) refuse('a width below 1');
    const top = this.half;
    const mortal = this.mortal ? y.den : 1n;
    const open = Array.from(
      { length: top + 1 },
      (_, classes) => openNeurons(classes, n) * 2n ** BigInt(top - classes),
    );
    const rows = this.coordinates.map(({ monomial, power, half, terms }, place) => {
      if (monomial === ALIVE)
        return [[place, (y.den - y.num) * this.scale(values, values.sigma_w2, n)] as const];
      const width = n ** BigInt(power + top - half) * mortal;
      return gathered(
        terms.map((term) => [
          term.to,
          this.weight(term, values, values.sigma_w2) * open[term.classes]! * width,
        ]),
      );
    });
    return { den: this.scale(values, values.sigma_w2, n) * mortal, rows };
  }

  /** The places (row, column) at which matrices may have entries. */
  support(): (readonly [row: number, column: number])[] {
    return this.coordinates.flatMap(({ monomial, terms }, row) => {
      if (monomial === ALIVE) return [[row, row] as const];
      return [...new Set(terms.map(({ to }) => to))].map((column) => [row, column] as const);
    });
  }

  /** The functionals that read each moment at the output, whose one neuron is open, or under a ReLU open half the time. */
  output(values: Values): Matrix {
    const whole = 2n ** BigInt(this.half);
    const rows = this.outputs.map(({ monomial, terms }) => {
      const open = this.network.outputActivation === 'relu' && monomial !== '' ? whole / 2n : whole;
      return gathered(
        terms.map((term) => [term.to, this.weight(term, values, values.output_sigma_w2) * open]),
      );
    });
    return { den: this.scale(values, values.output_sigma_w2, 1n), rows };
  }

  /** The moments at every depth from 1 to `deepest`, hidden layer l being `letter(l)`. */
  run(values: Values, letter: (l: number) => Letter, deepest: number): Fraction[][] {
    const output = this.output(values);
    const matrices = new Map<Letter, Matrix>();
    const read = (vector: Vector): Fraction[] => {
      const { den, entries } = apply(output, vector);
      return entries.map((num) => ({ num, den }));
    };
    let vector = this.start(values);
    const moments = [read(vector)];
    for (let l = 1; l < deepest; l++) {
      const here = letter(l);
      const matrix = matrices.get(here) ?? this.matrix(values, here);
      matrices.set(here, matrix);
      vector = apply(matrix, vector);
      moments.push(read(vector));
    }
    return moments;
  }

  /** The common denominator of weights of one layer. */
  private scale(values: Values, sigma_w2: Fraction, n: bigint): bigint {
    return (2n * n * sigma_w2.den * values.sigma_b2.den * values.bias_gradient.den) ** BigInt(this.half);
  }

  private weight(
    { count, v, s, u, c }: Term,
    { sigma_b2, bias_gradient }: Values,
    sigma_w2: Fraction,
  ): bigint {
    const to = (base: Fraction, exponent: number): bigint =>
      base.num ** BigInt(exponent) * base.den ** BigInt(this.half - exponent);
    return count * to(sigma_w2, this.standard ? v : v + u) * to(sigma_b2, s) * to(bias_gradient, c);
  }
}

function gathered(entries: readonly (readonly [number, bigint])[]): [number, bigint][] {
  const row = new Map<number, bigint>();
  for (const [column, entry] of entries) row.set(column, (row.get(column) ?? 0n) + entry);
  return [...row].filter(([, entry]) => entry !== 0n);
}

export function apply({ den, rows }: Matrix, vector: Vector): Vector {
  const entries = rows.map((row) => {
    let sum = 0n;
    for (const [column, entry] of row) {
      const factor = vector.entries[column]!;
      if (factor !== 0n) sum += entry * factor;
    }
    return sum;
  });
  const bits = vector.den.toString(16).length / 256;
  spend(rows.length * (1 + bits * bits));
  return { den: den * vector.den, entries };
}

/** Whether a parameter vanishes once the fixed symbols have their values. */
export function vanishes(parameter: Parameter, fixed: ReadonlyMap<string, Fraction>): boolean {
  const value = typeof parameter === 'string' ? fixed.get(parameter) : parameter;
  return value !== undefined && isZero(value);
}

/** The number that a parameter has at a point. */
export function numberFor(parameter: Parameter, point: ReadonlyMap<string, Fraction>): Fraction {
  if (typeof parameter !== 'string') return parameter;
  return point.get(parameter) ?? refuse(`the point has no ${parameter}`);
}
