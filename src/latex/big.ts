import type { Expression } from '../expression/index.ts';
import { isSymbol, shown } from './atom.ts';
import { type Condition, readBounds } from './bounds.ts';
import { LatexError } from './error.ts';
import { names } from './make.ts';
import { rangesOf } from './range.ts';
import { type Factor, joined, type Reader } from './reader.ts';

/**
 * A sum or a product over indices. Its term reaches to the last factor that holds an index of it, as people read it: TeX
 * says nothing about that. Every index must occur.
 */
export function readBig(reader: Reader, divided: boolean): readonly Factor[] {
  const head = reader.here!;
  const operator = isSymbol(head, '\\sum') ? 'Sum' : 'Prod';
  const said = operator === 'Sum' ? 'sum' : 'product';
  if (divided) throw new LatexError(`a ${said} right after /`, head.at, 'write \\frac');
  if (!head.sub) throw new LatexError(`a ${said} without bounds`, head.at, 'write \\sum_{i=1}^{d}');
  reader.at += 1;
  const { indices, from, conditions } = readBounds(reader, head.sub, head);
  const to = head.sup && reader.inside(head.sup, head.at);
  for (const { name } of indices)
    if (reader.bound.some((bound) => bound.name === name))
      reader.note(`the index ${name} is bound twice; the inner one counts inside`, head);

  const ranges = rangesOf(indices, from, to, conditions, reader, head);
  const outside = reader.bound;
  reader.bound = [...outside, ...ranges.map(({ index, text }) => ({ ...index, range: text }))];
  const factors = reader.factors();
  reader.bound = outside;

  const ids = indices.map(({ name }) => name);
  const last = factors.findLastIndex(({ node }) => ids.some((id) => names(node).has(id)));
  const term = last < 0 ? undefined : joined(factors.slice(0, last + 1));
  const used = term ? names(term) : new Set<string>();
  for (const index of indices)
    if (!used.has(index.name) && !isConditionOf(index.name, conditions, used))
      throw new LatexError(
        `the ${said} runs over ${shown([index.key])}, which its term does not contain`,
        head.at,
        'write the term in brackets, or another index',
      );
  const rest = factors.slice(last + 1);
  if (rest[0]?.by === 'divide')
    throw new LatexError(
      `a division after the term of a ${said} can be read in two ways`,
      head.at,
      'write \\frac, or brackets',
    );
  if (operator === 'Prod' && rest.length > 0)
    reader.note('the factors after the last one that holds the index stand outside of the product', head);

  let node: Expression = term!;
  for (const range of [...ranges].reverse()) node = range.fold(operator, node);
  return [{ by: 'multiply', node }, ...rest];
}

/** Whether an index stands in a condition together with one that the term holds: \sum_{i<=j} of terms in j. */
const isConditionOf = (name: string, conditions: readonly Condition[], used: ReadonlySet<string>): boolean =>
  conditions.some(
    ({ left, right }) =>
      (left.name === name && right.name !== undefined && used.has(right.name)) ||
      (right.name === name && left.name !== undefined && used.has(left.name)),
  );
