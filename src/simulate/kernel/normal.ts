// Standard normals of src/random/stream.ts, bit for bit: one by one, and on four lanes side by side.
import { exp, log } from '../../random/elementary.ts';
import { epoch, next, philox, philoxHigh, philoxLow, uniform } from './generator.ts';

/** A layer, of 1024, as the offset of its edge: bits 3 to 12 of a word. */
const LAYER_BITS: usize = 0x1ff8;

/** The loader copies src/random/ziggurat.ts here: edges, then heights, 1025 numbers each. */
const TABLES = memory.data(16400, 16);
const HEIGHTS: usize = 8200;

export function ziggurat(): usize {
  return TABLES;
}

/** Four words of the lanes' state, each for lanes 0 and 1 and then 2 and 3: 8 vectors. */
const LANES = memory.data(128, 16);
/** The stream that they belong to. */
let lanesEpoch: u64 = 0;

/** 2.0 as bits and 3.0, which make a word of [-1, 1); the layer's bits; all bits but the sign: two of each. */
const CONSTANTS = memory.data<u64>([
  0x4000000000000000, 0x4000000000000000, 0x4008000000000000, 0x4008000000000000,
  0x1ff8, 0x1ff8, 0x7fffffffffffffff, 0x7fffffffffffffff,
]);

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
  lanesEpoch = epoch;
}

/** Uniform on [-1, 1), in steps of 2^-51. */
@inline
function signed(word: u64): f64 {
  return reinterpret<f64>((word >> 12) | 0x4000000000000000) - 3.0;
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
  const tail = load<f64>(TABLES, 8);
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
  if (lanesEpoch !== epoch) seedLanes();
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
