// The streams of src/random/stream.ts, bit for bit, and laws built on them. One stream at a time: the module's state.
import { exp, log } from '../../random/elementary.ts';

/** A layer, of 1024, as the offset of its edge: bits 3 to 12 of a word. */
const LAYER_BITS: usize = 0x1ff8;

/** The loader copies src/random/ziggurat.ts here: edges, then heights, 1025 numbers each. */
const TABLES = memory.data(16400, 16);
const HEIGHTS: usize = 8200;
let tail: f64 = 0.0;

export function ziggurat(): usize {
  return TABLES;
}

// Key and address of the current stream.
let key0: u32 = 0;
let key1: u32 = 0;
let stream: u32 = 0;
let sampleLow: u32 = 0;
let sampleHigh: u32 = 0;

// The scalar generator's state: SFC64.
let a: u64 = 0;
let b: u64 = 0;
let c: u64 = 0;
let counter: u64 = 0;

/** Four words of the lanes' state, each for lanes 0 and 1 and then 2 and 3: 8 vectors. */
const LANES = memory.data(128, 16);
let lanesReady: bool = false;

/** The coins' generator: four words. */
const COINS = memory.data(32, 16);
let coinsReady: bool = false;

/** 2.0 as bits and 3.0, which make a word of [-1, 1); the layer's bits; all bits but the sign: two of each. */
const CONSTANTS = memory.data<u64>([
  0x4000000000000000, 0x4000000000000000, 0x4008000000000000, 0x4008000000000000,
  0x1ff8, 0x1ff8, 0x7fffffffffffffff, 0x7fffffffffffffff,
]);

/** Where `philox` leaves its two words. */
let philoxLow: u64 = 0;
let philoxHigh: u64 = 0;

function philox(block: u32): void {
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
  tail = load<f64>(TABLES, 8);
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
  lanesReady = false;
  pooled = 0;
  coinsReady = false;
}

function seedLanes(): void {
  for (let lane = 0; lane < 4; lane++) {
    const at = LANES + 8 * (lane & 1) + 16 * (lane >> 1);
    philox(2 + 2 * lane);
    store<u64>(at, philoxLow);
    store<u64>(at, philoxHigh, 32);
    philox(3 + 2 * lane);
    store<u64>(at, philoxLow, 64);
    store<u64>(at, philoxHigh, 96);
  }
  lanesReady = true;
}

@inline
function next(): u64 {
  const word = a + b + counter;
  counter++;
  a = b ^ (b >> 11);
  b = c + (c << 3);
  c = rotl(c, 24) + word;
  return word;
}

/** Uniform on [-1, 1), in steps of 2^-51. */
@inline
function signed(word: u64): f64 {
  return reinterpret<f64>((word >> 12) | 0x4000000000000000) - 3.0;
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

/** Binomial(n, 1/2): the ones among n random bits. */
export function halfBinomial(n: i32): i32 {
  let ones: u64 = 0;
  let bits = n;
  for (; bits >= 64; bits -= 64) ones += popcnt(next());
  if (bits > 0) ones += popcnt(next() >> <u64>(64 - bits));
  return <i32>ones;
}

export function normal(): f64 {
  while (true) {
    const word = next();
    const at = TABLES + (<usize>word & LAYER_BITS);
    const u = signed(word);
    const x = u * load<f64>(at);
    if (abs(x) < load<f64>(at, 8)) return x;
    if (at === TABLES) return beyondTail(u);
    if (underCurve(at, x)) return x;
  }
}

function underCurve(at: usize, x: f64): bool {
  const low = load<f64>(at, HEIGHTS);
  return low + uniform() * (load<f64>(at, HEIGHTS + 8) - low) < exp(-0.5 * x * x);
}

function beyondTail(side: f64): f64 {
  while (true) {
    const beyond = -log(uniform()) / tail;
    const y = -log(uniform());
    if (2.0 * y > beyond * beyond) return side < 0.0 ? -tail - beyond : tail + beyond;
  }
}

/** What a lane's first attempt left open. */
function settled(word: u64): f64 {
  const at = TABLES + (<usize>word & LAYER_BITS);
  const u = signed(word);
  const x = u * load<f64>(at);
  if (abs(x) < load<f64>(at, 8)) return x;
  if (at === TABLES) return beyondTail(u);
  return underCurve(at, x) ? x : normal();
}

@inline
function rotlVector(x: v128, by: i32): v128 {
  return v128.or(i64x2.shl(x, by), i64x2.shr_u(x, 64 - by));
}

/** Does over, lane by lane, what the first attempt left open. */
function settle(out: usize, a: v128, b: v128, insideA: i32, insideB: i32): void {
  if (!(insideA & 1)) store<f64>(out, settled(i64x2.extract_lane(a, 0)));
  if (!(insideA & 2)) store<f64>(out, settled(i64x2.extract_lane(a, 1)), 8);
  if (!(insideB & 1)) store<f64>(out, settled(i64x2.extract_lane(b, 0)), 16);
  if (!(insideB & 2)) store<f64>(out, settled(i64x2.extract_lane(b, 1)), 24);
}

/**
 * Writes `count` standard normals to `out`, and up to three more for which there must be room: the lanes take turns.
 */
export function fillNormals(out: usize, count: i32): void {
  if (!lanesReady) seedLanes();
  let a0 = v128.load(LANES);
  let b0 = v128.load(LANES, 16);
  let a1 = v128.load(LANES, 32);
  let b1 = v128.load(LANES, 48);
  let a2 = v128.load(LANES, 64);
  let b2 = v128.load(LANES, 80);
  let a3 = v128.load(LANES, 96);
  let b3 = v128.load(LANES, 112);
  const exponent = v128.load(CONSTANTS);
  const three = v128.load(CONSTANTS, 16);
  const layer = v128.load(CONSTANTS, 32);
  const size = v128.load(CONSTANTS, 48);
  const one = i64x2.splat(1);
  const end = out + ((<usize>count + 3) >> 2 << 5);
  for (; out < end; out += 32) {
    const a = i64x2.add(i64x2.add(a0, a1), a3);
    a3 = i64x2.add(a3, one);
    a0 = v128.xor(a1, i64x2.shr_u(a1, 11));
    a1 = i64x2.add(a2, i64x2.shl(a2, 3));
    a2 = i64x2.add(rotlVector(a2, 24), a);
    const b = i64x2.add(i64x2.add(b0, b1), b3);
    b3 = i64x2.add(b3, one);
    b0 = v128.xor(b1, i64x2.shr_u(b1, 11));
    b1 = i64x2.add(b2, i64x2.shl(b2, 3));
    b2 = i64x2.add(rotlVector(b2, 24), b);
    const ia = v128.and(a, layer);
    const ib = v128.and(b, layer);
    const pa0 = v128.load(TABLES + <usize>i32x4.extract_lane(ia, 0));
    const pa1 = v128.load(TABLES + <usize>i32x4.extract_lane(ia, 2));
    const pb0 = v128.load(TABLES + <usize>i32x4.extract_lane(ib, 0));
    const pb1 = v128.load(TABLES + <usize>i32x4.extract_lane(ib, 2));
    const ua = f64x2.sub(v128.or(i64x2.shr_u(a, 12), exponent), three);
    const ub = f64x2.sub(v128.or(i64x2.shr_u(b, 12), exponent), three);
    const xa = f64x2.mul(ua, i64x2.shuffle(pa0, pa1, 0, 2));
    const xb = f64x2.mul(ub, i64x2.shuffle(pb0, pb1, 0, 2));
    v128.store(out, xa);
    v128.store(out, xb, 16);
    const insideA = f64x2.lt(v128.and(xa, size), i64x2.shuffle(pa0, pa1, 1, 3));
    const insideB = f64x2.lt(v128.and(xb, size), i64x2.shuffle(pb0, pb1, 1, 3));
    if (i64x2.bitmask(v128.and(insideA, insideB)) !== 3) settle(out, a, b, i64x2.bitmask(insideA), i64x2.bitmask(insideB));
  }
  v128.store(LANES, a0);
  v128.store(LANES, b0, 16);
  v128.store(LANES, a1, 32);
  v128.store(LANES, b1, 48);
  v128.store(LANES, a2, 64);
  v128.store(LANES, b2, 80);
  v128.store(LANES, a3, 96);
  v128.store(LANES, b3, 112);
}

/** Normals from the lanes, drawn a pool at a time: three times as fast as one by one. */
const POOL: i32 = 32;
const pool = memory.data(280, 16);
let pooled: i32 = 0;

@inline
function pooledNormal(): f64 {
  if (pooled === 0) {
    fillNormals(pool, POOL);
    pooled = POOL;
  }
  pooled--;
  return load<f64>(pool + (<usize>pooled << 3));
}

/** d = m/2 - 1/3 and 1/√(9d) of `chiSquare` for m up to MOST_TABLED, which cost more than a draw. */
const MOST_TABLED: i32 = 1023;
const chiSquareTable = memory.data(16384, 16);

export function prepareChiSquare(): void {
  for (let m = 2; m <= MOST_TABLED; m++) {
    const d = 0.5 * <f64>m - 1.0 / 3.0;
    store<f64>(chiSquareTable + (<usize>m << 4), d);
    store<f64>(chiSquareTable + (<usize>m << 4), 1.0 / Math.sqrt(9.0 * d), 8);
  }
}

/** χ² with m >= 0 degrees of freedom: Marsaglia & Tsang (2000) from two on. Needs `prepareChiSquare`. */
export function chiSquare(m: i32): f64 {
  if (m <= 1) {
    if (m <= 0) return 0.0;
    const z = pooledNormal();
    return z * z;
  }
  let d: f64;
  let c: f64;
  if (m <= MOST_TABLED) {
    d = load<f64>(chiSquareTable + (<usize>m << 4));
    c = load<f64>(chiSquareTable + (<usize>m << 4), 8);
  } else {
    d = 0.5 * <f64>m - 1.0 / 3.0;
    c = 1.0 / Math.sqrt(9.0 * d);
  }
  while (true) {
    const x = pooledNormal();
    const y = c * x;
    const root = 1.0 + y;
    if (root <= 0.0) continue;
    const v = root * root * root;
    const u = uniform();
    // Accepts where log u < x²/2 + d (1 - v + log v) = -3d (y⁴/4 - y⁵/5 + …) >= -3d y⁴ / (4 (1 - |y|)).
    const square = y * y;
    if ((1.0 - u) * (1.0 - abs(y)) > 0.75 * d * square * square) return 2.0 * d * v;
    if (log(u) < 0.5 * x * x + d * (1.0 - v + log(v))) return 2.0 * d * v;
  }
}
