import { type Expression, freeNames } from '../../expression/index.ts';
import { editsOf, type Rule } from '../../mutation/edits.ts';
import { add as plus, type Rational, rational, multiply as times } from '../../rational/rational.ts';
import type { Statement } from '../../statement/statement.ts';
import { add, divide, integer, multiply, negate, number, power, sizeOf, subtract, symbol } from './build.ts';
import { isCount, isExponent, type Site, sitesOf } from './sites.ts';

/** Another expression at a site, and how much of a change that is. */
export interface Change {
  readonly site: Site;
  readonly after: Expression;
  readonly cost: number;
}

/** The names that a formula may use. */
export interface Names {
  readonly integers: readonly string[];
  readonly reals: readonly string[];
  readonly lists: readonly string[];
}

export function namesOf({ domain }: Statement): Names {
  const names = [...domain.ranges];
  const scalars = names.filter(([, { kind }]) => kind !== 'widths').map(([name]) => name);
  const isInteger = (name: string): boolean => name === 'd' || name === 'n' || name === 'n0';
  return {
    integers: scalars.filter(isInteger),
    reals: scalars.filter((name) => !isInteger(name)),
    lists: names.filter(([, { kind }]) => kind === 'widths').map(([name]) => name),
  };
}

/** How natural a slip is, by its rule: digits and signs before terms. */
const COSTS: Readonly<Record<Rule, number>> = {
  constant: 1,
  sign: 1,
  index: 1,
  symbol: 1.5,
  exponent: 1.5,
  operator: 1.5,
  function: 2,
  dropped: 2.5,
};

/** Parts of the formula that may have been left out elsewhere in it. */
const MOST_PARTS = 24;
const LARGEST_PART = 14;

/** Slips in a formula: what a pen does to a constant, sign, operator, symbol, index or exponent, and what it leaves out or puts in. */
export class Slips {
  readonly #names: Names;
  readonly #parts: readonly Expression[];
  readonly #exponents: readonly Expression[];

  constructor(formula: Expression, names: Names) {
    this.#names = names;
    const seen = new Map<string, Expression>();
    const exponents = new Map<string, Expression>();
    for (const site of sitesOf(formula)) {
      if (site.inExpectation || sizeOf(site.node) > LARGEST_PART) continue;
      const key = JSON.stringify(site.node, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
      if (isExponent(site)) exponents.set(key, site.node);
      if (site.node.kind !== 'constant' && site.node.kind !== 'symbol') seen.set(key, site.node);
    }
    this.#parts = [...seen.values()].sort((a, b) => sizeOf(a) - sizeOf(b)).slice(0, MOST_PARTS);
    const depth = names.integers.includes('d') ? [symbol('d'), subtract(symbol('d'), integer(1))] : [];
    const width = names.integers.includes('n') ? [symbol('n'), negate(symbol('n'))] : [];
    this.#exponents = [
      integer(2),
      integer(3),
      integer(4),
      ...[...exponents.values()].slice(0, 8),
      ...depth,
      ...width,
    ];
  }

  /** Changes at a site by one digit, sign, letter or index alone; `isWide`: also by something left out or put in. */
  at(site: Site, isWide: boolean): Change[] {
    const { node, bound, inExpectation } = site;
    const { integers, reals } = this.#names;
    const place = { integers: [...integers, ...bound], reals, inExpectation, ...parentOf(site) };
    const changes = editsOf(node, place).map(
      // A negative exponent is another operator, said with more ink.
      ({ rule, after }): Change => ({
        site,
        after,
        cost: COSTS[rule] + (isExponent(site) && isNegative(after) ? 2 : 0),
      }),
    );
    const found = (after: Expression, cost: number) => changes.push({ site, after, cost });
    if (inExpectation) {
      if (isWide && node.kind === 'symbol' && site.parent?.kind !== 'power')
        for (const exponent of [3, 4]) found(power(node, integer(exponent)), 1.8);
      return changes;
    }
    if (node.kind === 'constant')
      for (const value of nearby(node.value))
        found(number(value), isExponent(site) && value.num < 0n ? 3 : 1.2);
    else if (node.kind !== 'negate') found(negate(node), isExponent(site) ? 3 : 1);
    if (node.kind === 'symbol')
      for (const name of [...integers, ...bound, ...reals]) if (name !== node.name) found(symbol(name), 1.6);
    if (node.kind === 'divide') found(divide(node.right, node.left), 2);
    if (node.kind === 'subtract') found(subtract(node.right, node.left), 1.5);
    if (isWhole(site)) {
      found(add(node, integer(1)), 1.3);
      found(subtract(node, integer(1)), 1.3);
    }
    if (!isWide) return changes;
    if (!isCount(site)) {
      for (const exponent of this.#exponents)
        if (!(isExponent(site) && sizeOf(exponent) > 1))
          found(power(node, exponent), 1.7 + sizeOf(exponent) / 4);
      if (node.kind === 'constant' || node.kind === 'symbol') found(divide(integer(1), node), 2);
    }
    for (const part of this.#insertable(site)) {
      if (part.kind === 'constant' && node.kind === 'constant') continue;
      const cost = 2 + sizeOf(part) / 3;
      found(multiply(part, node), cost);
      found(divide(node, part), cost);
      found(divide(part, node), cost + 1);
      found(add(node, part), cost);
      found(subtract(node, part), cost);
      found(subtract(part, node), cost + 0.2);
    }
    return changes;
  }

  /** What may be put beside a part of a formula: names, small numbers, and, where indices are in force, what else the formula has. */
  #insertable({ bound }: Site): Expression[] {
    const { integers, reals, lists } = this.#names;
    const names = [...integers, ...reals, ...bound].map(symbol);
    const small = [1, 2, 3, 4].map(integer);
    const elements = lists.flatMap((list) =>
      bound.map((index): Expression => ({ kind: 'element', list, index: symbol(index) })),
    );
    const isKnown = (name: string): boolean =>
      integers.includes(name) || reals.includes(name) || bound.includes(name);
    const parts = this.#parts.filter((part) => [...freeNames(part).symbols].every(isKnown));
    return [...names, ...small, { kind: 'pi' }, ...elements, ...parts];
  }
}

const isNegative = (node: Expression): boolean =>
  node.kind === 'negate' || (node.kind === 'constant' && node.value.num < 0n);

const parentOf = ({ parent, part }: Site) => (parent && part !== undefined ? { parent, part } : {});

/** Whether one more or less is a slip there: indices, bounds, exponents, and d and n anywhere. */
const isWhole = (site: Site): boolean => {
  const { node } = site;
  if (node.kind === 'constant') return false;
  const isName =
    node.kind === 'symbol' && (node.name === 'd' || node.name === 'n' || site.bound.includes(node.name));
  return isName || isCount(site) || isExponent(site);
};

function nearby(value: Rational): Rational[] {
  const factors = [
    rational(1, 2),
    rational(3),
    rational(1, 3),
    rational(4),
    rational(1, 4),
    rational(3, 2),
    rational(2, 3),
  ];
  const steps = [2, -2, 3, -3].map((step) => plus(value, rational(step)));
  return [...factors.map((factor) => times(factor, value)), ...steps];
}
