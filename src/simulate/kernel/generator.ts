// The generators of src/random/stream.ts, bit for bit. One stream at a time: the module's state.

// Key and address of the current stream.
let key0: u32 = 0;
let key1: u32 = 0;
let stream: u32 = 0;
let sampleLow: u32 = 0;
let sampleHigh: u32 = 0;

/** Counts restarts, so that whoever keeps something of a stream sees that it is over. */
export let epoch: u64 = 0;

// The scalar generator's state: SFC64.
let a: u64 = 0;
let b: u64 = 0;
let c: u64 = 0;
let counter: u64 = 0;

/** The coins' generator: four words. */
const COINS = memory.data(32, 16);
let coinsReady: bool = false;

/** Where `philox` leaves its two words. */
export let philoxLow: u64 = 0;
export let philoxHigh: u64 = 0;

export function philox(block: u32): void {
  let x0 = block;
  let x1 = stream;
  let x2 = sampleLow;
  let x3 = sampleHigh;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < 10; round++) {
    const a = <u64>0xd2511f53 * <u64>x0;
    const b = <u64>0xcd9e8d57 * <u64>x2;
    x0 = <u32>(b >> 32) ^ x1 ^ k0;
    x1 = <u32>b;
    x2 = <u32>(a >> 32) ^ x3 ^ k1;
    x3 = <u32>a;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  philoxLow = (<u64>x1 << 32) | <u64>x0;
  philoxHigh = (<u64>x3 << 32) | <u64>x2;
}

export function setSeed(low: u32, high: u32, streamNumber: u32): void {
  key0 = low;
  key1 = high;
  stream = streamNumber;
}

/** Moves to the start of a sample's stream. */
export function restart(sampleIndex: u64): void {
  sampleLow = <u32>sampleIndex;
  sampleHigh = <u32>(sampleIndex >> 32);
  philox(0);
  a = philoxLow;
  b = philoxHigh;
  philox(1);
  c = philoxLow;
  counter = philoxHigh;
  epoch++;
  coinsReady = false;
}

@inline
export function next(): u64 {
  const word = a + b + counter;
  counter++;
  a = b ^ (b >> 11);
  b = c + (c << 3);
  c = rotl(c, 24) + word;
  return word;
}

/** Uniform on (0, 1): odd multiples of 2^-53. */
export function uniform(): f64 {
  return reinterpret<f64>((next() >> 12) | 0x3ff0000000000000) - 1.0 + 1.1102230246251565e-16;
}

export function coin(): bool {
  if (!coinsReady) {
    philox(10);
    store<u64>(COINS, philoxLow);
    store<u64>(COINS, philoxHigh, 8);
    philox(11);
    store<u64>(COINS, philoxLow, 16);
    store<u64>(COINS, philoxHigh, 24);
    coinsReady = true;
  }
  const y = load<u64>(COINS, 8);
  const z = load<u64>(COINS, 16);
  const count = load<u64>(COINS, 24);
  const word = load<u64>(COINS) + y + count;
  store<u64>(COINS, y ^ (y >> 11));
  store<u64>(COINS, z + (z << 3), 8);
  store<u64>(COINS, rotl(z, 24) + word, 16);
  store<u64>(COINS, count + 1, 24);
  return <i64>word < 0;
}
