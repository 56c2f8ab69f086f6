import { createHash } from 'node:crypto';
import { type Claim, expectationsIn, type Sides, type System, systemOf } from './claim.ts';
import { type Bound, boundOf, type Counting, sumBound, widthName } from './degree.ts';
import { PARAMETERS } from './domain.ts';
import { compile, type Evaluator, type Place } from './evaluate.ts';
import { type Formula, someFormula } from './formula.ts';
import { equal, type Fraction, fractionText, integer, ONE, power, ZERO } from './fraction.ts';
import { canonical, count, fields, isObject, type Json, list, oneOf, sha256, text } from './json.ts';
import { type Letter, numberFor, type Values } from './moments.ts';
import type { Fixed } from './parts.ts';
import type { Shown } from './proof.ts';
import { differ, refuse, short, spend } from './refusal.ts';

const BITS = 128;
const MAX_DEPTH = 5000;

/**
 * The two sides on one part of the domain, as rational functions of symbols at given depths. Widths and y = 2^-width are
 * independent symbols here: an identity in both holds a fortiori at y = 2^-width.
 */
export class Identity {
  readonly systems: ReadonlyMap<string, System>;
  /** The symbols that occur and are not fixed, in the order in which points list them. */
  readonly symbols: readonly string[];
  private readonly claim: Claim;
  private readonly sides: Sides;
  private readonly fixed: Fixed;
  private readonly evaluators: readonly [Evaluator, Evaluator];

  /** `hidden`, for a list of widths: how many hidden layers have a width and a y of their own. */
  constructor(claim: Claim, sides: Sides, fixed: Fixed, hidden?: number) {
    this.claim = claim;
    this.sides = sides;
    this.fixed = fixed;
    const expectations = expectationsIn(sides.quantity, sides.formula);
    this.systems = new Map(expectations.map((e) => [e.key, systemOf(e, claim.network, fixed)]));
    this.evaluators = [compile(sides.quantity), compile(sides.formula)];
    this.symbols = this.occurring(hidden);
  }

  /** Symbols that are written, and those on which the recursion depends. */
  private occurring(hidden: number | undefined): string[] {
    const { network } = this.claim;
    const used = new Set<string>();
    for (const side of [this.sides.quantity, this.sides.formula])
      someFormula(side, (part) => {
        if (part.kind === 'symbol') used.add(part.name);
        if (part.kind === 'width') used.add('n');
        if (part.kind === 'decay') used.add('y');
        return false;
      });
    if (this.systems.size > 0) {
      const { sigma_w2, sigma_b2, bias_gradient, output_sigma_w2 } = network;
      const named = [sigma_w2, sigma_b2, bias_gradient, output_sigma_w2].filter((p) => typeof p === 'string');
      for (const name of ['n', 'r', ...named]) used.add(name);
      if (network.parametrization === 'standard') used.add('n0');
      if ([...this.systems.values()].some(({ moments }) => moments.mortal)) used.add('y');
      if (!this.claim.domain.intervals.has('r')) refuse('domain: r is missing');
    }
    const layers = (letter: string): string[] =>
      hidden === undefined ? [letter] : Array.from({ length: hidden }, (_, l) => `${letter}${l + 1}`);
    const widths = ['n', 'y'].flatMap((letter) => (used.has(letter) ? layers(letter) : []));
    return [...widths, ...PARAMETERS.filter((name) => used.has(name))].filter(
      (name) => !this.fixed.has(name),
    );
  }

  /** The degree lemma, for the numerator of the difference of the sides at one depth: for each symbol. */
  degrees(depth: number): readonly number[] {
    return this.bound(depth).num;
  }

  /** The difference of the sides at one depth. */
  bound(depth: number): Bound {
    const { symbols } = this;
    const at = (name: string): number => symbols.indexOf(name);
    const counting: Counting = {
      size: symbols.length,
      symbol: at,
      width: (layer) => at(`n${layer}`),
      decay: (layer) => at(layer === 'n' ? 'y' : `y${layer}`),
      moments: (expectation) => this.momentBound(this.systems.get(expectation.key)!, depth),
    };
    const indices = new Map([['d', depth]]);
    const { quantity, formula } = this.sides;
    const sides = [quantity, formula].map((side) => boundOf(side, indices, counting));
    return sumBound(sides, symbols.length);
  }

  /**
   * Of a moment with 2k legs at depth d. A layer divides by width^k and sums over at most k classes of open neurons; in the
   * `standard` parametrization fan-ins, at most one for each K and two for each Q, make up at most 2k more in all, and k in one
   * layer. Each layer takes at most k variances of weights. Legs never grow in number, and a bias or the input takes two.
   */
  private momentBound({ moments }: System, depth: number): Bound {
    const k = moments.half;
    const standard = this.claim.network.parametrization === 'standard';
    const equalWidths = this.claim.domain.widths === 'equal';
    const each: Record<string, number> = {
      n: k * (depth - 1) + (standard ? 2 * k : 0),
      y: moments.mortal ? depth - 1 : 0,
      sigma_w2: k * depth,
      n0: standard ? 2 * k : 0,
    };
    const degree = (name: string): number => {
      if (equalWidths || !/^[ny]\d+$/.test(name) || name === 'n0') return each[name] ?? k;
      return name.startsWith('y') ? Number(moments.mortal) : k * (standard ? 2 : 1);
    };
    const den = new Map<string, { degree: number[]; power: number }>();
    const divide = (name: string, factor: string, power: number): void => {
      const degree = this.symbols.map((symbol) => (symbol === name ? 1 : 0));
      if (this.symbols.includes(name) && power > 0) den.set(factor, { degree, power });
    };
    if (equalWidths) divide('n', 'n', k * (depth - 1));
    else for (let layer = 1; layer < depth; layer++) divide(`n${layer}`, widthName(layer), k);
    return { num: this.symbols.map(degree), den };
  }

  /** Checks that the sides agree, at these depths and at points enough for the degree lemma. */
  check(
    depths: readonly [number, number],
    method: Json | undefined,
    fixed: Json,
    values: Json | undefined,
  ): Shown {
    const [first, last] = depths;
    if (last > MAX_DEPTH) refuse(`depths: ${last} is above ${MAX_DEPTH}`);
    const [points, error] = this.points(first, last, method, fixed);
    const [expectedFirst, expectedDigest] = fields(values, 'values', ['first', 'digest']);
    const hash = createHash('sha256');
    const firstValues: string[] = [];
    for (const [place, symbols] of points.entries()) {
      for (const value of this.values(symbols, first, last)) {
        const written = fractionText(value);
        hash.update(place + firstValues.length === 0 ? written : `\n${written}`);
        if (place === 0) firstValues.push(written);
      }
    }
    const found = list(expectedFirst, 'values.first');
    if (found.length !== firstValues.length || firstValues.some((value, i) => value !== found[i]))
      refuse(`values.first: differs from the values found, ${short(firstValues.join(', '))}`);
    if (`sha256:${hash.digest('hex')}` !== expectedDigest)
      refuse('values.digest: differs from that of the values found');
    return { points: points.length, error };
  }

  /** The points of a method, enough for these depths, and the chance that they do not show a difference. */
  points(
    first: number,
    last: number,
    method: Json | undefined,
    fixed: Json,
  ): [Map<string, Fraction>[], number] {
    const bounds = Array.from({ length: last - first + 1 }, (_, i) => this.degrees(first + i));
    const kind = oneOf(isObject(method) ? method.get('kind') : undefined, 'method.kind', ['grid', 'random']);
    const [rows, error] =
      kind === 'grid' ? [this.grid(method, bounds), 0] : this.random(method, bounds, fixed);
    const named = (row: readonly Fraction[]) => this.symbols.map((name, i) => [name, row[i]!] as const);
    return [rows.map((row) => new Map([...this.fixed, ...named(row)])), error];
  }

  private grid(method: Json | undefined, bounds: readonly (readonly number[])[]): Fraction[][] {
    const [, given] = fields(method, 'method', ['kind', 'points']);
    const axes = fields(given, 'method.points', this.symbols).map((axis, i) => {
      const name = this.symbols[i]!;
      const numbers = list(axis, `method.points.${name}`).map((x) =>
        count(x, `method.points.${name}`, -(2 ** 53)),
      );
      if (new Set(numbers).size < numbers.length) refuse(`method.points.${name}: a point is listed twice`);
      const degree = Math.max(...bounds.map((bound) => bound[i]!));
      if (numbers.length <= degree)
        refuse(
          `method.points.${name}: found ${numbers.length} points; the degree ${degree} wants ${degree + 1}`,
        );
      return numbers.map((x) => integer(x));
    });
    let points: Fraction[][] = [[]];
    for (const axis of axes) {
      spend(points.length * axis.length);
      if (points.length * axis.length > 1_000_000) refuse('method.points: more than a million points');
      points = points.flatMap((point) => axis.map((x) => [...point, x]));
    }
    return points;
  }

  /** Points drawn by a hash of what is claimed, so that whoever writes the claim cannot choose them. */
  private random(
    method: Json | undefined,
    bounds: readonly (readonly number[])[],
    fixed: Json,
  ): [Fraction[][], number] {
    const [, bits, trials, given, degree] = fields(method, 'method', [
      'kind',
      'bits',
      'trials',
      'points',
      'degree',
    ]);
    if (bits !== BITS) refuse(`method.bits: wanted ${BITS}`);
    const stated = count(degree, 'method.degree', 0);
    const least = Math.max(...bounds.map((bound) => bound.reduce((sum, x) => sum + x, 0)));
    if (stated < least || stated >= 2 ** 40)
      refuse(`method.degree: found ${stated}; wanted ${least} or a little more`);
    const times = count(trials, 'method.trials', 1);
    const rows = list(given, 'method.points');
    if (rows.length !== times || times > 64) refuse('method.points: wanted one for each trial, at most 64');
    const { claim, network, domain } = this.claim.json;
    const seed = canonical(new Map(Object.entries({ claim, network, domain })));
    const points = rows.map((row, t) =>
      fields(row, 'method.points', this.symbols).map((written, i) => {
        const name = this.symbols[i]!;
        const drawn =
          1n + BigInt(`0x${sha256(`${seed} ${canonical(fixed)} ${t} ${name}`).slice(0, BITS / 4)}`);
        if (text(written, `method.points.${name}`) !== `${drawn}`)
          refuse(`method.points.${name}: wanted ${drawn}, which the claim determines`);
        return integer(drawn);
      }),
    );
    // Never rounded to zero.
    return [points, least === 0 ? 0 : Math.max((least / 2 ** BITS) ** times, Number.MIN_VALUE)];
  }

  /** The common values at one point, depth by depth; refused where the sides differ. */
  *values(symbols: ReadonlyMap<string, Fraction>, first: number, last: number): Generator<Fraction> {
    const indices = new Map<string, number>();
    const place = placeOf(this.claim, this.systems, symbols, indices, last);
    for (let depth = first; depth <= last; depth++) {
      indices.set('d', depth);
      const [quantity, formula] = this.evaluators.map((side) => side(place)) as [Fraction, Fraction];
      if (!equal(quantity, formula)) {
        const where = [...symbols].map(([name, x]) => `${name} = ${fractionText(x)}`).join(', ');
        differ(
          `the sides differ at d = ${depth}${where && `, ${short(where)}`}: ` +
            `${short(fractionText(quantity))} and ${short(fractionText(formula))}`,
        );
      }
      yield quantity;
    }
  }
}

/** Where formulas are evaluated: symbols, widths n1, n2, ... (or one n) with their y, and moments up to depth `deepest`. */
export function placeOf(
  claim: Claim,
  systems: ReadonlyMap<string, System>,
  symbols: ReadonlyMap<string, Fraction>,
  indices: Map<string, number>,
  deepest: number,
): Place {
  const equalWidths = claim.domain.widths === 'equal';
  const width = (layer: number): Fraction | undefined => {
    if (layer === 0) return symbols.get('n0');
    if (layer === indices.get('d')) return ONE;
    return symbols.get(equalWidths ? 'n' : `n${layer}`);
  };
  const decay = (layer: number | 'n'): Fraction | undefined => {
    if (layer === 'n') return symbols.get('y');
    if (layer === indices.get('d')) return power(integer(2), -1);
    return symbols.get(`y${layer}`);
  };
  const letters = new Map<string, Letter>();
  const letter = (l: number): Letter => {
    const key = equalWidths ? '' : `${l}`;
    const n = symbols.get(equalWidths ? 'n' : `n${l}`) ?? refuse(`the point has no width of layer ${l}`);
    const here = letters.get(key) ?? { n: n.num / n.den, y: symbols.get(`y${key}`) ?? ONE };
    letters.set(key, here);
    return here;
  };
  const numbers = new Map<string, readonly (readonly Fraction[])[]>();
  const moments = (expectation: Formula): readonly Fraction[] => {
    const { moments: system, places } = systems.get(expectation.key)!;
    const known = numbers.get(expectation.key) ?? system.run(valuesAt(claim, symbols), letter, deepest);
    numbers.set(expectation.key, known);
    const row = known[indices.get('d')! - 1]!;
    return places.map((at) => (at < 0 ? ZERO : row[at]!));
  };
  return { symbols, indices, width, decay, moments };
}

/** The network's parameters at a point; n0 = 1 where it does not matter. */
export function valuesAt({ network }: Claim, symbols: ReadonlyMap<string, Fraction>): Values {
  return {
    r: numberFor('r', symbols),
    n0: symbols.get('n0') ?? ONE,
    sigma_w2: numberFor(network.sigma_w2, symbols),
    sigma_b2: numberFor(network.sigma_b2, symbols),
    bias_gradient: numberFor(network.bias_gradient, symbols),
    output_sigma_w2: numberFor(network.output_sigma_w2, symbols),
  };
}
