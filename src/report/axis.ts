/** An axis of a chart: where a value lies, in pixels, and the values that are marked. */
export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** From `low` and `high` to the pixels `from` and `to`; equal ends are moved apart. */
interface Span {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten. */
export function linearAxis({ low, high, from, to }: Span): Axis {
  const [least, most] = low < high ? [low, high] : [low - 0.5, high + 0.5];
  const rough = (most - least) / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  const ticks: number[] = [];
  for (let k = Math.ceil(least / step); k * step <= most; k++) ticks.push(Number((k * step).toPrecision(12)));
  return { at: (value) => from + ((value - least) / (most - least)) * (to - from), ticks };
}

/** For positive values. Ticks at powers of ten, with so many in between as there is room for. */
export function logAxis({ low, high, from, to }: Span): Axis {
  const [least, most] = low < high ? [low, high] : [low / 2, high * 2];
  const decades = Math.log10(most / least);
  const mantissas = decades < 1.3 ? [1, 1.5, 2, 3, 4, 5, 6, 8] : decades < 4 ? [1, 2, 5] : [1];
  const every = decades < 12 ? 1 : Math.ceil(decades / 8);
  const ticks: number[] = [];
  for (let k = Math.floor(Math.log10(least)); k <= Math.ceil(Math.log10(most)); k++) {
    if (k % every !== 0) continue;
    for (const mantissa of mantissas) ticks.push(Number(`${mantissa}e${k}`));
  }
  return {
    at: (value) => from + (Math.log(value / least) / Math.log(most / least)) * (to - from),
    ticks: ticks.filter((tick) => tick >= least && tick <= most),
  };
}

/**
 * Moves positions apart, as little as need be, until `gap` lies between neighbours, in their order; none lies beyond
 * `most`, unless there is no room.
 */
export function spread(positions: readonly number[], gap: number, most = Number.POSITIVE_INFINITY): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
  // Blocks of labels that touch, each centred on what its labels want.
  const blocks: { wanted: number; size: number }[] = [];
  for (const i of order) {
    let block = { wanted: positions[i]!, size: 1 };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      const distance = (gap * (last.size + block.size)) / 2;
      if (block.wanted - last.wanted >= distance) break;
      blocks.pop();
      const size = last.size + block.size;
      block = { wanted: (last.wanted * last.size + block.wanted * block.size) / size, size };
    }
    blocks.push(block);
  }
  const places = blocks.flatMap(({ wanted, size }) =>
    Array.from({ length: size }, (_, k) => wanted + gap * (k - (size - 1) / 2)),
  );
  // From the last upward: a block that reaches beyond pushes those before it.
  for (let rank = places.length - 1, limit = most; rank >= 0; rank--, limit = places[rank + 1]! - gap)
    places[rank] = Math.min(places[rank]!, limit);
  const moved = Array<number>(positions.length);
  for (const [rank, i] of order.entries()) moved[i] = places[rank]!;
  return moved;
}
