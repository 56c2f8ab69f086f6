import { type Rational, rational } from '../rational/rational.ts';
import { canonical, type Method, type Proposition, sha256 } from './certificate.ts';

/** Symbols of a point, in the order in which points are counted through; y stands for 2^-n. */
export const POINT_SYMBOLS = [
  'n',
  'y',
  'r',
  'sigma_w2',
  'sigma_b2',
  'bias_gradient',
  'output_sigma_w2',
  'n0',
  'lambda',
  'e',
] as const;

export type Point = ReadonlyMap<string, Rational>;

/** A full grid: one point more than the degree in every symbol, whole numbers from `first` on. */
export function gridMethod(degrees: ReadonlyMap<string, number>, first: number): Method & { kind: 'grid' } {
  const points = Object.fromEntries(
    [...degrees].map(([name, degree]) => [name, Array.from({ length: degree + 1 }, (_, i) => first + i)]),
  );
  return { kind: 'grid', points };
}

/** All points of a grid, the last symbol changing fastest. */
export function* gridPoints(
  symbols: readonly string[],
  { points }: Method & { kind: 'grid' },
): Generator<Point> {
  const [name, ...rest] = symbols;
  if (name === undefined) {
    yield new Map();
    return;
  }
  for (const value of points[name]!)
    for (const tail of gridPoints(rest, { kind: 'grid', points }))
      yield new Map([[name, rational(value)], ...tail]);
}

/** One point that only a hash decides: nobody has chosen it. */
export function randomMethod(
  symbols: readonly string[],
  degree: number,
  { claim, network, domain }: Proposition,
  fixed: { readonly [symbol: string]: string },
): Method & { kind: 'random' } {
  const text = `${canonical({ claim, network, domain })} ${canonical(fixed)}`;
  const point = Object.fromEntries(symbols.map((name) => [name, String(hashed(`${text} 0 ${name}`))]));
  return { kind: 'random', bits: 128, trials: 1, points: [point], degree };
}

/** 1 + the first 128 bits of the hash. */
const hashed = (text: string): bigint => 1n + BigInt(`0x${sha256(text).slice(0, 32)}`);

export const randomPoint = ({ points: [point] }: Method & { kind: 'random' }): Point =>
  new Map(Object.entries(point!).map(([name, value]) => [name, rational(BigInt(value))]));
