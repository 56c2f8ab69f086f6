import { holds, type SweepPoint, type SweepRecord } from './sweep.ts';

const COLUMNS: Readonly<Record<string, (point: SweepPoint) => string | number | boolean | null | undefined>> =
  {
    sigma_w2: ({ sigma_w2 }) => sigma_w2,
    phase: ({ phase }) => phase,
    depth: ({ depth }) => depth,
    exact: ({ exact }) => exact,
    estimate: ({ estimate }) => estimate,
    low: ({ band }) => band?.low,
    high: ({ band }) => band?.high,
    holds,
    samples: ({ means }) => means.reduce((total, { samples }) => total + samples, 0),
    plain_first: ({ plain }) => plain?.first,
    plain_median: ({ plain }) => plain?.median,
    plain_below: ({ plain }) => plain?.below,
  };

/** A row a point, every digit of a double, an empty field where there is no value. No field needs quotes. */
export function sweepCsv({ points }: SweepRecord): string {
  const rows = points.map((point) => Object.values(COLUMNS).map((read) => read(point) ?? ''));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(',')}\n`).join('');
}
