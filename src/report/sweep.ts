/** Plain data of a sweep over σ_w² and depth: exact values, simulated bands, and plain sample means beside them. */
export interface SweepRecord {
  readonly quantity: string;
  readonly network: {
    readonly convention: string;
    readonly width: number;
    readonly input_width: number;
    readonly r: string;
    readonly gates: string;
  };
  readonly seed: number;
  /** With which all bands hold the true values at once. */
  readonly confidence: number;
  /** Runs of the plain estimator at each point: so many networks each. */
  readonly plain: { readonly networks: number; readonly runs: number };
  readonly points: readonly SweepPoint[];
}

export interface SweepPoint {
  readonly sigma_w2: string;
  readonly phase: string;
  readonly depth: number;
  /** The exact value, rounded. */
  readonly exact: number;
  /** The quantity at the estimates of its means; null where it has no value there. */
  readonly estimate: number | null;
  /** Null where nothing justifies one: then `no_band` says why. */
  readonly band: { readonly low: number; readonly high: number } | null;
  readonly no_band?: string;
  /** The quantity at the sample means of plain networks: the first run, the median of all, how many lie below `exact`. */
  readonly plain: { readonly first: number; readonly median: number; readonly below: number } | null;
  /** Draws are those of this seed. */
  readonly seed: number;
  readonly means: readonly SweepMean[];
}

/** One E(...) of the quantity, and the samples that it comes from. */
export interface SweepMean {
  readonly expectation: string;
  readonly method: string;
  readonly reason: string | null;
  readonly samples: number;
  readonly estimate: number;
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number } | null;
}

/** Whether the band holds the exact value; null without a band. */
export const holds = ({ band, exact }: SweepPoint): boolean | null =>
  band && band.low <= exact && exact <= band.high;

/** Points by σ_w², in the order they came. */
export function curvesOf({ points }: SweepRecord): SweepPoint[][] {
  const curves = new Map<string, SweepPoint[]>();
  for (const point of points) curves.set(point.sigma_w2, [...(curves.get(point.sigma_w2) ?? []), point]);
  return [...curves.values()];
}
