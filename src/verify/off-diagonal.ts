import { moments } from '../exact/moment.ts';
import { Refusal } from '../expression/index.ts';
import { kernels } from '../infinite-width/kernels.ts';
import type { Network } from '../network/network.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { gramPlaces, gramRowLength, gramSampler } from '../simulate/gram.ts';
import {
  type AnchoredPlan,
  anchoredInfluence,
  anchoredInterval,
  planAnchoredMean,
} from '../statistics/anchored-mean.ts';
import type { NamedCall } from './named.ts';
import { refusing } from './refusal.ts';
import type { Sampled, SampledEffort } from './sampled.ts';

/** Random numbers for one draw of the effort: an interval from bounds needs more samples than a test; of a square, most. */
const NUMBERS_A_DRAW = { mean: 25, distance: 50 } as const;
/** What a sample costs beyond its random numbers, in random numbers. */
const OVERHEAD = 20;
const SAMPLES = { most: 4_000_000, least: 2_000 } as const;
const ROWS = 4096;

/**
 * E K(x, y) at two inputs of equal length and this cosine, in an interval that holds whatever the law.
 *
 * K(x, y) has no exact moments here, but |K(x, y)|² <= K(x, x) K(y, y), and both have the law of K(x, x): so its norms are
 * at most those of K, which are exact. Half of the samples bound E (K(x, y) - Θ)², Θ the infinite-width NTK, by a mean
 * whose variance is at most (‖K‖₄ + |Θ|)⁴ (Minkowski). That in turn bounds the variance of K(x, y), of which the other
 * half is the mean; it is within E K + |Θ| of Θ.
 */
export function meanOffDiagonal(call: NamedCall, effort: SampledEffort): Sampled {
  return refusing(() => {
    const { read, count } = readerOf(call, effort, NUMBERS_A_DRAW.mean);
    const bounds = boundsOf(call);
    const { centre, norms } = bounds;
    const half = Math.floor(count / 2);
    const level = effort.falseAlarmRate / 2;
    const distance = estimate(distancePlan(bounds, half, level), squares(read, centre), 0);
    const plan = planAnchoredMean({
      variance: Math.min(distance.high, norms[1] ** 2),
      anchor: centre,
      reach: norms[0] + Math.abs(centre),
      samples: count - half,
      level,
    });
    return { ...estimate(plan, read, half), samples: count };
  });
}

/** E (K(x, y) - Θ)², by the bound above. */
export function distanceOffDiagonal(call: NamedCall, effort: SampledEffort): Sampled {
  return refusing(() => {
    const { read, count } = readerOf(call, effort, NUMBERS_A_DRAW.distance);
    const bounds = boundsOf(call);
    const plan = distancePlan(bounds, count, effort.falseAlarmRate);
    const found = estimate(plan, squares(read, bounds.centre), 0);
    return { ...found, low: Math.max(0, found.low), samples: count };
  });
}

interface Bounds {
  readonly centre: number;
  readonly norms: readonly [number, number, number];
}

/** Θ, and the norms ‖K‖₁, ‖K‖₂, ‖K‖₄ of the NTK at one input. */
function boundsOf({ network, numbers }: NamedCall): Bounds {
  const centre = kernels({ network, rho: numbers[0]!, digits: 20 }).ntk.toNumber();
  const powers = [1, 2, 4] as const;
  const exact = moments(
    network,
    powers.map((power) => ({ K: power })),
  );
  const norms = exact.map((moment, i) => toNumber(moment) ** (1 / powers[i]!)) as [number, number, number];
  return { centre, norms };
}

function distancePlan({ centre, norms }: Bounds, samples: number, level: number): AnchoredPlan {
  const [, second, fourth] = norms.map((norm) => norm + Math.abs(centre)) as [number, number, number];
  return planAnchoredMean({ variance: fourth ** 4, anchor: 0, reach: second ** 2, samples, level });
}

/** Calls `visit` with K(x, y) of `count` networks, those from index `from` on. */
type Reader = (from: number, count: number, visit: (kernel: number) => void) => void;

const squares =
  (read: Reader, centre: number): Reader =>
  (from, count, visit) =>
    read(from, count, (kernel) => visit((kernel - centre) ** 2));

function estimate(plan: AnchoredPlan, read: Reader, from: number): Omit<Sampled, 'samples'> {
  let sum = 0;
  let influences = 0;
  read(from, plan.samples, (x) => {
    sum += x;
    influences += anchoredInfluence(plan, x);
  });
  const { low, high } = anchoredInterval(plan, influences);
  return { low, high, estimate: sum / plan.samples };
}

function readerOf(
  { network, numbers: [rho] }: NamedCall,
  { draws, seed }: SampledEffort,
  numbersADraw: number,
): { readonly read: Reader; readonly count: number } {
  const inputs = pairOf(network, rho!);
  const numbers = network.layers.reduce((total, { width }) => total + 2 * width, OVERHEAD);
  const affordable = Math.floor((numbersADraw * draws) / numbers);
  const count = Math.max(SAMPLES.least, Math.min(SAMPLES.most, affordable));
  const sampler = gramSampler({ network, inputs, seed });
  const length = gramRowLength(inputs.length);
  const { Kw, Kb } = gramPlaces(inputs.length, 0, 1);
  const rows = new Float64Array(ROWS * length);
  const read: Reader = (from, some, visit) => {
    for (let done = 0; done < some; done += ROWS) {
      const filled = Math.min(ROWS, some - done);
      sampler.fill(from + done, filled, rows);
      for (let at = 0; at < filled * length; at += length) visit(rows[at + Kw]! + rows[at + Kb]!);
    }
  };
  return { read, count };
}

/** Two inputs with |x|² = r n_0 in a plane. One input neuron leaves cosines of ±1 alone. */
function pairOf({ widths, r }: Network, rho: Rational): [number[], number[]] {
  const n0 = widths[0]!;
  const isOnLine = rho.den === 1n && (rho.num === 1n || rho.num === -1n);
  if (n0 === 1 && !isOnLine) throw new Refusal('domain', 'one input neuron has no two inputs at an angle');
  const length = Math.sqrt(toNumber(r) * n0);
  const cosine = toNumber(rho);
  const sine = isOnLine ? 0 : Math.sqrt(toNumber(sineSquared(rho)));
  const rest = Array<number>(Math.max(0, n0 - 2)).fill(0);
  const across = n0 === 1 ? [] : [length * sine];
  return [
    [length, ...across.map(() => 0), ...rest],
    [length * cosine, ...across, ...rest],
  ];
}

const sineSquared = ({ num, den }: Rational): Rational => rational(den * den - num * num, den * den);
