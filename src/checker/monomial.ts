import { spend } from './refusal.ts';

/**
 * A tensor of one layer of neurons, every index of which is joined to another: `a` the activations, `A` with a letter y the
 * tangent kernel of the parameters y (w, b, or K for both), `D` with letters x, y the sum over parameters p of x of
 * lambda_p (d_p A^y_ij)(d_p z_k). A and D are symmetric in i, j.
 */
export interface Tensor {
  readonly type: string;
  readonly slots: readonly number[];
}

/** Products of observables at the output, as tensors of its one neuron. */
export const OBSERVABLES: ReadonlyMap<string, string> = new Map([
  ['f', 'a'],
  ['K', 'AK'],
  ['Kw', 'Aw'],
  ['Kb', 'Ab'],
  ['Q', 'DKK'],
  ['Qww', 'Dww'],
  ['Qwb', 'Dwb'],
  ['Qbw', 'Dbw'],
  ['Qbb', 'Dbb'],
]);

const LEGS: Readonly<Record<string, number>> = { a: 1, A: 2, D: 3 };
export const legs = (type: string): number => LEGS[type[0]!]!;

/** The monomial of an output product: one neuron, so legs are joined in any way. Undefined when their number is odd. */
export function outputMonomial(types: readonly string[]): string | undefined {
  let leg = 0;
  const tensors = types.map((type) => ({
    type,
    slots: Array.from({ length: legs(type) }, () => Math.floor(leg++ / 2)),
  }));
  return leg % 2 === 1 ? undefined : nameOf(tensors);
}

/** The least text over all orders of the tensors and names of the indices: components apart, joined by spaces. */
export function nameOf(tensors: readonly Tensor[]): string {
  const at = new Map<number, number[]>();
  tensors.forEach(({ slots }, place) => {
    for (const slot of slots) at.set(slot, [...(at.get(slot) ?? []), place]);
  });
  const seen = new Set<number>();
  const names: string[] = [];
  for (const start of tensors.keys()) {
    if (seen.has(start)) continue;
    const component = [start];
    for (const place of component)
      for (const slot of tensors[place]!.slots)
        for (const next of at.get(slot)!) if (!component.includes(next)) component.push(next);
    for (const place of component) seen.add(place);
    names.push(componentName(tensors, component, at));
  }
  return names.sort().join(' ');
}

/** The least of the texts that the walks through a component spell, one for each start and each order of i, j. */
function componentName(
  tensors: readonly Tensor[],
  component: readonly number[],
  at: ReadonlyMap<number, readonly number[]>,
): string {
  const symmetric = component.filter((place) => tensors[place]!.type[0] === 'D');
  let least: string | undefined;
  for (const start of component) {
    const turning = [...symmetric, ...(tensors[start]!.type[0] === 'A' ? [start] : [])];
    for (let turned = 0; turned < 2 ** turning.length; turned++) {
      const slotsOf = (place: number): readonly number[] => {
        const slots = tensors[place]!.slots;
        if (((turned >> turning.indexOf(place)) & 1) === 0 || !turning.includes(place)) return slots;
        return [slots[1]!, slots[0]!, ...slots.slice(2)];
      };
      const text = walk(tensors, start, slotsOf, at);
      if (least === undefined || text < least) least = text;
    }
  }
  return least!;
}

/** Numbers the indices as they are met from `start` on, and writes every tensor with them. */
function walk(
  tensors: readonly Tensor[],
  start: number,
  slotsOf: (place: number) => readonly number[],
  at: ReadonlyMap<number, readonly number[]>,
): string {
  spend(30 * at.size);
  const numbers = new Map<number, number>();
  const queue = [start];
  let text = '';
  for (const place of queue) {
    const slots = slotsOf(place);
    for (const slot of slots) {
      if (!numbers.has(slot)) numbers.set(slot, numbers.size);
      for (const next of at.get(slot)!) if (!queue.includes(next)) queue.push(next);
    }
    const named = slots.map((slot) => numbers.get(slot)!);
    const pair = named.slice(0, 2).sort((i, j) => i - j);
    text += `${tensors[place]!.type}${[...pair, ...named.slice(2)].join(',')};`;
  }
  return text;
}

/** The tensors that a name lists; names of different components share no index. */
export function tensorsOf(name: string): Tensor[] {
  if (name === '') return [];
  return name.split(' ').flatMap((component, part) =>
    component
      .slice(0, -1)
      .split(';')
      .map((tensor) => {
        const [, type = '', slots = ''] = /^([a-zA-Z]+)([\d,]+)$/.exec(tensor)!;
        return { type, slots: slots.split(',').map((slot) => Number(slot) + 1000 * part) };
      }),
  );
}

/** Half the number of legs: the power of a width by which a monomial is divided. */
export const halfLegs = (name: string): number =>
  tensorsOf(name).reduce((total, { slots }) => total + slots.length, 0) / 2;
