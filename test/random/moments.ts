/**
 * Median of the means of `blocks` blocks of `length` draws, and a bound on its error: a draw of standard deviation
 * `deviation` keeps it within `bound` of the true mean except with probability exp(-2·blocks·(1/2 - 1/9)²) (a block
 * strays by more than 3 of its deviations with probability at most 1/9, Chebyshev; half of the blocks must, Hoeffding).
 * That is 4e-9 for the 64 blocks used; needs nothing of the law but its variance.
 */
export function medianOfMeans(draw: () => number, deviation: number, length: number) {
  const blocks = 64;
  const means = Array.from({ length: blocks }, () => {
    let total = 0;
    for (let i = 0; i < length; i++) total += draw();
    return total / length;
  });
  means.sort((a, b) => a - b);
  return { median: means[blocks / 2]!, bound: (3 * deviation) / Math.sqrt(length) };
}
