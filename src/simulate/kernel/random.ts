// The streams of src/random/stream.ts, bit for bit, and laws built on them. One stream at a time: the module's state.
import { exp, log } from '../../random/elementary.ts';

const LAYERS: u64 = 1024;

/** The loader copies src/random/ziggurat.ts here: edges, then heights, LAYERS + 1 numbers each. */
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

// The scalar generator's state.
let s0: u64 = 0;
let s1: u64 = 0;
let s2: u64 = 0;
let s3: u64 = 0;

/** Four words of the lanes' state, each for lanes 0 and 1 and then 2 and 3: 8 vectors. */
const LANES = memory.data(128, 16);
let lanesReady: bool = false;

/** The coins' generator: four words. */
const COINS = memory.data(32, 16);
let coinsReady: bool = false;

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
  s0 = philoxLow;
  s1 = philoxHigh;
  philox(1);
  s2 = philoxLow;
  s3 = philoxHigh;
  lanesReady = false;
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
  const result = rotl(s0 + s3, 23) + s0;
  const t = s1 << 17;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl(s3, 45);
  return result;
}

/** Uniform on (-1, 1): odd multiples of 2^-52. */
@inline
function signed(word: u64): f64 {
  return reinterpret<f64>((word >> 12) | 0x4000000000000000) - 3.0 + 2.220446049250313e-16;
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
  const c0 = load<u64>(COINS);
  const c1 = load<u64>(COINS, 8);
  const c2 = load<u64>(COINS, 16) ^ c0;
  const c3 = load<u64>(COINS, 24) ^ c1;
  const word = rotl(c0 + load<u64>(COINS, 24), 23) + c0;
  store<u64>(COINS, c0 ^ c3);
  store<u64>(COINS, c1 ^ c2, 8);
  store<u64>(COINS, c2 ^ (c1 << 17), 16);
  store<u64>(COINS, rotl(c3, 45), 24);
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
    const at = TABLES + ((<usize>word & (<usize>LAYERS - 1)) << 3);
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
  const at = TABLES + ((<usize>word & (<usize>LAYERS - 1)) << 3);
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
  const exponent = i64x2.splat(0x4000000000000000);
  const three = f64x2.splat(3.0);
  const half = f64x2.splat(2.220446049250313e-16);
  const end = out + ((<usize>count + 3) >> 2 << 5);
  for (; out < end; out += 32) {
    const a = i64x2.add(rotlVector(i64x2.add(a0, a3), 23), a0);
    const b = i64x2.add(rotlVector(i64x2.add(b0, b3), 23), b0);
    const at = i64x2.shl(a1, 17);
    const bt = i64x2.shl(b1, 17);
    a2 = v128.xor(a2, a0);
    b2 = v128.xor(b2, b0);
    a3 = v128.xor(a3, a1);
    b3 = v128.xor(b3, b1);
    a1 = v128.xor(a1, a2);
    b1 = v128.xor(b1, b2);
    a0 = v128.xor(a0, a3);
    b0 = v128.xor(b0, b3);
    a2 = v128.xor(a2, at);
    b2 = v128.xor(b2, bt);
    a3 = rotlVector(a3, 45);
    b3 = rotlVector(b3, 45);
    // Each load brings edges i and i + 1 of one lane.
    const pa0 = v128.load(TABLES + ((<usize>i64x2.extract_lane(a, 0) & (<usize>LAYERS - 1)) << 3));
    const pa1 = v128.load(TABLES + ((<usize>i64x2.extract_lane(a, 1) & (<usize>LAYERS - 1)) << 3));
    const pb0 = v128.load(TABLES + ((<usize>i64x2.extract_lane(b, 0) & (<usize>LAYERS - 1)) << 3));
    const pb1 = v128.load(TABLES + ((<usize>i64x2.extract_lane(b, 1) & (<usize>LAYERS - 1)) << 3));
    const ua = f64x2.add(f64x2.sub(v128.or(i64x2.shr_u(a, 12), exponent), three), half);
    const ub = f64x2.add(f64x2.sub(v128.or(i64x2.shr_u(b, 12), exponent), three), half);
    const xa = f64x2.mul(ua, i64x2.shuffle(pa0, pa1, 0, 2));
    const xb = f64x2.mul(ub, i64x2.shuffle(pb0, pb1, 0, 2));
    v128.store(out, xa);
    v128.store(out, xb, 16);
    const inside = v128.and(
      f64x2.lt(f64x2.abs(xa), i64x2.shuffle(pa0, pa1, 1, 3)),
      f64x2.lt(f64x2.abs(xb), i64x2.shuffle(pb0, pb1, 1, 3)),
    );
    if (!i64x2.all_true(inside)) {
      store<f64>(out, settled(i64x2.extract_lane(a, 0)));
      store<f64>(out, settled(i64x2.extract_lane(a, 1)), 8);
      store<f64>(out, settled(i64x2.extract_lane(b, 0)), 16);
      store<f64>(out, settled(i64x2.extract_lane(b, 1)), 24);
    }
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

/** χ² with m >= 0 degrees of freedom: Marsaglia & Tsang (2000) from two on. */
export function chiSquare(m: i32): f64 {
  if (m <= 1) {
    if (m <= 0) return 0.0;
    const z = normal();
    return z * z;
  }
  const d = 0.5 * <f64>m - 1.0 / 3.0;
  const c = 1.0 / Math.sqrt(9.0 * d);
  while (true) {
    const x = normal();
    const root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const v = root * root * root;
    const u = uniform();
    const square = x * x;
    if (u < 1.0 - 0.0331 * square * square) return 2.0 * d * v;
    if (log(u) < 0.5 * square + d * (1.0 - v + log(v))) return 2.0 * d * v;
  }
}
