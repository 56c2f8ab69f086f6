import type { Layer, Network } from '../network/network.ts';
import {
  add,
  gcd,
  isZero,
  multiply,
  ONE,
  power,
  type Rational,
  rational,
  ZERO,
} from '../rational/rational.ts';
import { openGatesMoment } from './gates.ts';
import type { Monomial } from './graph.ts';
import { type TransferTerm, transfer } from './transfer.ts';

/** The linear recursion that a set of monomials needs: the monomials that they reach, and one layer's terms. */
export interface Recursion {
  readonly monomials: readonly Monomial[];
  /** For each monomial, what one layer makes of it. */
  readonly terms: readonly (readonly TransferTerm[])[];
}

const transfers = new Map<string, readonly TransferTerm[]>();

function transferOf(target: Monomial): readonly TransferTerm[] {
  const known = transfers.get(target.key);
  if (known) return known;
  const terms = transfer(target);
  transfers.set(target.key, terms);
  return terms;
}

/** Closes the targets under the layer transfer. */
export function closeRecursion(targets: readonly Monomial[]): Recursion {
  const monomials = new Map(targets.map((target) => [target.key, target]));
  const terms: (readonly TransferTerm[])[] = [];
  for (const target of monomials.values()) {
    const sources = transferOf(target);
    terms.push(sources);
    for (const { source } of sources) if (!monomials.has(source.key)) monomials.set(source.key, source);
  }
  return { monomials: [...monomials.values()], terms };
}

/**
 * The state below a layer: value i is values[i] / (denominator 2^shift), and P(the layer has an open gate) is
 * alive / 2^shift. The powers of two of P(alive) are kept apart: they have width bits a layer.
 */
interface State {
  readonly values: readonly bigint[];
  readonly denominator: bigint;
  readonly alive: bigint;
  readonly shift: bigint;
}

/** A layer's matrix, integers over one denominator: [column, entry] of each row; column ALIVE is P(alive). */
interface Step {
  readonly rows: readonly (readonly (readonly [number, bigint])[])[];
  readonly denominator: bigint;
}

const ALIVE = -1;

/**
 * Expectations of the first `outputs` monomials of the recursion at the network's output. One common denominator is
 * carried through all layers and the result reduced once at the end: reduced fractions at every layer are a thousand
 * times slower at depth 1000.
 */
export function runRecursion(recursion: Recursion, network: Network, outputs: number): Rational[] {
  const known = new Map<string, Step>();
  const steps = network.layers.map((layer, index) => {
    const isOutput = index === network.layers.length - 1;
    const key = layerKey(layer, isOutput);
    const step = known.get(key) ?? layerStep(recursion, network, layer, isOutput);
    known.set(key, step);
    return step;
  });
  const needsAlive = [...known.values()].some(({ rows }) =>
    rows.some((row) => row.some(([column]) => column === ALIVE)),
  );
  let state = inputState(recursion, network);
  for (const [index, step] of steps.entries()) {
    const next = apply(step, state);
    state = needsAlive ? updateAlive(next, network.layers[index]!) : next;
  }
  return state.values.slice(0, outputs).map((value) => rational(value, state.denominator << state.shift));
}

/** Layer 0 is the input: |a|² = r n_0, no kernel below it, and it is dead only when x = 0. */
function inputState(recursion: Recursion, network: Network): State {
  const squaredNorm = multiply(network.r, rational(network.widths[0]!));
  const values = recursion.monomials.map(({ key, nodes }) =>
    nodes.every((node) => node.kind === 'a')
      ? key === '1'
        ? ONE
        : power(squaredNorm, nodes.length / 2)
      : ZERO,
  );
  const alive = isZero(squaredNorm) ? 0n : 1n;
  const denominator = commonDenominator(values);
  const scale = (x: Rational): bigint => x.num * (denominator / x.den);
  return { values: values.map(scale), denominator, alive, shift: 0n };
}

function layerKey(layer: Layer, isOutput: boolean): string {
  const { weightVariance: v, biasVariance: s, weightScale: u, biasScale: c } = layer;
  const scalars = [v, s, u, c].map((x) => `${x.num}/${x.den}`);
  return [isOutput, layer.width, ...scalars].join(' ');
}

function layerStep(recursion: Recursion, network: Network, layer: Layer, isOutput: boolean): Step {
  const { weightVariance: v, biasVariance: s, weightScale: u, biasScale: c } = layer;
  const gated = !isOutput || network.outputActivation === 'relu';
  // Under relu'(0) = 0 and without biases, a dead layer below closes every gate of this one.
  const diesBelow = network.gates === 'relu' && gated && isZero(s);
  const columns = new Map(recursion.monomials.map(({ key }, index) => [key, index]));
  const rows = recursion.terms.map((terms, row) => {
    const entries = new Map<number, Rational>();
    if (recursion.monomials[row]!.key === '1') return new Map([[row, ONE]]);
    for (const term of terms) {
      const column = term.source.key === '1' && diesBelow ? ALIVE : columns.get(term.source.key)!;
      const open = gated ? openGatesMoment(layer.width, term.loops) : ONE;
      const factors = [
        rational(term.coefficient),
        power(u, term.u),
        power(v, term.v),
        power(s, term.s),
        power(c, term.c),
      ];
      const value = factors.reduce(multiply, open);
      if (!isZero(value)) entries.set(column, add(entries.get(column) ?? ZERO, value));
    }
    return entries;
  });
  const denominator = commonDenominator(rows.flatMap((row) => [...row.values()]));
  const scale = (x: Rational): bigint => x.num * (denominator / x.den);
  return {
    rows: rows.map((row) => [...row].map(([column, value]) => [column, scale(value)] as const)),
    denominator,
  };
}

function apply(step: Step, state: State): State {
  const alive = state.alive * state.denominator;
  const read = (column: number): bigint => (column === ALIVE ? alive : state.values[column]!);
  const values = step.rows.map((row) =>
    row.reduce((total, [column, entry]) => total + entry * read(column), 0n),
  );
  return { ...state, values, denominator: step.denominator * state.denominator };
}

/** P(alive) of a layer is 1 - 2^-width, times P(alive) of the layer below when there are no biases. */
function updateAlive(state: State, layer: Layer): State {
  const width = BigInt(layer.width);
  const below = isZero(layer.biasVariance) ? state.alive : 1n << state.shift;
  const alive = (below << width) - below;
  return { ...state, values: state.values.map((value) => value << width), alive, shift: state.shift + width };
}

function commonDenominator(values: readonly Rational[]): bigint {
  return values.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
}
