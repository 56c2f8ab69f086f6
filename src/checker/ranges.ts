import { type Automaton, guard } from './automaton.ts';
import type { Folded, Formula } from './formula.ts';
import { ONE } from './fraction.ts';
import { indexForm, type Linear, linearKey } from './linear.ts';
import { refuse } from './refusal.ts';

export const isEnd = (form: Linear): boolean => linearKey(form) === linearKey(indexForm('d'));
export const ranged = (formula: Folded & Formula, from: Linear, to: Linear): Folded & Formula => ({
  ...formula,
  from,
  to,
});

/** Whether a last layer is at least 0 in every network: d + c or j + c with c >= -1. */
export const reaches = (to: Linear): boolean => [...to.slopes.values()].join() === '1' && to.constant >= -1;

/** Where a range begins or ends: beside a mark (`strict`), or at it; undefined for the ends of the network. */
export type Side = { readonly mark: string; readonly strict: boolean } | undefined;

/** `form` is the first layer in the range (`beside` 1) or the first after it (`beside` 0). */
export function bound(form: Linear, beside: 0 | 1, index: string): Side {
  const [[mark, slope] = [undefined, 0], ...more] = form.slopes;
  const outside = beside === 1 ? 'begins' : 'ends';
  if (mark === undefined && beside === 1 && form.constant === 1) return undefined;
  if (mark === 'd' && slope === 1 && more.length === 0 && beside === 0 && form.constant === 0)
    return undefined;
  if (
    mark === undefined ||
    mark === 'd' ||
    slope !== 1 ||
    more.length > 0 ||
    (form.constant !== 0 && form.constant !== 1)
  )
    return refuse(
      `the range of ${index} ${outside} neither at an end of the network nor beside another index`,
    );
  return { mark, strict: form.constant === beside };
}

/** Layer a comes before layer b, or is it. */
export function before(a: string, b: string, strict: boolean): Automaton {
  const moves: [number, number, ...string[]][] = [
    [0, 1, a],
    [1, 2, b],
  ];
  return guard(3, [a, b], strict ? moves : [...moves, [0, 2, a, b]]);
}

/** The number of an index: of the layers up to its mark; of d, of the hidden layers and one more. */
export function counting(name: string): Automaton {
  const moves: [number, number, ...string[]][] = [[0, 1]];
  if (name !== 'd') return guard(3, [name], [...moves, [0, 2, name], [1, 2, name]]);
  const all = guard(2, [], moves);
  return { ...all, end: new Map([...all.end, [0, ONE]]) };
}
