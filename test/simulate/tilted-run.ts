import { plannedChecks, runningChecks } from '../../src/estimate/checks.ts';
import { moments } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { OBSERVABLES } from '../../src/network/observables.ts';
import { toNumber } from '../../src/rational/text.ts';
import { simulate } from '../../src/simulate/run.ts';
import type { KernelPart, Method } from '../../src/simulate/sampler.ts';
import { mixtureOf } from '../../src/simulate/samplers.ts';
import { tiltBounds } from '../../src/simulate/tilt.ts';
import { boundedMean } from '../../src/statistics/bounded-mean.ts';

export interface Tilt {
  readonly network: Network;
  readonly power: number;
  readonly part: KernelPart;
}

export interface Held {
  readonly method: Method;
  readonly seed: number;
  readonly count: number;
  readonly level: number;
  /** The most that the interval may be wide, over the exact value. */
  readonly width?: number;
}

/** What is wrong with `count` samples, if their interval misses the exact moment or they fail a check; else undefined. */
export function heldAgainstExact(
  { network, power, part }: Tilt,
  { method, seed, count, level, width = Number.POSITIVE_INFINITY }: Held,
): string | undefined {
  const exact = toNumber(moments(network, [{ [part]: power }])[0]!);
  if (exact === 0) return undefined;
  const request = { network, seed, method, power, part, needsQ: false };
  const mixture = mixtureOf(request);
  const oracle = (products: Parameters<typeof moments>[1]) => moments(network, products);
  const plan = { samples: count, level: level / 2 };
  const checks = runningChecks(plannedChecks(network, { power, part }, mixture, oracle, plan));
  const place = OBSERVABLES.indexOf(part);
  const statistics = [(o: Float64Array) => o[place]! ** power / exact];
  const sums = simulate({ ...request, from: 0, to: count, statistics, visit: checks.visit });
  const bounds = tiltBounds(mixture, power);
  const sample = { count, mean: sums.mean(0), variance: sums.variance(0) };
  const { low, high } = boundedMean(
    sample,
    { low: bounds.low / exact, high: bounds.high / exact },
    level / 2,
  );
  if (!(low <= 1 && high >= 1)) return `the exact value is not in [${low}, ${high}] times it`;
  if (!(high - low <= width)) return `[${low}, ${high}] is wider than ${width}`;
  return checks.failure(count, level / 2);
}
