import type { Layer, Network } from '../network/network.ts';
import { isZero, multiply, type Rational, rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { openGatesMoment } from './gates.ts';
import type { Permit } from './permit.ts';
import { askForRun, diesBelow, type Factor, isGated, layerKey, type Recursion } from './recursion.ts';

/** Two doubles between which an expectation lies. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** More than the relative error of an operation, or of a fraction that is read. */
const ROUNDING = 2 ** -51;
/** Positive numbers within these, and a product of one of each, are far from the ends of the range of doubles. */
const FACTORS = { least: 1e-80, most: 1e80 } as const;
const VALUES = { least: 1e-200, most: 1e200 } as const;

/**
 * What \`runRecursion\` gives, between doubles: a thousand times faster where its integers are long. Undefined where a number
 * leaves the range of doubles. Throws TooCostly for what \`runRecursion\` does not begin.
 *
 * Pairings and variances are >= 0, so that nothing cancels: the relative error of a result is that of the roundings on its
 * way, at most (1 + ε)^k - 1 <= 2kε of k where kε <= 1/2.
 */
export function boundRecursion(
  recursion: Recursion,
  network: Network,
  outputs: number,
  permit: Permit,
): Bounds[] | undefined {
  const { layers } = network;
  const { monomials, factors } = recursion;
  const carriesAlive = askForRun(recursion, network, outputs, permit);
  const terms = flatTerms(recursion);
  const one = monomials.findIndex(({ key }) => key === '1');
  const known = new Map<string, Float64Array | undefined>();
  let values = inputValues(recursion, network);
  let alive = isZero(network.r) ? 0 : 1;
  for (const [index, layer] of layers.entries()) {
    const isOutput = index === layers.length - 1;
    const key = layerKey(layer, isOutput);
    const scalars = known.has(key)
      ? known.get(key)
      : factorValues(factors, layer, isGated(network.outputActivation, isOutput));
    if (!scalars) return undefined;
    if (known.size >= HELD_LAYERS) known.clear();
    known.set(key, scalars);
    if (one >= 0) values[one] = diesBelow(network, layer, isOutput) ? alive : 1;
    values = applied(terms, scalars, values);
    if (!values.every((x) => isWithin(x, VALUES))) return undefined;
    if (one >= 0) values[one] = 1;
    if (!carriesAlive) continue;
    alive = (isZero(layer.biasVariance) ? alive : 1) * (1 - 2 ** -layer.width);
    if (!isWithin(alive, VALUES)) return undefined;
  }
  const error = 2 * layers.length * terms.roundings * ROUNDING;
  if (error > 1 / 2) return undefined;
  return Array.from(values.subarray(0, outputs), (x) => ({ low: x * (1 - error), high: x * (1 + error) }));
}

const HELD_LAYERS = 16;

const isWithin = (x: number, { least, most }: { readonly least: number; readonly most: number }): boolean =>
  x === 0 || (x >= least && x <= most);

/** A recursion's terms, row after row: those of row i from starts[i] to starts[i + 1]. */
interface FlatTerms {
  readonly starts: Int32Array;
  readonly sources: Int32Array;
  readonly factors: Int32Array;
  readonly coefficients: Float64Array;
  /** Roundings that a layer adds to a value, at most. */
  readonly roundings: number;
}

const flattened = new WeakMap<Recursion, FlatTerms>();

function flatTerms(recursion: Recursion): FlatTerms {
  const known = flattened.get(recursion);
  if (known) return known;
  const all = recursion.terms.flat();
  const starts = new Int32Array(recursion.terms.length + 1);
  for (const [row, { length }] of recursion.terms.entries()) starts[row + 1] = starts[row]! + length;
  const scalars = recursion.factors.map(({ u, v, s, c }) => u + v + s + c);
  const flat: FlatTerms = {
    starts,
    sources: Int32Array.from(all, ({ source }) => source),
    factors: Int32Array.from(all, ({ factor }) => factor),
    coefficients: Float64Array.from(all, ({ coefficient }) => Number(coefficient)),
    // A scalar is read and multiplied; then there are the gates, the coefficient, the value, and the sum.
    roundings: 2 * Math.max(0, ...scalars) + Math.max(...recursion.terms.map(({ length }) => length)) + 6,
  };
  flattened.set(recursion, flat);
  return flat;
}

function inputValues({ monomials }: Recursion, { r, widths }: Network): Float64Array {
  const square = read(multiply(r, rational(widths[0]!)));
  return Float64Array.from(monomials, ({ nodes }) =>
    nodes.every(({ kind }) => kind === 'a') ? timesPower(1, square, nodes.length / 2) : 0,
  );
}

/** u^u v^v s^s c^c E[m^loops] of each factor; undefined where a number on the way leaves the range. */
function factorValues(factors: readonly Factor[], layer: Layer, gated: boolean): Float64Array | undefined {
  const u = read(layer.weightScale);
  const v = read(layer.weightVariance);
  const s = read(layer.biasVariance);
  const c = read(layer.biasScale);
  const open = new Map<number, number>();
  for (const { loops } of factors)
    if (!open.has(loops)) open.set(loops, gated ? read(openGatesMoment(layer.width, loops)) : 1);
  const values = Float64Array.from(factors, (factor) =>
    timesPower(
      timesPower(timesPower(timesPower(open.get(factor.loops)!, u, factor.u), v, factor.v), s, factor.s),
      c,
      factor.c,
    ),
  );
  return values.every((x) => isWithin(x, FACTORS)) ? values : undefined;
}

/** A scalar; NaN where it leaves the range. */
function read(x: Rational): number {
  const value = isZero(x) ? 0 : toNumber(x);
  return isZero(x) || (value !== 0 && isWithin(value, FACTORS)) ? value : Number.NaN;
}

/** x y^exponent by multiplications alone, whose roundings are known; NaN where one leaves the range. */
function timesPower(x: number, y: number, exponent: number): number {
  let result = x;
  for (let i = 0; i < exponent; i++) {
    result *= y;
    if (!isWithin(result, FACTORS)) return Number.NaN;
  }
  return result;
}

function applied(
  { starts, sources, factors, coefficients }: FlatTerms,
  scalars: Float64Array,
  below: Float64Array,
): Float64Array {
  const values = new Float64Array(below.length);
  for (let row = 0; row < values.length; row++) {
    let total = 0;
    for (let i = starts[row]!; i < starts[row + 1]!; i++)
      total += coefficients[i]! * scalars[factors[i]!]! * below[sources[i]!]!;
    values[row] = total;
  }
  return values;
}
