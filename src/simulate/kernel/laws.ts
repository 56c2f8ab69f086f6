// Laws built on uniforms and normals: binomial with fair coins, χ².
import { log } from '../../random/elementary.ts';
import { epoch, next, uniform } from './generator.ts';
import { fillNormals } from './normal.ts';

/** Binomial(n, 1/2): the ones among n random bits. */
export function halfBinomial(n: i32): i32 {
  let ones: u64 = 0;
  let bits = n;
  for (; bits >= 64; bits -= 64) ones += popcnt(next());
  if (bits > 0) ones += popcnt(next() >> <u64>(64 - bits));
  return <i32>ones;
}

/** Normals from the lanes, drawn a pool at a time: three times as fast as one by one. */
const POOL: i32 = 32;
const pool = memory.data(280, 16);
let pooled: i32 = 0;
let poolEpoch: u64 = 0;

@inline
function pooledNormal(): f64 {
  if (pooled === 0 || poolEpoch !== epoch) {
    fillNormals(pool, POOL);
    pooled = POOL;
    poolEpoch = epoch;
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
