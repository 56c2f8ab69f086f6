import type { Layer, Network } from '../network/network.ts';
import { gcd, isZero, multiply, ONE, power, type Rational, rational, ZERO } from '../rational/rational.ts';
import { transferCost } from './cost.ts';
import { openGatesMoment } from './gates.ts';
import { LEGS, type Monomial } from './graph.ts';
import { allowance, type Cost, type Permit } from './permit.ts';
import { type RunShape, runCost } from './run-cost.ts';
import { Expansions, type TransferTerm, transfer } from './transfer.ts';

/** u^u v^v s^s c^c E[m^loops]: what a layer's scalars contribute to a term. */
export type Factor = Pick<TransferTerm, 'u' | 'v' | 's' | 'c' | 'loops'>;

/** coefficient · factor · source, the latter two by their places in the recursion. */
export interface Term {
  readonly coefficient: bigint;
  readonly factor: number;
  readonly source: number;
}

/** The linear recursion that a set of monomials needs: the monomials that they reach, and one layer's terms. */
export interface Recursion {
  readonly monomials: readonly Monomial[];
  readonly factors: readonly Factor[];
  /** For each monomial, what one layer makes of it. */
  readonly terms: readonly (readonly Term[])[];
  /** Pairings that were summed to find them. */
  readonly pairings: number;
}

/** Seconds, measured, of a pairing, and of naming what a way through a layer makes. */
const SECONDS = { pairing: 1e-6, way: 2e-5 } as const;
/** Bytes of a pairing, of which some five make one term, and of a way. */
const BYTES = { pairing: 60, way: 300 } as const;

/** Costs by their targets: a claim asks for the same at every network. */
const costs = new Map<string, Cost>();
const HELD_COSTS = 1000;

/** What closing the targets under the layer transfer takes. */
export function closureCost(targets: readonly Monomial[]): Cost {
  const key = targets.map((target) => target.key).join(' | ');
  const known = costs.get(key) ?? predicted(targets);
  if (costs.size >= HELD_COSTS) costs.clear();
  costs.set(key, known);
  return known;
}

function predicted(targets: readonly Monomial[]): Cost {
  const { monomials, pairings, ways } = transferCost(targets);
  return {
    what: `${monomials} monomials and ${pairings} pairings`,
    seconds: pairings * SECONDS.pairing + ways * SECONDS.way,
    bytes: pairings * BYTES.pairing + ways * BYTES.way,
    instead: 'take fewer products at once, lower powers, or K and Q in place of their parts',
  };
}

/** Closes the targets under the layer transfer. Throws TooCostly, before any work, for what is not permitted. */
export function closeRecursion(targets: readonly Monomial[], permit: Permit = allowance()): Recursion {
  const cost = closureCost(targets);
  permit.ask(cost);
  const expansions = new Expansions();
  const monomials = new Map(targets.map((target) => [target.key, target]));
  const transfers: (readonly TransferTerm[])[] = [];
  let pairings = 0;
  for (const target of monomials.values()) {
    const found = transfer(target, expansions);
    for (const { source } of found.terms) if (!monomials.has(source.key)) monomials.set(source.key, source);
    transfers.push(found.terms);
    pairings += found.pairings;
    permit.progress?.(transfers.length / monomials.size);
  }
  const places = new Map([...monomials.keys()].map((key, place) => [key, place]));
  const factors = new Map<string, number>();
  const known: Factor[] = [];
  const factorOf = ({ u, v, s, c, loops }: TransferTerm): number => {
    const key = [u, v, s, c, loops].join();
    const place = factors.get(key) ?? known.push({ u, v, s, c, loops }) - 1;
    factors.set(key, place);
    return place;
  };
  const terms = transfers.map((found) =>
    found.map((term) => ({
      coefficient: term.coefficient,
      factor: factorOf(term),
      source: places.get(term.source.key)!,
    })),
  );
  return { monomials: [...monomials.values()], factors: known, terms, pairings };
}

/**
 * The state below a layer: value i is values[i] / (denominator 2^shift), and so is P(the layer has an open gate) of
 * `alive`. The powers of two of P(alive) are kept apart: they have width bits a layer.
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
export function runRecursion(
  recursion: Recursion,
  network: Network,
  outputs: number,
  permit: Permit = allowance(),
): Rational[] {
  const { layers } = network;
  const needsAlive = askForRun(recursion, network, outputs, permit);
  const steps = new Map<string, Step>();
  let state = inputState(recursion, network);
  for (const [index, layer] of layers.entries()) {
    const isOutput = index === layers.length - 1;
    const key = layerKey(layer, isOutput);
    const step = steps.get(key) ?? layerStep(recursion, network, layer, isOutput);
    // Layers that differ from all others are not kept: there may be thousands.
    if (steps.size >= HELD_STEPS) steps.clear();
    steps.set(key, step);
    const next = apply(step, state);
    state = needsAlive ? updateAlive(next, layer) : next;
    permit.progress?.(((index + 1) / layers.length) ** 2);
  }
  return state.values.slice(0, outputs).map((value) => rational(value, state.denominator << state.shift));
}

const HELD_STEPS = 16;

/** Throws TooCostly for a run that is not permitted; else says whether it carries P(alive). */
export function askForRun(recursion: Recursion, network: Network, outputs: number, permit: Permit): boolean {
  const needsAlive = carriesAlive(recursion, network);
  permit.ask(runCost(shapeOf(recursion, outputs, needsAlive), network));
  return needsAlive;
}

/** Whether a dead layer makes a difference: something comes of the constant 1 that closed gates stop. */
function carriesAlive({ monomials, factors, terms }: Recursion, network: Network): boolean {
  const one = monomials.findIndex(({ key }) => key === '1');
  const fromOne = terms.flatMap((row, place) =>
    place === one ? [] : row.flatMap(({ factor, source }) => (source === one ? [factors[factor]!] : [])),
  );
  const { layers } = network;
  return layers.some((layer, index) => {
    const { weightScale: u, biasVariance: s, biasScale: c } = layer;
    return (
      diesBelow(network, layer, index === layers.length - 1) &&
      fromOne.some(
        (factor) => !(factor.u && isZero(u)) && !(factor.s && isZero(s)) && !(factor.c && isZero(c)),
      )
    );
  });
}

/** Under relu'(0) = 0 and without biases, a dead layer below closes every gate of this one. */
export const diesBelow = (
  { gates, outputActivation }: Network,
  { biasVariance }: Layer,
  isOutput: boolean,
): boolean => gates === 'relu' && isGated(outputActivation, isOutput) && isZero(biasVariance);

export const isGated = (outputActivation: Network['outputActivation'], isOutput: boolean): boolean =>
  !isOutput || outputActivation === 'relu';

/** What a run of the recursion is made of. */
function shapeOf({ monomials, terms }: Recursion, outputs: number, needsAlive: boolean): RunShape {
  const legs = monomials.map(({ nodes }) => nodes.reduce((sum, { kind }) => sum + LEGS[kind], 0));
  const entries = terms.reduce((sum, row) => sum + new Set(row.map(({ source }) => source)).size, 0);
  return { degree: Math.max(0, ...legs) / 2, entries, values: monomials.length, outputs, needsAlive };
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
  return { values: values.map(scale), denominator, alive: alive * denominator, shift: 0n };
}

export function layerKey(layer: Layer, isOutput: boolean): string {
  const { weightVariance: v, biasVariance: s, weightScale: u, biasScale: c } = layer;
  const scalars = [v, s, u, c].map((x) => `${x.num}/${x.den}`);
  return [isOutput, layer.width, ...scalars].join(' ');
}

function layerStep(recursion: Recursion, network: Network, layer: Layer, isOutput: boolean): Step {
  const gated = isGated(network.outputActivation, isOutput);
  const dies = diesBelow(network, layer, isOutput);
  const values = recursion.factors.map((factor) => factorValue(factor, layer, gated));
  const denominator = commonDenominator(values);
  const factors = values.map(({ num, den }) => num * (denominator / den));
  const one = recursion.monomials.findIndex(({ key }) => key === '1');
  const rows = recursion.terms.map((terms, row) => {
    if (row === one) return [[one, denominator] as const];
    const entries = new Map<number, bigint>();
    for (const { coefficient, factor, source } of terms) {
      const value = coefficient * factors[factor]!;
      const column = source === one && dies ? ALIVE : source;
      if (value !== 0n) entries.set(column, (entries.get(column) ?? 0n) + value);
    }
    return [...entries];
  });
  return { rows, denominator };
}

function factorValue(factor: Factor, layer: Layer, gated: boolean): Rational {
  const { weightVariance: v, biasVariance: s, weightScale: u, biasScale: c } = layer;
  const open = gated ? openGatesMoment(layer.width, factor.loops) : ONE;
  return [power(u, factor.u), power(v, factor.v), power(s, factor.s), power(c, factor.c)].reduce(
    multiply,
    open,
  );
}

function apply(step: Step, state: State): State {
  const values = step.rows.map((row) => {
    let total = 0n;
    for (const [column, entry] of row)
      total += entry * (column === ALIVE ? state.alive : state.values[column]!);
    return total;
  });
  const alive = state.alive * step.denominator;
  return { ...state, values, alive, denominator: step.denominator * state.denominator };
}

/** P(alive) of a layer is 1 - 2^-width, times P(alive) of the layer below when there are no biases. */
function updateAlive(state: State, layer: Layer): State {
  const width = BigInt(layer.width);
  const below = isZero(layer.biasVariance) ? state.alive : state.denominator << state.shift;
  const alive = (below << width) - below;
  return { ...state, values: state.values.map((value) => value << width), alive, shift: state.shift + width };
}

function commonDenominator(values: readonly Rational[]): bigint {
  return values.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
}
