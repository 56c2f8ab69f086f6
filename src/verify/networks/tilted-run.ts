import { plannedChecks, runningChecks } from '../../estimate/checks.ts';
import { Refusal } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import type { MomentOracle } from '../../quantity/exact.ts';
import { statisticOf } from '../../quantity/statistic.ts';
import { toNumber } from '../../rational/text.ts';
import { simulate } from '../../simulate/run.ts';
import { mixtureOf } from '../../simulate/samplers.ts';
import { boundedMean } from '../../statistics/bounded-mean.ts';
import { boundsOf, NO_SYMBOLS } from './design.ts';
import { type Measurement, type Planned, record } from './measurement.ts';

/** Of the level, for the checks of tilted samples: a run that fails them says nothing. */
const CHECKS_SHARE = 0.1;

/** The measurement of one run of tilted samples, from the bounds of their law. Throws a Refusal for samples that fail their checks. */
export function tiltedRun(network: Network, oracle: MomentOracle, one: Planned, level: number): Measurement {
  const { request, design, body } = one;
  const statistic = statisticOf(body, NO_SYMBOLS);
  const { choice, samples, mean } = design;
  const bounds = boundsOf(design, request);
  if (!bounds) throw new Refusal('domain', 'laws tilted by another power give no bounds');
  const checksLevel = CHECKS_SHARE * level;
  const checks = runningChecks(
    plannedChecks(network, choice, mixtureOf(request), oracle, { samples, level: checksLevel }),
  );
  const sums = simulate({ ...request, from: 0, to: samples, statistics: [statistic], visit: checks.visit });
  const failure = checks.failure(samples, checksLevel);
  if (failure !== undefined) throw new Refusal('domain', failure);
  const sample = { count: samples, mean: sums.mean(0), variance: sums.variance(0) };
  const { low, high } = boundedMean(sample, bounds, level - checksLevel);
  const exact = toNumber(mean);
  return record(one, {
    estimate: sample.mean,
    standardError: sums.standardError(0),
    low,
    high,
    rejected: exact < low || exact > high,
    falseAlarmRate: level,
    detectable: exact === 0 ? Number.POSITIVE_INFINITY : (high - low) / Math.abs(exact),
    reach: high - low,
  });
}
