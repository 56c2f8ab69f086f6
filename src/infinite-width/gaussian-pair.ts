/** Covariances of a centred Gaussian pair (x, y): Var x, Cov, Var y. */
export type Pair = readonly [xx: number, xy: number, yy: number];

/** A function of a pair's covariances, with its derivatives by (xx, xy, yy). */
export interface Jet {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

/** √(det), on which every derivative below depends. */
const spread = ([p, m, q]: Pair): number => Math.sqrt(Math.max(0, p * q - m * m));

const angle = (pair: Pair): number => Math.atan2(spread(pair), pair[1]);

/** P(x > 0, y > 0) = (π - θ)/2π. Derivatives are infinite for collinear pairs. */
export function bothOpen(pair: Pair): Jet {
  const [p, m, q] = pair;
  const s = spread(pair);
  const tau = 2 * Math.PI;
  const byX = (v: number): number => -m / (2 * tau * v * s);
  const byXX = (v: number, w: number): number => ((m / (2 * tau)) * (1 / (v * s) + w / (2 * s ** 3))) / v;
  const across = m / (4 * tau * s ** 3);
  return {
    value: (Math.PI - angle(pair)) / tau,
    gradient: [byX(p), 1 / (tau * s), byX(q)],
    hessian: [
      [byXX(p, q), -q / (2 * tau * s ** 3), across],
      [-q / (2 * tau * s ** 3), m / (tau * s ** 3), -p / (2 * tau * s ** 3)],
      [across, -p / (2 * tau * s ** 3), byXX(q, p)],
    ],
  };
}

/** E relu(x) relu(y) (Cho & Saul 2009). d/dxy is `bothOpen`, d/dxx is E δ(x) relu(y)/2 (Price's theorem). */
export function reluProduct(pair: Pair): Jet {
  const [p, m, q] = pair;
  const s = spread(pair);
  const open = bothOpen(pair);
  const quad = 4 * Math.PI;
  const [mp, mm, mq] = open.gradient as [number, number, number];
  const pq = 1 / (2 * quad * s);
  const byXX = (v: number, w: number): number => (w / (2 * s) - s / v) / (quad * v);
  return {
    value: s / (2 * Math.PI) + open.value * m,
    gradient: [s / (quad * p), open.value, s / (quad * q)],
    hessian: [
      [byXX(p, q), mp, pq],
      [mp, mm, mq],
      [pq, mq, byXX(q, p)],
    ],
  };
}

/** Moments of x₊ = relu(x), y₊ and the open gates 1_x, 1_y beyond those two; all by Gaussian integration by parts. */
export function gatedMoments(pair: Pair) {
  const [p, m, q] = pair;
  const s = spread(pair);
  const open = (Math.PI - angle(pair)) / (2 * Math.PI);
  const product = s / (2 * Math.PI) + open * m;
  /** E δ(x) y₊ and E x₊ δ(y). */
  const edgeX = s / (2 * Math.PI * p);
  const edgeY = s / (2 * Math.PI * q);
  /** E x₊² 1_y and E 1_x y₊². */
  const squareX = p * open + m * edgeY;
  const squareY = q * open + m * edgeX;
  return {
    open,
    product,
    edgeX,
    edgeY,
    squareX,
    squareY,
    /** E x₊³ y₊, E x₊² y₊², E x₊ y₊³. */
    cubeX: 2 * p * product + m * squareX,
    squares: p * squareY + 2 * m * product,
    cubeY: 2 * q * product + m * squareY,
  };
}
