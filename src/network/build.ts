import { NtkcheckError } from '../limits/error.ts';
import { compare, divide, ONE, type Rational, rational, ZERO } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Gates, Layer, Network, OutputActivation } from './network.ts';

/**
 * How much a squared weight gradient counts: `ntk` u_l = v_l (weights written as sqrt(v_l) times a unit parameter,
 * Jacot et al. 2018), `standard` u_l = 1 (plain gradients, PyTorch and Flax).
 */
export type Parametrization = 'ntk' | 'standard';

/** What a network is built from; variances are per layer width: v_l = σ_w²/n_{l-1}, s_l = σ_b². */
export interface NetworkSettings {
  /** n_0 … n_d; the last is 1. */
  readonly widths: readonly number[];
  /** r = |x|²/n_0. */
  readonly r: Rational;
  readonly parametrization: Parametrization;
  readonly sigmaW2: Rational;
  readonly sigmaB2: Rational;
  /** c_l; by default σ_b² under `ntk`, 1 under `standard`. */
  readonly biasGradient?: Rational;
  /** σ_w² of the last layer alone; by default as elsewhere. */
  readonly outputSigmaW2?: Rational;
  /** false: the last layer has no bias, neither drawn nor trained. */
  readonly outputBias: boolean;
  readonly outputActivation: OutputActivation;
  readonly gates: Gates;
  /** E W⁴/(E W²)² of the weights: at least 1; by default 3, Gaussian weights. */
  readonly mu4?: Rational;
}

/** A setting that makes no network: which, what was found, what was wanted. */
export class NetworkError extends NtkcheckError {
  override readonly name = 'NetworkError';
  readonly field: keyof NetworkSettings;
  constructor(field: keyof NetworkSettings, message: string) {
    super(message);
    this.field = field;
  }
}

export const MAX_DEPTH = 10_000;
export const MAX_WIDTH = 1_000_000;

/** The network of these settings. Throws NetworkError on the first setting that is out of range. */
export function buildNetwork(settings: NetworkSettings): Network {
  checkWidths(settings.widths);
  atLeastZero('r', settings.r);
  atLeastZero('sigmaB2', settings.sigmaB2);
  positive('sigmaW2', settings.sigmaW2);
  if (settings.biasGradient) atLeastZero('biasGradient', settings.biasGradient);
  if (settings.outputSigmaW2) positive('outputSigmaW2', settings.outputSigmaW2);
  const { widths, r, gates, outputActivation, mu4 } = settings;
  if (mu4 && compare(mu4, ONE) < 0)
    throw new NetworkError(
      'mu4',
      `found ${formatRational(mu4)}; E W⁴ is at least (E W²)²: wanted a rational >= 1`,
    );
  const layers = widths.slice(1).map((_, index) => layerOf(settings, index + 1));
  return { widths, r, layers, gates, outputActivation, ...(mu4 && { mu4 }) };
}

function layerOf(settings: NetworkSettings, l: number): Layer {
  const { widths, parametrization, sigmaB2 } = settings;
  const isOutput = l === widths.length - 1;
  const hasBias = !isOutput || settings.outputBias;
  const sigmaW2 = (isOutput ? settings.outputSigmaW2 : undefined) ?? settings.sigmaW2;
  const weightVariance = divide(sigmaW2, rational(widths[l - 1]!));
  const biasScale = settings.biasGradient ?? (parametrization === 'ntk' ? sigmaB2 : ONE);
  return {
    fanIn: widths[l - 1]!,
    width: widths[l]!,
    weightVariance,
    weightScale: parametrization === 'ntk' ? weightVariance : ONE,
    biasVariance: hasBias ? sigmaB2 : ZERO,
    biasScale: hasBias ? biasScale : ZERO,
  };
}

function checkWidths(widths: readonly number[]): void {
  const fail = (message: string): never => {
    throw new NetworkError('widths', message);
  };
  if (widths.length < 2)
    fail(`found ${widths.length} width(s); wanted n_0,…,n_d with at least one weight layer, such as 3,4,1`);
  if (widths.length - 1 > MAX_DEPTH) fail(`found depth ${widths.length - 1}; wanted at most ${MAX_DEPTH}`);
  for (const [i, width] of widths.entries()) {
    if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
      fail(`found n_${i} = ${width}; wanted an integer from 1 to ${MAX_WIDTH}`);
    }
  }
  const last = widths.at(-1);
  if (last !== 1) fail(`found n_d = ${last}; the output is scalar, so the last width must be 1`);
}

function atLeastZero(field: keyof NetworkSettings, value: Rational): void {
  if (compare(value, ZERO) < 0)
    throw new NetworkError(field, `found ${formatRational(value)}; wanted a rational >= 0`);
}

function positive(field: keyof NetworkSettings, value: Rational): void {
  if (compare(value, ZERO) <= 0)
    throw new NetworkError(field, `found ${formatRational(value)}; wanted a rational > 0`);
}
