import { FORMULAS, loadConventions } from '../files/library.ts';
import { quantityEnvironment } from '../jobs/environment.ts';
import { InputError } from '../limits/error.ts';
import { SWEEP_LIMITS } from '../limits/limits.ts';
import type { NetworkSettings } from '../network/build.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { formatRational, parseRational } from '../rational/text.ts';
import { networkFromFlags } from './network-input.ts';
import { readQuantities } from './quantities.ts';
import type { SweepTask } from './sweep-point.ts';
import { packageVersion } from './version.ts';

/** As parsed from the command line. */
export interface SweepFlags extends Pick<SweepTask, 'quantity' | 'seed' | 'relativeError'> {
  readonly samples?: number | undefined;
  readonly convention: string;
  readonly sigmaW2?: readonly Rational[] | undefined;
  readonly sigmaB2?: Rational | undefined;
  readonly gates: NetworkSettings['gates'];
  readonly depths: readonly number[];
  readonly width: number;
  readonly inputWidth: number;
  readonly r?: Rational | undefined;
  readonly confidence: number;
  readonly plainNetworks: number;
  readonly plainRuns: number;
}

/** Those of `ntk_sample_mlp.py` in github.com/mselezniova/ntk_beyond_limit. */
const PUBLISHED_SIGMA_W2 = '0.5 0.8 1 1.2 1.4 1.5 1.6 1.7 1.8 1.9 2 2.1 2.2 2.5 3 3.5'
  .split(' ')
  .map((text) => parseRational(text)!);

const MAX_POINTS = SWEEP_LIMITS.points;
/** Below this the level of a single interval is lost in the rounding of 1 - level. */
const LEAST_LEVEL = 1e-12;

export const rOf = ({ r, inputWidth }: Pick<SweepFlags, 'r' | 'inputWidth'>): Rational =>
  r ?? rational(1, inputWidth);

/**
 * The points of a sweep, by σ_w² and then by depth. The probability of a miss is shared evenly by all intervals of all
 * points, so that all bands hold at once. Throws InputError.
 */
export function sweepTasks(flags: SweepFlags): SweepTask[] {
  const { quantity, seed, samples, relativeError, depths, width, inputWidth } = flags;
  const curves = settingsOf(flags);
  const points = curves.length * depths.length;
  if (points > MAX_POINTS) throw new InputError(`found ${points} points; wanted at most ${MAX_POINTS}`);
  const [parsed] = readQuantities([quantity], quantityEnvironment(curves[0]!));
  const count = expectationsIn(parsed!.expression).size;
  const level = (1 - flags.confidence) / (points * Math.max(1, count));
  if (level < LEAST_LEVEL)
    throw new InputError(
      `--confidence: found ${flags.confidence}, which leaves each of ${points * count} intervals a level of ${level.toPrecision(2)}; wanted at least ${LEAST_LEVEL}`,
    );
  const shared = { version: packageVersion(), quantity, seed, confidence: 1 - level, samples, relativeError };
  const plain = { networks: flags.plainNetworks, runs: flags.plainRuns };
  return curves.flatMap((settings) =>
    depths.map((depth) => ({
      ...shared,
      plain,
      settings: { ...settings, widths: [inputWidth, ...Array<number>(depth - 1).fill(width), 1] },
    })),
  );
}

/** Of each σ_w², at the largest depth: what is wrong with a setting is wrong there. */
function settingsOf(flags: SweepFlags): NetworkSettings[] {
  const { convention, sigmaB2, gates, depths, width, inputWidth } = flags;
  const known = loadConventions(FORMULAS).get(convention);
  const list = flags.sigmaW2 ?? (known?.sigmaW2 === 'free' ? PUBLISHED_SIGMA_W2 : [undefined]);
  const network = { depth: depths.at(-1)!, width, inputWidth, r: rOf(flags) };
  const shared = { convention, gates, outputBias: true, ...(sigmaB2 ? { sigmaB2 } : {}), ...network };
  return list.map((sigmaW2) => networkFromFlags({ ...shared, ...(sigmaW2 ? { sigmaW2 } : {}) }).settings);
}

/** What all points share, for the record. */
export const networkOf = (flags: SweepFlags) => ({
  convention: flags.convention,
  width: flags.width,
  input_width: flags.inputWidth,
  r: formatRational(rOf(flags)),
  gates: flags.gates,
});
