import { OutOfRange } from '../limits/error.ts';

/** Bins are numbered by the exponent and the 8 highest bits of the fraction of a double: 256 in every octave. */
const LOW_BITS = 12;
/** One more than the last bin of finite doubles, so that no more than these 2^19 are ever kept. */
const BINS = 0x7ff << (20 - LOW_BITS);
/** What the counts must stay below for their sum to be exact. */
const MOST = 2 ** 53;

// One double seen as its bits; little-endian, like every platform Node runs on.
const double = new Float64Array(1);
const bits = new Uint32Array(double.buffer);

/** Where a number is known to lie. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The counts as plain data, in one canonical form: bins rise, and none is empty. */
export interface LogHistogramJson {
  readonly binsPerOctave: 256;
  readonly negative: number;
  readonly zero: number;
  /** [bin, count] */
  readonly bins: readonly (readonly [number, number])[];
}

/**
 * Counts of a statistic on a logarithmic grid: a bin is 1/256 to 1/512 of its value wide. The counts are exact, and
 * depend on neither the order of the values nor the way they were split among merged histograms. Zeros and negative
 * values have one count each; the subnormal numbers, below 2^-1022, share the coarser bins that are left.
 */
export class LogHistogram {
  readonly #bins = new Map<number, number>();
  #negative = 0;
  #zero = 0;
  #count = 0;

  /** Number of values. */
  get count(): number {
    return this.#count;
  }

  get negative(): number {
    return this.#negative;
  }

  get zero(): number {
    return this.#zero;
  }

  /** The bins that are not empty and their counts, rising. */
  bins(): readonly (readonly [number, number])[] {
    return [...this.#bins].sort(([a], [b]) => a - b);
  }

  /** Throws an OutOfRange, and adds nothing, for NaN and the infinities. */
  add(x: number): void {
    if (!Number.isFinite(x)) throw new OutOfRange(`cannot count a number that is not finite, got ${x}`);
    if (x > 0) this.#addTo(binOf(x), 1);
    else if (x === 0) this.#zero++;
    else this.#negative++;
    this.#count++;
  }

  /** Adds every value of `other`. Throws an OutOfRange, and adds nothing, beyond 2^53 values. */
  merge(other: LogHistogram): void {
    if (this.#count + other.#count >= MOST) throw new OutOfRange('a histogram holds less than 2^53 values');
    for (const [bin, count] of [...other.#bins]) this.#addTo(bin, count);
    this.#negative += other.#negative;
    this.#zero += other.#zero;
    this.#count += other.#count;
  }

  toJSON(): LogHistogramJson {
    return { binsPerOctave: 256, negative: this.#negative, zero: this.#zero, bins: this.bins() };
  }

  /** Throws an OutOfRange unless the counts are whole and the bins exist and rise. */
  static fromJSON(json: LogHistogramJson): LogHistogram {
    const { binsPerOctave, negative, zero, bins } = json;
    if (binsPerOctave !== 256) throw new OutOfRange(`${binsPerOctave} bins an octave; wanted 256`);
    const histogram = new LogHistogram();
    let last = -1;
    let total = 0;
    const checked = (count: number, least: number): number => {
      total += count;
      if (Number.isSafeInteger(count) && count >= least && total < MOST) return count;
      throw new OutOfRange(`a count of ${count}; wanted a whole number of at least ${least}`);
    };
    histogram.#negative = checked(negative, 0);
    histogram.#zero = checked(zero, 0);
    for (const [bin, count] of bins) {
      if (!Number.isInteger(bin) || bin <= last || bin >= BINS)
        throw new OutOfRange(`bin ${bin} after bin ${last}; wanted rising numbers below ${BINS}`);
      histogram.#bins.set(bin, checked(count, 1));
      last = bin;
    }
    histogram.#count = total;
    return histogram;
  }

  /**
   * Where the value of this rank in rising order lies, X(1) <= … <= X(count); by convention X(0) = -∞ and
   * X(count + 1) = ∞. Throws an OutOfRange for other ranks.
   */
  valueOfRank(rank: number): Range {
    if (!Number.isInteger(rank) || rank < 0 || rank > this.#count + 1)
      throw new OutOfRange(`rank ${rank}; wanted a whole number from 0 to ${this.#count + 1}`);
    const [minus, plus] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (rank === 0) return { low: minus, high: minus };
    let below = this.#negative;
    if (rank <= below) return { low: minus, high: 0 };
    below += this.#zero;
    if (rank <= below) return { low: 0, high: 0 };
    for (const [bin, count] of this.bins()) {
      below += count;
      if (rank <= below) return edgesOf(bin);
    }
    return { low: plus, high: plus };
  }

  #addTo(bin: number, count: number): void {
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + count);
  }
}

/** low <= x < high for every x of the bin; the last one ends at ∞. */
export function edgesOf(bin: number): Range {
  const at = (edge: number): number => {
    bits[0] = 0;
    bits[1] = edge << LOW_BITS;
    return double[0]!;
  };
  return { low: at(bin), high: at(bin + 1) };
}

function binOf(x: number): number {
  double[0] = x;
  return bits[1]! >>> LOW_BITS;
}
