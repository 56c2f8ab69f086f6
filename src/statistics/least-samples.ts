/** Beyond this a count of samples is no exact double. */
const MOST = 2 ** 53;

/**
 * The fewest samples, at least `from`, that are enough: by doubling and bisection, so that `enough` must stay true
 * once it is. Infinity when 2^53 are not.
 */
export function leastSamples(enough: (samples: number) => boolean, from = 1): number {
  let high = from;
  let low = from - 1;
  while (!enough(high)) {
    if (high >= MOST) return Number.POSITIVE_INFINITY;
    low = high;
    high = Math.min(2 * high, MOST);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The half-width that is `relativeError` of a mean's size. Throws a RangeError unless both are positive and finite. */
export function wantedHalfWidth(relativeError: number, mean: number): number {
  const wanted = relativeError * Math.abs(mean);
  if (!(relativeError > 0 && wanted > 0 && Number.isFinite(wanted)))
    throw new RangeError(`a relative error of ${relativeError} of the mean ${mean}; wanted a positive size`);
  return wanted;
}
