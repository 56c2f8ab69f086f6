/**
 * The smallest network that can show each wrong claim, by hand: a missing layer or a wrong output shows at one layer; a
 * growth factor, fluctuations and the drift need a hidden layer; a closed gate costs a bias gradient only when a layer
 * above it has one, so dead layers need two.
 */
export const SMALLEST: Readonly<Record<string, string>> = {
  'PLANTED.one-layer-less': '1,1',
  'PLANTED.wrong-output': '1,1',
  'PLANTED.dropped-term': '1,1',
  'PLANTED.four-for-five-kw2': '1,1',
  'PLANTED.four-for-five': '1,1,1',
  'PLANTED.deterministic': '1,1,1',
  'PLANTED.missing-drift': '1,1,1',
  'PLANTED.narrow': '1,1,1',
  'PLANTED.uncorrelated': '1,1,1',
  'PLANTED.loops': '1,1,1',
  'PLANTED.weight-law': '1,1,1',
  'PLANTED.weight-law.laplace': '1,1,1',
  'PLANTED.fair-gates': '1,1,1,1',
};

/** Constants that fail somewhere: where is for the search to say. */
export const BY_SEARCH: readonly string[] = [
  'PLANTED.drift-normalization',
  'PLANTED.growth.ordered.bound',
  'PLANTED.matrix',
  'PLANTED.narrow-drift',
  'PLANTED.narrow-kw2',
  'PLANTED.narrow-unequal',
  'PLANTED.small-input',
  'PLANTED.weight-law.depth',
  'PLANTED.weight-law.order',
];

/** Wrong limits, and what is known by simulation alone: no single network shows them wrong. */
export const WITHOUT_WITNESS: readonly string[] = [
  'PLANTED.drift-beta',
  'PLANTED.growth.ordered',
  'PLANTED.independence',
  'PLANTED.off-diagonal',
  'PLANTED.off-diagonal.exact',
  'PLANTED.training',
];
