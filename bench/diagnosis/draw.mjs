// Draws that are the same in every run.

/** Numbers in [0, 1) from a seed (mulberry32): enough for drawing examples. */
export function drawsOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items. */
export const one = (items, draw) => items[Math.floor(draw() * items.length)];
