import {
  type Automaton,
  constantSeries,
  guard,
  LETTER_SIZE,
  productSeries,
  sumOverMark,
  sumSeries,
} from './automaton.ts';
import type { Claim, System } from './claim.ts';
import { type Bound, boundOf, flat, sumBound, unit } from './degree.ts';
import { compile, type Place } from './evaluate.ts';
import { type Folded, type Formula, someFormula, substitute } from './formula.ts';
import { type Fraction, integer, multiply, ONE, power, ZERO } from './fraction.ts';
import { valuesAt } from './identity.ts';
import { combine, constantForm, indexForm, isConstant, type Linear, linearKey } from './linear.ts';
import type { Letter, Matrix } from './moments.ts';
import { before, bound, counting, isEnd, ranged, reaches, type Side } from './ranges.ts';
import { refuse, short, spend } from './refusal.ts';

/**
 * Compiles formulas over lists of widths to recognizable series, at one point of the parameters (recognizable series): sums
 * and products of formulas are those of series, an index of a sum is a mark on a layer, and a product over layers is a weight
 * on the layers in its range.
 */
export class Compiler {
  private readonly claim: Claim;
  private readonly systems: ReadonlyMap<string, System>;
  private readonly symbols: ReadonlyMap<string, Fraction>;

  constructor(claim: Claim, systems: ReadonlyMap<string, System>, symbols: ReadonlyMap<string, Fraction>) {
    this.claim = claim;
    this.systems = systems;
    this.symbols = symbols;
  }

  of(formula: Formula): Automaton {
    spend(20);
    if (isParametric(formula)) return constantSeries(this.number(formula));
    const index = localIndex(formula);
    if (index !== undefined) return this.local(formula, index);
    switch (formula.kind) {
      case 'index':
        return counting(formula.name);
      case 'width':
        return refuse(
          `n[${linearKey(formula.at)}]: a layer other than that of an index, the input and the output`,
        );
      case 'sum':
        return sumSeries(formula.parts.map((part) => this.of(part)));
      case 'product':
        return formula.parts.map((part) => this.of(part)).reduce(productSeries);
      case 'power':
        return this.power(formula.base, formula.exponent);
      case 'fold':
        return this.fold(formula);
      case 'expectation':
        return this.moments(formula);
      default:
        return refuse(`a part of kind ${formula.kind} that varies with depth is no series here`);
    }
  }

  /** The value of a formula in the parameters alone. */
  private number(formula: Formula): Fraction {
    return isParametric(formula)
      ? compile(formula)(this.place(undefined))
      : refuse('a part that is no number');
  }

  /** Numbers for the symbols, and for the width n[1] of the only layer, if there is one. */
  private place(letter: Letter | undefined): Place {
    return {
      symbols: this.symbols,
      indices: new Map([['d', 2]]),
      width: (layer) => (letter && layer === 1 ? integer(letter.n) : undefined),
      decay: (layer) => (letter && layer === 1 ? letter.y : undefined),
      moments: () => refuse('an expectation that varies with an index'),
    };
  }

  /** A function of the width of the layer that an index marks. */
  private local(formula: Formula, index: string): Automaton {
    const [marked, bound] = this.weight(formula, index);
    const all = guard(1, [index], [[0, 0, index]]);
    const steps = all.steps.map((step) => (step.marks.size > 0 ? { ...step, weight: marked } : step));
    return { ...all, steps, bound };
  }

  private weight(formula: Formula, index: string): [(letter: Letter) => Fraction, Bound] {
    const evaluator = compile(formula);
    const at = (letter: Letter): Fraction => {
      const place = this.place(letter);
      place.indices.set(index, 1);
      return evaluator(place);
    };
    const counting = {
      size: LETTER_SIZE,
      symbol: () => -1,
      width: () => 0,
      decay: () => 1,
      moments: () => refuse('an expectation that varies with an index'),
    };
    // Layers outside the range, or without the mark, have the weight 1.
    return [
      at,
      sumBound([boundOf(formula, new Map([[index, 1]]), counting), flat(LETTER_SIZE)], LETTER_SIZE),
    ];
  }

  private power(base: Formula, exponent: Linear): Automaton {
    if (isConstant(exponent)) {
      if (exponent.constant < 0) return refuse(`the divisor ${short(base.key)} varies with depth`);
      if (exponent.constant > 8)
        return refuse(`a power above 8 of ${short(base.key)}, which varies with depth`);
      const factor = this.of(base);
      return new Array<Automaton>(exponent.constant).fill(factor).reduce(productSeries, constantSeries(ONE));
    }
    if (!isParametric(base))
      return refuse(`base and exponent of ${short(base.key)}^... both vary with the network`);
    const value = this.number(base);
    let result = constantSeries(power(value, exponent.constant + (exponent.slopes.get('d') ?? 0)));
    for (const [name, slope] of exponent.slopes) {
      const weight = (): Fraction => power(value, slope);
      // b^d is b times a b for each hidden layer; b^j has one for each layer up to the mark.
      const region = name === 'd' ? guard(1, [], []) : guard(2, [name], [[0, 1, name]]);
      const steps = region.steps.map((step) => (step.from === 0 ? { ...step, weight } : step));
      result = productSeries(result, { ...region, steps });
    }
    return result;
  }

  /** Layers 0 and d are peeled off a range, as are ranges of constant length; the rest lies among the hidden layers. */
  private fold(formula: Folded & Formula): Automaton {
    const { operator, index, from, to, body } = formula;
    const join = (parts: Automaton[]): Automaton =>
      operator === 'Sum' ? sumSeries(parts) : parts.reduce(productSeries);
    const at = (form: Linear): Automaton => this.of(substitute(body, index, form));
    const span = combine(to, -1, from);
    if (isConstant(span)) {
      if (span.constant < 0) return constantSeries(operator === 'Sum' ? ZERO : ONE);
      if (span.constant > 64) return refuse(`the range of ${index} is too long`);
      return join(Array.from({ length: span.constant + 1 }, (_, i) => at(combine(from, 1, constantForm(i)))));
    }
    // The range reaches 0, and d, in every network: a mark is a hidden layer, and there is a layer d >= 1.
    if (isConstant(from) && from.constant === 0 && reaches(to))
      return join([at(from), this.fold(ranged(formula, constantForm(1), to))]);
    if (isEnd(to)) return join([this.fold(ranged(formula, from, combine(to, -1, constantForm(1)))), at(to)]);
    const [low, high] = [bound(from, 1, index), bound(combine(to, -1, constantForm(-1)), 0, index)];
    return operator === 'Sum' ? this.sum(index, body, low, high) : this.product(index, body, low, high);
  }

  private sum(index: string, body: Formula, low: Side, high: Side): Automaton {
    let all = this.of(body);
    if (low) all = productSeries(all, before(low.mark, index, low.strict));
    if (high) all = productSeries(all, before(index, high.mark, high.strict));
    return sumOverMark(all, index);
  }

  /** A weight on every layer of a range, which begins and ends at marks or at the ends of the network. */
  private product(index: string, body: Formula, low: Side, high: Side): Automaton {
    if (!isParametric(body) && localIndex(body) !== index)
      return refuse(`Prod(${index}, ...) of more than the width n[${index}]`);
    const [weight, bound] = this.weight(body, index);
    const marks = [...new Set([low, high].flatMap((side) => (side ? [side.mark] : [])))];
    // States: which of the marks have been passed. At a layer, a mark counts as passed or not by its own strictness.
    const flags = (state: number): boolean[] => marks.map((_, bit) => ((state >> bit) & 1) === 1);
    const steps: Automaton['steps'][number][] = [];
    for (let state = 0; state < 2 ** marks.length; state++)
      for (let here = 0; here < 2 ** marks.length; here++) {
        if ((state & here) !== 0) continue;
        const [passed, marked] = [flags(state), flags(here)];
        const at = (side: Exclude<Side, undefined>): [boolean, boolean] => {
          const bit = marks.indexOf(side.mark);
          return [passed[bit]!, marked[bit]!];
        };
        const after = !low || at(low)[0] || (at(low)[1] && !low.strict);
        const until = !high || (!at(high)[0] && (!at(high)[1] || !high.strict));
        const names = new Set(marks.filter((_, bit) => marked[bit]));
        steps.push({
          from: state,
          to: state | here,
          marks: names,
          weight: after && until ? weight : undefined,
        });
      }
    return { ...guard(2 ** marks.length, marks, []), steps, bound };
  }

  private moments(formula: Formula & { kind: 'expectation' }): Automaton {
    const { moments, places } = this.systems.get(formula.key)!;
    const values = valuesAt(this.claim, this.symbols);
    const matrices = new Map<Letter, Map<string, Fraction>>();
    const entry = (letter: Letter, row: number, column: number): Fraction => {
      const known = matrices.get(letter) ?? entriesOf(moments.matrix(values, letter));
      matrices.set(letter, known);
      return known.get(`${row},${column}`) ?? ZERO;
    };
    const start = moments.start(values);
    const output = moments.output(values);
    const end = new Map<number, Fraction>();
    formula.moments.forEach(({ coefficient }, term) => {
      if (places[term]! < 0) return;
      const factor = this.number(coefficient);
      for (const [column, num] of output.rows[places[term]!]!) {
        const before = end.get(column) ?? ZERO;
        const value = multiply(factor, { num, den: output.den });
        end.set(column, {
          num: before.num * value.den + value.num * before.den,
          den: before.den * value.den,
        });
      }
    });
    const k = moments.half;
    const standard = this.claim.network.parametrization === 'standard';
    return {
      states: moments.order,
      start: new Map(start.entries.map((num, state) => [state, { num, den: start.den }])),
      end,
      marks: [],
      steps: moments.support().map(([to, from]) => ({
        from,
        to,
        marks: new Set(),
        weight: (letter: Letter) => entry(letter, to, from),
      })),
      // A layer's row: at most k classes of open neurons over width^k, with `standard` at most k fan-ins more.
      bound: {
        num: [standard ? 2 * k : k, moments.mortal ? 1 : 0],
        den: new Map([['n[1]', { degree: unit(0, LETTER_SIZE).num, power: k }]]),
      },
    };
  }
}

function entriesOf({ den, rows }: Matrix): Map<string, Fraction> {
  return new Map(
    rows.flatMap((row, to) => row.map(([from, num]) => [`${to},${from}`, { num, den }] as const)),
  );
}

/** Whether a formula speaks of the parameters alone. */
const isParametric = (formula: Formula): boolean =>
  formula.indices.size === 0 &&
  !someFormula(formula, ({ kind }) => kind === 'width' || kind === 'decay' || kind === 'expectation');

/** The index j if a formula speaks of the width n[j], and of no other index, sum or expectation. */
function localIndex(formula: Formula): string | undefined {
  const [index, ...more] = formula.indices;
  if (index === undefined || index === 'd' || more.length > 0) return undefined;
  const own = linearKey(indexForm(index));
  const strange = someFormula(formula, (part) => {
    if (part.kind === 'index' || part.kind === 'fold' || part.kind === 'expectation') return true;
    if (part.kind === 'width') return linearKey(part.at) !== own;
    if (part.kind === 'decay')
      return part.width === 'n' || linearKey(part.width) !== own || !isConstant(part.exponent);
    return part.kind === 'power' && !isConstant(part.exponent);
  });
  return strange ? undefined : index;
}
