import { children, type Expression, evaluateNumber, freeNames } from '../../expression/index.ts';
import { isRefusal } from '../../verify/refusal.ts';
import type { Point } from './points.ts';

type Bound = ReadonlyMap<string, number>;

/**
 * Doubles of many expressions that share most of their parts: what a part of the first one is worth at a point is computed once. A first
 * look at candidates, of which those that pass are evaluated exactly.
 */
export class Screen {
  readonly #points: readonly Point[];
  readonly #known: readonly Map<Expression, number>[];

  constructor(points: readonly Point[], shared: Expression) {
    this.#points = points;
    this.#known = points.map((_, at) => {
      const known = new Map<Expression, number>();
      this.#remember(shared, at, known, []);
      return known;
    });
  }

  /** The value at a point; NaN where there is none. */
  at(expression: Expression, point: number): number {
    return doubleOf(expression, NOTHING, this.#points[point]!, this.#known[point]!);
  }

  all(expression: Expression): number[] {
    return this.#points.map((_, at) => this.at(expression, at));
  }

  /** Values of the parts that no index of a Sum or Prod changes, innermost first. */
  #remember(node: Expression, at: number, known: Map<Expression, number>, indices: readonly string[]): void {
    if (isOpaque(node)) {
      if (!usesAny(node, indices)) known.set(node, doubleOf(node, NOTHING, this.#points[at]!, known));
      return;
    }
    for (const [part, child] of children(node).entries()) {
      const isBody = node.kind === 'fold' && part === 2;
      this.#remember(child, at, known, isBody ? [...indices, node.index] : indices);
    }
    if (!usesAny(node, indices)) known.set(node, doubleOf(node, NOTHING, this.#points[at]!, known));
  }
}

const NOTHING: Bound = new Map();

/** Whether its parts are no numbers of their own. */
const isOpaque = ({ kind }: Expression): boolean => kind === 'expectation' || kind === 'named';

function usesAny(node: Expression, indices: readonly string[]): boolean {
  if (indices.length === 0) return false;
  const { symbols } = freeNames(node);
  return indices.some((index) => symbols.has(index));
}

function doubleOf(
  node: Expression,
  bound: Bound,
  point: Point,
  known: ReadonlyMap<Expression, number>,
): number {
  const found = known.get(node);
  if (found !== undefined) return found;
  switch (node.kind) {
    case 'constant':
      return Number(node.value.num) / Number(node.value.den);
    case 'symbol': {
      const index = bound.get(node.name);
      if (index !== undefined) return index;
      const value = point.setting.environment.symbols.get(node.name);
      return value ? Number(value.num) / Number(value.den) : Number.NaN;
    }
    case 'pi':
      return Math.PI;
    case 'negate':
      return -doubleOf(node.argument, bound, point, known);
    case 'add':
      return doubleOf(node.left, bound, point, known) + doubleOf(node.right, bound, point, known);
    case 'subtract':
      return doubleOf(node.left, bound, point, known) - doubleOf(node.right, bound, point, known);
    case 'multiply':
      return doubleOf(node.left, bound, point, known) * doubleOf(node.right, bound, point, known);
    case 'divide': {
      const below = doubleOf(node.right, bound, point, known);
      return below === 0 ? Number.NaN : doubleOf(node.left, bound, point, known) / below;
    }
    case 'power': {
      const base = doubleOf(node.left, bound, point, known);
      const exponent = doubleOf(node.right, bound, point, known);
      if (base === 0 && exponent < 0) return Number.NaN;
      return base ** exponent;
    }
    case 'element': {
      const index = doubleOf(node.index, bound, point, known);
      const width = Number.isInteger(index) ? point.architecture.widths[index] : undefined;
      return width ?? Number.NaN;
    }
    case 'fold':
      return folded(node, bound, point, known);
    default:
      return opaque(node, bound, point);
  }
}

/** Terms of a Sum or Prod at the small networks of a first look. */
const MOST_TERMS = 60;

function folded(
  node: Expression & { kind: 'fold' },
  bound: Bound,
  point: Point,
  known: ReadonlyMap<Expression, number>,
): number {
  const [from, to] = [doubleOf(node.from, bound, point, known), doubleOf(node.to, bound, point, known)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from > MOST_TERMS) return Number.NaN;
  const isSum = node.operator === 'Sum';
  let total = isSum ? 0 : 1;
  const inner = new Map(bound);
  for (let index = from; index <= to; index += 1) {
    inner.set(node.index, index);
    const term = doubleOf(node.body, inner, point, known);
    total = isSum ? total + term : total * term;
  }
  return total;
}

/** Functions, E(...) and named quantities, as they are evaluated anywhere. */
function opaque(node: Expression, bound: Bound, { setting }: Point): number {
  const { environment } = setting;
  const symbols = new Map(environment.symbols);
  for (const [name, value] of bound) symbols.set(name, { num: BigInt(value), den: 1n });
  try {
    return evaluateNumber(node, { ...environment, symbols });
  } catch (error) {
    if (isRefusal(error) || error instanceof TypeError) return Number.NaN;
    throw error;
  }
}

/** Whether two doubles are one number, as far as doubles tell. */
export const isClose = (a: number, b: number): boolean => {
  const gap = Math.abs(a - b);
  return gap <= 1e-9 || gap <= 1e-8 * Math.min(Math.abs(a), Math.abs(b));
};
