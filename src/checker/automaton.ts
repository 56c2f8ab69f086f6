import type { Bound } from './degree.ts';
import { flat, productBound, sumBound } from './degree.ts';
import { type Fraction, multiply, ONE } from './fraction.ts';
import type { Letter } from './moments.ts';
import { refuse, spend } from './refusal.ts';

/** A step from state to state at one hidden layer, which carries the marks of the indices named and of no other own index. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly marks: ReadonlySet<string>;
  /** Undefined for 1. */
  readonly weight: ((letter: Letter) => Fraction) | undefined;
}

/**
 * A recognizable series with weights in the rational functions of a letter: the word of hidden widths is read layer by layer,
 * every path of steps multiplies its weights, and paths are added up. A free index of the formula is a mark on one layer.
 */
export interface Automaton {
  readonly states: number;
  readonly start: ReadonlyMap<number, Fraction>;
  readonly end: ReadonlyMap<number, Fraction>;
  readonly marks: readonly string[];
  readonly steps: readonly Step[];
  /** Of the degrees in n and y of every entry of a layer's matrix. */
  readonly bound: Bound;
}

/** Degrees in a letter: n, y. */
export const LETTER_SIZE = 2;
const MAX_STEPS = 20_000;

/** An automaton without weights: it stays in a state at layers without marks, or makes one of the moves (from, to, marks). */
export function guard(
  states: number,
  marks: readonly string[],
  moves: readonly (readonly [from: number, to: number, ...marks: string[]])[],
): Automaton {
  const stays = Array.from({ length: states }, (_, state) => [state, state] as const);
  return {
    states,
    start: new Map([[0, ONE]]),
    end: new Map([[states - 1, ONE]]),
    marks,
    steps: [...stays, ...moves].map(([from, to, ...set]) => ({
      from,
      to,
      marks: new Set(set),
      weight: undefined,
    })),
    bound: flat(LETTER_SIZE),
  };
}

export const constantSeries = (value: Fraction): Automaton => ({
  ...guard(1, [], []),
  start: new Map([[0, value]]),
});

/** Every way in which further indices may mark a layer: to an automaton that does not know them, all are alike. */
function widened(a: Automaton, marks: readonly string[]): Automaton {
  let { steps } = a;
  for (const mark of marks)
    if (!a.marks.includes(mark))
      steps = steps.flatMap((step) => [step, { ...step, marks: new Set([...step.marks, mark]) }]);
  return { ...a, marks, steps };
}

export function sumSeries(parts: readonly Automaton[]): Automaton {
  const marks = [...new Set(parts.flatMap((part) => part.marks))];
  const start = new Map<number, Fraction>();
  const end = new Map<number, Fraction>();
  const steps: Step[] = [];
  let states = 0;
  for (const part of parts) {
    const offset = states;
    for (const [state, value] of part.start) start.set(state + offset, value);
    for (const [state, value] of part.end) end.set(state + offset, value);
    for (const step of widened(part, marks).steps)
      steps.push({ ...step, from: step.from + offset, to: step.to + offset });
    states += part.states;
  }
  const bounds = parts.map(({ bound }) => bound);
  return limited({ states, start, end, marks, steps, bound: sumBound(bounds, LETTER_SIZE) });
}

/** The product of the series: both read the same word, with the same marks. Only pairs of states on a path are kept. */
export function productSeries(a: Automaton, b: Automaton): Automaton {
  const marks = [...new Set([...a.marks, ...b.marks])];
  const [left, right] = [widened(a, marks), widened(b, marks)];
  const key = (set: ReadonlySet<string>): string => marks.filter((mark) => set.has(mark)).join();
  const pair = (i: number, j: number): number => i * b.states + j;
  const steps: Step[] = [];
  const partners = new Map<string, Step[]>();
  for (const step of right.steps)
    partners.set(key(step.marks), [...(partners.get(key(step.marks)) ?? []), step]);
  for (const x of left.steps)
    for (const y of partners.get(key(x.marks)) ?? []) {
      spend(5);
      if (steps.length > 10 * MAX_STEPS) refuse('a formula whose automaton is too large');
      steps.push({
        from: pair(x.from, y.from),
        to: pair(x.to, y.to),
        marks: x.marks,
        weight: both(x.weight, y.weight),
      });
    }
  const ends = (p: ReadonlyMap<number, Fraction>, q: ReadonlyMap<number, Fraction>) =>
    new Map([...p].flatMap(([i, x]) => [...q].map(([j, y]) => [pair(i, j), multiply(x, y)] as const)));
  return trimmed({
    states: a.states * b.states,
    start: ends(a.start, b.start),
    end: ends(a.end, b.end),
    marks,
    steps,
    bound: productBound([a.bound, b.bound], LETTER_SIZE),
  });
}

function both(x: Step['weight'], y: Step['weight']): Step['weight'] {
  if (!x || !y) return x ?? y;
  return (letter) => multiply(x(letter), y(letter));
}

/** The sum over all layers that an index may mark; marks it lacks are put exactly once. */
export function sumOverMark(a: Automaton, mark: string): Automaton {
  const { marks, steps, ...rest } = productSeries(a, guard(2, [mark], [[0, 1, mark]]));
  return {
    ...rest,
    marks: marks.filter((other) => other !== mark),
    steps: steps.map((step) => ({
      ...step,
      marks: new Set([...step.marks].filter((other) => other !== mark)),
    })),
  };
}

/** Without the states that lie on no path from start to end; what vanishes at one point of the parameters is kept. */
function trimmed(a: Automaton): Automaton {
  const reach = (from: Iterable<number>, next: Map<number, number[]>): Set<number> => {
    const seen = new Set(from);
    for (const state of seen) for (const other of next.get(state) ?? []) seen.add(other);
    return seen;
  };
  const arrows = (one: 'from' | 'to', other: 'from' | 'to'): Map<number, number[]> => {
    const next = new Map<number, number[]>();
    for (const step of a.steps)
      next.set(step[one], [...new Set([...(next.get(step[one]) ?? []), step[other]])]);
    return next;
  };
  const forward = reach(a.start.keys(), arrows('from', 'to'));
  const backward = reach(a.end.keys(), arrows('to', 'from'));
  const kept = [...forward].filter((state) => backward.has(state));
  const names = new Map(kept.map((state, place) => [state, place]));
  const renamed = (ends: ReadonlyMap<number, Fraction>) =>
    new Map([...ends].flatMap(([state, x]) => (names.has(state) ? [[names.get(state)!, x] as const] : [])));
  const steps = a.steps.flatMap((step) => {
    const [from, to] = [names.get(step.from), names.get(step.to)];
    return from === undefined || to === undefined ? [] : [{ ...step, from, to }];
  });
  return limited({ ...a, states: kept.length, start: renamed(a.start), end: renamed(a.end), steps });
}

function limited(a: Automaton): Automaton {
  return a.steps.length > MAX_STEPS ? refuse('a formula whose automaton is too large') : a;
}
