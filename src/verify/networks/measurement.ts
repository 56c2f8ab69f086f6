import type { Expression } from '../../expression/index.ts';
import type { columnStatisticOf } from '../../quantity/statistic.ts';
import { formatRational } from '../../rational/text.ts';
import type { SamplerRequest } from '../../simulate/sampler.ts';
import { isRefusal } from '../refusal.ts';
import type { SimulationEvidence } from '../verdict.ts';
import type { Design } from './design.ts';

/** What simulated networks say of one E(body) on one network: it lies in the interval, but for the false-alarm rate. Plain data. */
export interface Measurement
  extends Omit<SimulationEvidence, 'kind' | 'architecture' | 'hypothesis' | 'expected'> {
  /** The exact oracle's value; `rejected` says whether it lies outside. */
  readonly exact: string;
  /** The interval lies within so much of the true value with probability 0.99, together with three others that do. */
  readonly reach: number;
}

/** Why there is none. */
export interface NotMeasured {
  readonly reason: string;
}

export const isMeasured = (one: Measurement | NotMeasured): one is Measurement => 'low' in one;

/** A body with the run that it is measured by. */
export interface Planned {
  readonly text: string;
  readonly body: Expression;
  readonly design: Design;
  readonly request: SamplerRequest;
  readonly columnStatistic: ReturnType<typeof columnStatisticOf>;
}

export type Found = Pick<
  Measurement,
  'estimate' | 'standardError' | 'low' | 'high' | 'rejected' | 'falseAlarmRate' | 'detectable' | 'reach'
>;

/** The measurement of a body. */
export const record = ({ text, design, request }: Planned, found: Found): Measurement => ({
  expectation: `E(${text})`,
  method: design.choice.method,
  ...(design.law !== 'gaussian' && { law: design.law }),
  exact: formatRational(design.mean),
  samples: design.samples,
  seed: Number(request.seed),
  ...found,
});

/** What `compute` gives, or why it refuses. */
export function attempted<T>(compute: () => T): T | NotMeasured {
  try {
    return compute();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { reason: error.message };
  }
}
