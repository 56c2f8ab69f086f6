import { legs, nameOf, type Tensor, tensorsOf } from './monomial.ts';
import { Remembered, spend } from './refusal.ts';

/** count · v^v s^s u^u c^c · (sum over `classes` open neurons) · source, a monomial of the layer below. */
export interface Term {
  readonly source: string;
  readonly v: number;
  readonly s: number;
  readonly u: number;
  readonly c: number;
  readonly classes: number;
  readonly count: bigint;
}

/** One way of writing a tensor by what lies below: legs are weights G_i,lower, or a bias where `lower` is missing. */
interface Choice {
  readonly factor: number;
  readonly u: number;
  readonly c: number;
  readonly same: readonly (readonly [number, number])[];
  readonly below: readonly Tensor[];
  readonly legs: readonly { readonly upper: number; readonly lower?: number }[];
}

/**
 * The layer, with u and c of its own parameters (K counts as both w and b):
 *
 *     z_i       = G_i·a + bias_i
 *     A^y_ij    = δ_ij (u |a|² [w in y] + c [b in y]) + G_i A^y G_j
 *     D^xy_ij,k = 2u δ_ij G_k A^x a [w in y] + u (δ_ik a A^y G_j + δ_jk a A^y G_i) [w in x] + Σ G_i G_j G_k D^xy
 */
function choices({ type, slots }: Tensor, fresh: () => number): Choice[] {
  const [i, j, k] = slots as [number, number, number];
  const plain = { factor: 1, u: 0, c: 0, same: [], below: [], legs: [] };
  const has = (letter: 'w' | 'b', group: string | undefined): boolean => group === letter || group === 'K';
  const down = { ...plain, below: [] as Tensor[], legs: [] as Choice['legs'][number][] };
  down.below.push({ type, slots: slots.map(fresh) });
  down.legs.push(...slots.map((upper, place) => ({ upper, lower: down.below[0]!.slots[place]! })));
  if (type === 'a') return [down, { ...plain, legs: [{ upper: i }] }];
  const all: Choice[] = [down];
  const m = fresh();
  const n = fresh();
  if (type[0] === 'A') {
    const same = [[i, j]] as const;
    if (has('w', type[1])) all.push({ ...plain, u: 1, same, below: [tensor('a', m), tensor('a', m)] });
    if (has('b', type[1])) all.push({ ...plain, c: 1, same });
    return all;
  }
  const [, x, y] = type;
  const bent = (factor: number, pair: readonly [number, number], free: number, group: string): Choice => ({
    ...plain,
    factor,
    u: 1,
    same: [pair],
    below: [tensor('a', m), tensor(`A${group}`, m, n)],
    legs: [{ upper: free, lower: n }],
  });
  if (has('w', y)) all.push(bent(2, [i, j], k, x!));
  if (has('w', x)) all.push(bent(1, [i, k], j, y!), bent(1, [j, k], i, y!));
  return all;
}

const tensor = (type: string, ...slots: number[]): Tensor => ({ type, slots });
const known = new Remembered<readonly Term[]>();

/**
 * The expectation of a monomial given the layer below, by Wick's theorem: a sum over the pairings of its weights and biases.
 * A pair of weights (i, α), (j, β) is v δ_ij δ_αβ, a pair of biases s δ_ij. Each index occurs in two slots, so that the
 * monomial is even in every row of weights and gates are fair coins, independent of it; what the δ leave free of the upper
 * indices is summed over the open neurons.
 */
export const expand = (monomial: string): readonly Term[] => known.of(monomial, () => expanded(monomial));

function expanded(monomial: string): readonly Term[] {
  const collected = new Map<string, Term>();
  let next = 1_000_000;
  const options = tensorsOf(monomial).map((part) => choices(part, () => next++));
  const upper = [...new Set(tensorsOf(monomial).flatMap(({ slots }) => slots))];

  const close = (chosen: readonly Choice[], pairs: readonly (readonly [Leg, Leg])[]): void => {
    spend(100);
    const joined = new Map<number, number>();
    const classes = new Classes(upper);
    for (const { same } of chosen) for (const [i, j] of same) classes.join(i, j);
    for (const [left, right] of pairs) {
      classes.join(left.upper, right.upper);
      if (right.lower !== undefined) joined.set(right.lower, left.lower!);
    }
    const below = chosen
      .flatMap((choice) => choice.below)
      .map(({ type, slots }) => tensor(type, ...slots.map((slot) => joined.get(slot) ?? slot)));
    const total = (pick: (choice: Choice) => number): number => chosen.reduce((sum, c) => sum + pick(c), 0);
    const biases = pairs.filter(([leg]) => leg.lower === undefined).length;
    const term = {
      source: nameOf(below),
      v: pairs.length - biases,
      s: biases,
      u: total(({ u }) => u),
      c: total(({ c }) => c),
      classes: classes.count(),
      count: BigInt(chosen.reduce((product, { factor }) => product * factor, 1)),
    };
    const key = `${term.source}|${term.v}|${term.s}|${term.u}|${term.c}|${term.classes}`;
    collected.set(key, { ...term, count: term.count + (collected.get(key)?.count ?? 0n) });
  };
  const choose = (chosen: readonly Choice[]): void => {
    if (chosen.length < options.length)
      for (const option of options[chosen.length]!) choose([...chosen, option]);
    else
      pairings(
        chosen.flatMap((choice) => choice.legs),
        [],
        (pairs) => close(chosen, pairs),
      );
  };
  choose([]);
  return [...collected.values()];
}

type Leg = Choice['legs'][number];

/** Every way of pairing weights with weights and biases with biases. */
function pairings(
  free: readonly Leg[],
  pairs: readonly (readonly [Leg, Leg])[],
  visit: (pairs: readonly (readonly [Leg, Leg])[]) => void,
): void {
  const [first, ...rest] = free;
  if (!first) {
    visit(pairs);
    return;
  }
  rest.forEach((second, place) => {
    if ((first.lower === undefined) === (second.lower === undefined))
      pairings(rest.toSpliced(place, 1), [...pairs, [first, second]], visit);
  });
}

/** Upper indices, as the δ identify them. */
class Classes {
  private readonly of: Map<number, number>;
  constructor(indices: readonly number[]) {
    this.of = new Map(indices.map((index) => [index, index]));
  }
  join(i: number, j: number): void {
    const [from, to] = [this.of.get(i)!, this.of.get(j)!];
    for (const [index, name] of this.of) if (name === from) this.of.set(index, to);
  }
  count(): number {
    return new Set(this.of.values()).size;
  }
}

/** 2^L E[m^L] for m of n neurons open, m ~ Binomial(n, 1/2): Σ_j S(L, j) 2^(L-j) n (n-1) ... (n-j+1). */
export function openNeurons(classes: number, n: bigint): bigint {
  let stirling = [1n];
  for (let row = 1; row <= classes; row++)
    stirling = Array.from(
      { length: row + 1 },
      (_, j) => BigInt(j) * (stirling[j] ?? 0n) + (stirling[j - 1] ?? 0n),
    );
  let sum = 0n;
  let falling = 1n;
  stirling.forEach((number, j) => {
    sum += number * falling * 2n ** BigInt(classes - j);
    falling *= n - BigInt(j);
  });
  return sum;
}

/** The number of legs of a product of tensors. */
export const legsOf = (types: readonly string[]): number =>
  types.reduce((total, type) => total + legs(type), 0);
