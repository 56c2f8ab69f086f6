import { type Automaton, sumSeries } from './automaton.ts';
import { type Claim, expectationsIn, resolveSides, type Sides, type System } from './claim.ts';
import { depthRange } from './domain.ts';
import { compile } from './evaluate.ts';
import { type Formula, MINUS_ONE, make } from './formula.ts';
import { type Fraction, fractionText, integer, ONE, power, primitive, ZERO } from './fraction.ts';
import { Identity, placeOf } from './identity.ts';
import { count, fields, type Json, type JsonObject, list } from './json.ts';
import { constantForm, isConstant } from './linear.ts';
import type { Letter } from './moments.ts';
import { Divisors, regionOf } from './nonzero.ts';
import { checkCover, type Fixed, readFixed } from './parts.ts';
import { type Proof, type Shown, together } from './proof.ts';
import { differ, Refusal, refuse, short, spend } from './refusal.ts';
import { Compiler } from './series.ts';

const MAX_DIMENSION = 400;

/**
 * Theorem: the claim holds at every depth and for all widths, one by one. Both sides, cross-multiplied, are recognizable series
 * over hidden widths. At each point of the parameters the states that words can reach span a space, found here, on which the
 * difference vanishes. Over the rational functions of the parameters, words shorter than the dimension decide (recognizable
 * series), so that the degree lemma at that depth says how many points are enough.
 */
export function checkAnyWidths(claim: Claim, certificate: JsonObject): Proof {
  if (claim.domain.widths !== 'list') refuse('domain.widths: wanted list');
  const sides = resolveSides(claim);
  const [first, last] = depthRange(claim.domain);
  const parts = list(certificate.get('parts'), 'parts').map((part) => {
    const [fixed, method, words, values] = fields(part, 'part', ['fixed', 'method', 'words', 'values']);
    return { json: fixed!, fixed: readFixed(fixed, claim), method, words, values };
  });
  const expectations = expectationsIn(sides.quantity, sides.formula);
  checkCover(
    claim,
    expectations,
    parts.map(({ fixed }) => fixed),
  );
  const crossed = crossMultiplied(sides);
  let dimension = 0;
  const shown = parts.map(({ json, fixed, method, words, values }): Shown => {
    new Divisors(claim.domain, fixed).check(sides.formula, regionOf(first, last));
    const identity = new Identity(claim, crossed, fixed, 0);
    // The dimension is one of structure: it is the same at every point of the parameters.
    const { states } = difference(claim, crossed, identity.systems, genericPoint(identity, fixed));
    if (states > MAX_DIMENSION) refuse(`a series of dimension ${states}, above ${MAX_DIMENSION}`);
    dimension = Math.max(dimension, states);
    const [points, error] = identity.points(first, first + states - 1, method, json);
    for (const symbols of points)
      checkAt(difference(claim, crossed, identity.systems, symbols), first - 1, symbols);
    checkWords(claim, sides, identity.systems, points[0]!, words, values);
    return { points: points.length, error };
  });
  return together(`recognizable series of dimension at most ${dimension}, equal on all words`, shown);
}

/**
 * Each side times the divisors of the other that vary with depth. This is what is compared, so that its degrees count: those of
 * the numerator of the difference would leave out a divisor of both sides, which may vanish at a point.
 */
function crossMultiplied({ quantity, formula }: Sides): Sides {
  const [left, right] = [separated(quantity), separated(formula)];
  const product = (parts: readonly Formula[]): Formula => make.product([make.number(ONE), ...parts]);
  return {
    quantity: product([...left.above, ...right.below]),
    formula: product([...right.above, ...left.below]),
  };
}

/** The factors of a formula, and its divisors that vary with depth. */
function separated(formula: Formula): { above: Formula[]; below: Formula[] } {
  const above: Formula[] = [];
  const below: Formula[] = [];
  for (const part of formula.kind === 'product' ? formula.parts : [formula])
    if (
      part.kind === 'power' &&
      part.base.indices.size > 0 &&
      isConstant(part.exponent) &&
      part.exponent.constant < 0
    )
      below.push(make.power(part.base, constantForm(-part.exponent.constant)));
    else above.push(part);
  return { above, below };
}

/** The difference of the two sides as a series. */
function difference(
  claim: Claim,
  { quantity, formula }: Sides,
  systems: ReadonlyMap<string, System>,
  symbols: ReadonlyMap<string, Fraction>,
): Automaton {
  const compiler = new Compiler(claim, systems, symbols);
  const whole = sumSeries([compiler.of(quantity), compiler.of(make.product([MINUS_ONE, formula]))]);
  return whole.marks.length > 0 ? refuse('an index outside its sum') : whole;
}

/** Numbers at which the series can be built, to learn its dimension. */
function genericPoint(identity: Identity, fixed: Fixed): Map<string, Fraction> {
  const spread = identity.symbols.map((name, i) => [name, integer(1_000_003n + 7919n * BigInt(i))] as const);
  return new Map([...fixed, ...spread]);
}

/** Refuses a series that is not zero on every word of at least `shortest` letters. */
function checkAt(series: Automaton, shortest: number, symbols: ReadonlyMap<string, Fraction>): void {
  const [inWidth, inDecay] = series.bound.num as [number, number];
  const matrices = lettersFor(series, inWidth + 1, inDecay + 1);
  const end = integers(series.states, series.end);
  let space = new Space();
  space.add(integers(series.states, series.start));
  for (let length = 0; length < shortest; length++) {
    const longer = new Space();
    for (const vector of space.vectors) for (const matrix of matrices) longer.add(applied(matrix, vector));
    space = longer;
  }
  for (const vector of space.vectors) {
    if (end.reduce((sum, x, state) => sum + x * vector[state]!, 0n) !== 0n) {
      const where = [...symbols].map(([name, x]) => `${name} = ${fractionText(x)}`).join(', ');
      differ(`the sides differ on some word of widths${where && `, at ${short(where)}`}`);
    }
    for (const matrix of matrices) space.add(applied(matrix, vector));
  }
}

type IntegerSteps = readonly (readonly [from: number, to: number, weight: bigint])[];

/** Matrices of enough letters (n, y), each times a number: with the coefficients of their polynomials they span the same. */
function lettersFor(series: Automaton, widths: number, decays: number): IntegerSteps[] {
  if (widths * decays > 2000) refuse('the degree in a width is too large');
  const found: IntegerSteps[] = [];
  const rows = new Map<number, IntegerSteps[]>();
  for (let n = 1; rows.size < widths; n++) {
    if (n > 10 * widths + 100) refuse('too many widths at which a divisor vanishes');
    const row: IntegerSteps[] = [];
    for (let y = 2; row.length < decays && y < decays + 100; y++) {
      const steps = atLetter(series, { n: BigInt(n), y: integer(y) });
      if (steps) row.push(steps);
    }
    if (row.length === decays) {
      rows.set(n, row);
      found.push(...row);
    }
  }
  return found;
}

/** Undefined where a divisor vanishes. */
function atLetter(series: Automaton, letter: Letter): IntegerSteps | undefined {
  try {
    const weights = series.steps.map(({ weight }) => (weight ? weight(letter) : integer(1)));
    const den = weights.reduce(
      (product, x) => (product % x.den === 0n ? product : commonMultiple(product, x.den)),
      1n,
    );
    return series.steps.map(({ from, to }, i) => [from, to, weights[i]!.num * (den / weights[i]!.den)]);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function commonMultiple(a: bigint, b: bigint): bigint {
  const [x] = primitive([a, b]) as [bigint, bigint];
  return x * b;
}

function applied(steps: IntegerSteps, vector: readonly bigint[]): bigint[] {
  spend(steps.length);
  const result = new Array<bigint>(vector.length).fill(0n);
  for (const [from, to, weight] of steps) if (vector[from] !== 0n) result[to]! += weight * vector[from]!;
  return result;
}

function integers(states: number, values: ReadonlyMap<number, Fraction>): bigint[] {
  const den = [...values.values()].reduce((product, x) => commonMultiple(product, x.den), 1n);
  return Array.from({ length: states }, (_, state) => {
    const { num, den: own } = values.get(state) ?? ZERO;
    return num * (den / own);
  });
}

/** A growing space of integer vectors. Its echelon form is reduced: each pivot is alone in its column. */
class Space {
  /** Vectors that span the space, in the order in which they came. */
  readonly vectors: (readonly bigint[])[] = [];
  private readonly rows: { readonly pivot: number; readonly row: readonly bigint[] }[] = [];

  add(vector: readonly bigint[]): void {
    const scale = this.rows.reduce((product, { pivot, row }) => commonMultiple(product, row[pivot]!), 1n);
    const rest = vector.map((x) => x * scale);
    for (const { pivot, row } of this.rows) {
      const factor = vector[pivot]! * (scale / row[pivot]!);
      if (factor !== 0n) subtractRow(rest, factor, row);
    }
    const pivot = rest.findIndex((x) => x !== 0n);
    if (pivot < 0) return;
    const added = primitive(rest);
    for (const [place, { pivot: own, row }] of this.rows.entries()) {
      if (row[pivot] === 0n) continue;
      const cleared = row.map((x) => x * added[pivot]!);
      subtractRow(cleared, row[pivot]!, added);
      this.rows[place] = { pivot: own, row: primitive(cleared) };
    }
    this.rows.push({ pivot, row: added });
    this.vectors.push(primitive(vector));
  }
}

function subtractRow(from: bigint[], factor: bigint, row: readonly bigint[]): void {
  spend(row.length);
  for (let i = 0; i < row.length; i++) if (row[i] !== 0n) from[i]! -= factor * row[i]!;
}

/**
 * The quantity at words of hidden widths as the certificate has it, at the first point. An input width is drawn too large to
 * build, and counts modulo 1000, plus 1.
 */
function checkWords(
  claim: Claim,
  { quantity }: Sides,
  systems: ReadonlyMap<string, System>,
  point: ReadonlyMap<string, Fraction>,
  words: Json | undefined,
  values: Json | undefined,
): void {
  const evaluator = compile(quantity);
  const given = list(values, 'values');
  const all = list(words, 'words');
  if (all.length !== given.length) refuse('values: wanted one for each word');
  // So that there is a network at which the quantity is defined.
  if (all.length === 0) refuse('words: wanted at least one');
  for (const [place, word] of all.entries()) {
    const symbols = new Map(point);
    const n0 = point.get('n0');
    if (n0) symbols.set('n0', integer((n0.num % 1000n) + 1n));
    const widths = list(word, 'words').map((n) => count(n, 'words', 1));
    if (widths.length > 64 || widths.some((n) => n > 4096)) refuse('words: a width or a depth too large');
    widths.forEach((n, l) => {
      symbols.set(`n${l + 1}`, integer(n));
      symbols.set(`y${l + 1}`, power(integer(2), -n));
    });
    const depth = widths.length + 1;
    const found = fractionText(evaluator(placeOf(claim, systems, symbols, new Map([['d', depth]]), depth)));
    if (found !== given[place]) refuse(`values: found ${short(found)} at the word [${widths}]`);
  }
}
