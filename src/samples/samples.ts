/** What somebody's own code has computed: values of K, of f, or both of each network, by the row. */
export interface Samples {
  readonly count: number;
  readonly K: Float64Array | undefined;
  readonly f: Float64Array | undefined;
}

/** The observables that samples may have. */
export const SAMPLED = ['K', 'f'] as const;

export type Sampled = (typeof SAMPLED)[number];
