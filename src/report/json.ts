import type { Verdict } from '../verify/verdict.ts';

/** What a run rests on, beside its verdicts. */
export interface RunRecord {
  readonly ntkcheck: string;
  readonly node: string;
  readonly seed: number;
  readonly falseAlarmBudget: number;
  /** false: interrupted; what was not reached is undecided. */
  readonly complete: boolean;
}

/** The whole run as JSON. */
export const jsonReport = (run: RunRecord, verdicts: readonly Verdict[]): string =>
  jsonText({ ...run, verdicts });

/** Data as JSON, with infinite numbers as text: JSON has none. */
export const jsonText = (data: object): string =>
  `${JSON.stringify(data, (_, value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value), 2)}\n`;
