import type { Expression } from './ast.ts';
import type { Environment } from './environment.ts';
import type { Field } from './field.ts';
import { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import { freeNames } from './variables.ts';

type Bound<T> = ReadonlyMap<string, T>;
type Fold = Expression & { readonly kind: 'fold' };

/**
 * The value of an expression in a field of numbers. Throws a Refusal when it has none there, or none within the
 * budget, and a TypeError when the environment does not have what the expression needs. A meter may be shared by several.
 */
export function evaluate<T>(
  expression: Expression,
  field: Field<T>,
  environment: Environment<T>,
  meter = new Meter(environment.budget),
): T {
  const value = (node: Expression, bound: Bound<T>): T => {
    const result = compute(node, bound);
    meter.spend(1 + field.cost(result));
    return result;
  };

  const compute = (node: Expression, bound: Bound<T>): T => {
    switch (node.kind) {
      case 'constant':
        return field.fromRational(node.value);
      case 'pi':
        return field.pi();
      case 'symbol': {
        const found = bound.get(node.name) ?? environment.symbols.get(node.name);
        if (found === undefined) throw missing('symbol', node.name, environment.symbols);
        return found;
      }
      case 'negate':
        return field.negate(value(node.argument, bound));
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
        return field[node.kind](value(node.left, bound), value(node.right, bound));
      case 'power': {
        const base = value(node.left, bound);
        const exponent = value(node.right, bound);
        meter.spend(field.callCost('power', [base, exponent]));
        return field.power(base, exponent);
      }
      case 'element':
        return element(node.list, field.integer(value(node.index, bound)));
      case 'call': {
        const args = node.arguments.map((argument) => value(argument, bound));
        meter.spend(field.callCost(node.name, args));
        return field.call(node.name, args);
      }
      case 'fold':
        return fold(node, bound);
      case 'expectation':
        if (!environment.expectation)
          throw new TypeError('E(...) has no value: the environment gives no expectation');
        return environment.expectation(node.body, new Map(bound));
      case 'named': {
        const closed = environment.closedForm?.(node);
        if (closed) return value(closed, bound);
        if (!environment.named)
          throw new TypeError(`${node.name}(...) has no value: the environment gives none`);
        return environment.named(node);
      }
      default:
        throw new TypeError('a condition is true or false, not a number; use evaluateCondition');
    }
  };

  const element = (list: string, index: number | undefined): T => {
    const read = environment.lists.get(list);
    if (!read) throw missing('list', list, environment.lists);
    if (index === undefined) throw new Refusal('domain', `the index of ${list}[...] is not an integer`);
    const found: T | undefined = read(index);
    if (found === undefined) throw new Refusal('domain', `${list}[${index}] is outside the list`);
    return found;
  };

  const fold = (node: Fold, outer: Bound<T>): T => {
    const from = bound(node, 'from', outer);
    const to = bound(node, 'to', outer);
    const sum = node.operator === 'Sum';
    const start = field.fromRational({ num: sum ? 0n : 1n, den: 1n });
    if (to < from) return start;
    const totals = totalsOf(node, from, outer);
    const missing = to - from + 1 - totals.length;
    if (missing > 0) meter.require(missing, `${node.operator} over ${node.index} from ${from} to ${to}`);
    const inner = new Map(outer);
    for (let index = from + totals.length; index <= to; index += 1) {
      inner.set(node.index, field.fromRational({ num: BigInt(index), den: 1n }));
      const term = value(node.body, inner);
      const before = totals.at(-1) ?? start;
      const total = sum ? field.add(before, term) : field.multiply(before, term);
      meter.spend(1 + field.cost(total));
      totals.push(total);
    }
    return totals[to - from]!;
  };

  const known = new Map<Fold, Map<string, T[]>>();

  /** Totals of a Sum or Prod, by its last index: one inside another goes over the same terms again and again. */
  const totalsOf = (node: Fold, from: number, outer: Bound<T>): T[] => {
    if (outer.size === 0) return [];
    const indices = namesIn(node).flatMap((name) => {
      const index = outer.get(name);
      return index === undefined ? [] : [field.integer(index)];
    });
    const key = [from, ...indices].join();
    const own = known.get(node) ?? new Map<string, T[]>();
    const totals = own.get(key) ?? [];
    known.set(node, own.set(key, totals));
    return totals;
  };

  const bound = (node: Fold, end: 'from' | 'to', outer: Bound<T>): number => {
    const found = field.integer(value(node[end], outer));
    if (found === undefined)
      throw new Refusal(
        'domain',
        `the bound '${end}' of ${node.operator} over ${node.index} is not an integer`,
      );
    if (!Number.isFinite(found))
      throw new Refusal('budget', `the bound '${end}' of ${node.operator} over ${node.index} is beyond 2^53`);
    return found;
  };

  return value(expression, new Map());
}

/** What the terms of a Sum or Prod depend on, its own index aside. */
function namesIn(node: Fold): readonly string[] {
  const found = names.get(node) ?? [...freeNames(node.body).symbols].filter((name) => name !== node.index);
  names.set(node, found);
  return found;
}

const names = new WeakMap<Fold, readonly string[]>();

const missing = (what: string, name: string, given: ReadonlyMap<string, unknown>): TypeError =>
  new TypeError(`no value for the ${what} '${name}'; given: ${[...given.keys()].join(', ') || 'none'}`);
