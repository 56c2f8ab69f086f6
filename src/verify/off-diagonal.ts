import { moments } from '../exact/moment.ts';
import { Refusal } from '../expression/index.ts';
import { kernels } from '../infinite-width/kernels.ts';
import type { Network } from '../network/network.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { type GramRequest, gramPlaces, gramRowLength, gramSampler } from '../simulate/gram.ts';
import {
  type AnchoredPlan,
  anchoredInfluence,
  anchoredInterval,
  planAnchoredMean,
} from '../statistics/anchored-mean.ts';
import type { Estimated, Sampler } from './looks.ts';
import type { NamedCall } from './named.ts';
import { refusing } from './refusal.ts';

/** Random numbers for one draw of the effort: an interval from bounds needs more samples than a test; of a square, most. */
const NUMBERS_A_DRAW = { mean: 36, distance: 52 } as const;
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
export const meanOffDiagonal = offDiagonal(NUMBERS_A_DRAW.mean, (bounds, kernels, level) => {
  const { centre, norms } = bounds;
  const half = kernels.length >> 1;
  const distance = estimated(
    distancePlan(bounds, half, level / 2),
    squares(kernels.subarray(0, half), centre),
  );
  const plan = planAnchoredMean({
    variance: Math.min(distance.high, norms[1] ** 2),
    anchor: centre,
    reach: norms[0] + Math.abs(centre),
    samples: kernels.length - half,
    level: level / 2,
  });
  return estimated(plan, kernels.subarray(half));
});

/** E (K(x, y) - Θ)², by the bound above. */
export const distanceOffDiagonal = offDiagonal(NUMBERS_A_DRAW.distance, (bounds, kernels, level) => {
  const plan = distancePlan(bounds, kernels.length, level);
  const found = estimated(plan, squares(kernels, bounds.centre));
  return { ...found, low: Math.max(0, found.low) };
});

function offDiagonal(
  numbersADraw: number,
  interval: (bounds: Bounds, kernels: Float64Array, level: number) => Estimated,
): Sampler {
  return {
    drawnBy: 1,
    prepare: (call, draws) =>
      refusing(() => {
        const { network, numbers } = call;
        const inputs = pairOf(network, numbers[0]!);
        const bounds = boundsOf(call);
        const size = network.layers.reduce((total, { width }) => total + 2 * width, OVERHEAD);
        const affordable = Math.floor((numbersADraw * draws) / size);
        return {
          most: Math.max(SAMPLES.least, Math.min(SAMPLES.most, affordable)),
          source: (seed) => kernelsOf({ network, inputs, seed }),
          interval: (kernels, level) => interval(bounds, kernels, level),
        };
      }),
  };
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

const squares = (kernels: Float64Array, centre: number): Float64Array =>
  kernels.map((kernel) => (kernel - centre) ** 2);

function estimated(plan: AnchoredPlan, values: Float64Array): Estimated {
  let sum = 0;
  let influences = 0;
  for (const x of values) {
    sum += x;
    influences += anchoredInfluence(plan, x);
  }
  const { low, high } = anchoredInterval(plan, influences);
  return { low, high, estimate: sum / values.length };
}

/** K(x, y) of networks by their index. */
function kernelsOf(request: GramRequest): (from: number, out: Float64Array) => void {
  const sampler = gramSampler(request);
  const length = gramRowLength(request.inputs.length);
  const { Kw, Kb } = gramPlaces(request.inputs.length, 0, 1);
  const rows = new Float64Array(ROWS * length);
  return (from, out) => {
    for (let done = 0; done < out.length; done += ROWS) {
      const filled = Math.min(ROWS, out.length - done);
      sampler.fill(from + done, filled, rows);
      for (let i = 0; i < filled; i++) out[done + i] = rows[i * length + Kw]! + rows[i * length + Kb]!;
    }
  };
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
