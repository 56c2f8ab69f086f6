import { formBounds, type KernelForm, kernelForm } from '../../estimate/kernel-form.ts';
import { type Choice, chooseMethod } from '../../estimate/method.ts';
import { pathMoments } from '../../exact/path-moments.ts';
import { type Environment, type Expression, Refusal } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import { GAUSSIAN_MU4, type LawName, lawOfMu4, STANDARD_MOMENTS } from '../../network/weight-law.ts';
import { expectation, type MomentOracle, type Product, variance } from '../../quantity/exact.ts';
import { needsQ } from '../../quantity/needs-q.ts';
import { divide, isZero, multiply, type Rational } from '../../rational/rational.ts';
import { formatRational, toNumber } from '../../rational/text.ts';
import type { SamplerRequest } from '../../simulate/sampler.ts';
import { mixtureOf } from '../../simulate/samplers.ts';
import type { Bounds } from '../../statistics/bounded-mean.ts';
import { samplesNeeded } from '../../statistics/catoni.ts';
import { isRefusal } from '../refusal.ts';

/** How well a network's E(...) are to be known, and at what cost. */
export interface Precision {
  /** The relative deviation that is to be detected. */
  readonly deviation: number;
  /** Samples of one network at most. */
  readonly samples: number;
  /** Probability that an interval misses. */
  readonly level: number;
}

/** How an E(body) is sampled on one network. */
export interface Design {
  readonly mean: Rational;
  /** Of a plain sample; undefined where the exact oracle does not reach. */
  readonly variance: Rational | undefined;
  readonly form: KernelForm | undefined;
  readonly choice: Choice;
  /** Of the weights. */
  readonly law: LawName;
  readonly needsQ: boolean;
  readonly samples: number;
}

/** A body has numbers for its symbols. */
export const NO_SYMBOLS: Environment<Rational> = { symbols: new Map(), lists: new Map() };

/** Fewer samples say nothing. */
const LEAST_SAMPLES = 10_000;
/** Weights that are drawn in the time of one sample that needs no matrices, about. */
const WEIGHTS_A_SAMPLE = 100;
/** Samples by the definition in plain code take so much longer: all but Gaussian weights. */
const PLAIN_CODE = 4;

/** The fewest samples that reach the precision, and no more than it allows; they depend on the network and this E(body) alone. */
export function designOf(
  network: Network,
  oracle: MomentOracle,
  body: Expression,
  { deviation, samples: most, level }: Precision,
): Design {
  const mean = expectation(body, NO_SYMBOLS, oracle);
  const law = lawOf(network);
  const spread = known(() =>
    variance(body, NO_SYMBOLS, law === 'gaussian' ? oracle : higherMoments(network, law)),
  );
  const form = kernelForm(body, NO_SYMBOLS);
  const isCentred = isZero(mean);
  const relativeVariance =
    spread && !isCentred ? toNumber(divide(spread, multiply(mean, mean))) : undefined;
  const speaksOfQ = needsQ([body]);
  const choice = chooseMethod([{ needsQ: speaksOfQ, form, relativeVariance }], law);
  const limit = Math.floor(most / costOf(network, choice, law));
  const wanted =
    relativeVariance && choice.method !== 'tilted-collapsed'
      ? samplesNeeded(deviation, relativeVariance, level)
      : limit;
  const samples = Math.max(LEAST_SAMPLES, Math.min(limit, wanted));
  return { mean, variance: spread, form, choice, law, needsQ: speaksOfQ, samples };
}

/** Between what the samples lie by construction; undefined where nothing is known of that. */
export function boundsOf({ form, choice }: Design, request: SamplerRequest): Bounds | undefined {
  return form && form.power === choice.power ? formBounds(form, mixtureOf(request), choice.part) : undefined;
}

/** The law to draw weights from. Throws a Refusal where no named law has the network's fourth moment. */
function lawOf({ mu4 = GAUSSIAN_MU4 }: Network): LawName {
  const law = lawOfMu4(mu4);
  if (law) return law;
  throw new Refusal('domain', `no law with mu_4 = ${formatRational(mu4)} has a sampler`);
}

/** Up to the eighth power, for variances: of weights that are not Gaussian `moments` knows half of it. */
const higherMoments = (network: Network, law: LawName) => (products: readonly Product[]) =>
  pathMoments(network, STANDARD_MOMENTS[law], products);

function known<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Of one sample, in those that need no matrices. */
function costOf({ layers }: Network, { method }: Choice, law: LawName): number {
  if (method === 'collapsed' || method === 'tilted-collapsed') return 1;
  const weights = layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
  return ((law === 'gaussian' ? 1 : PLAIN_CODE) * (WEIGHTS_A_SAMPLE + weights)) / WEIGHTS_A_SAMPLE;
}
