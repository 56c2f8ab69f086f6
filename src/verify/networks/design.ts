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
import { isRefusal } from '../refusal.ts';

/** How well a network's E(...) are to be known, and at what cost. */
export interface Precision {
  /** Samples of one network, or what takes as long. */
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

/** How long one sample takes, in those of networks that need no matrices: of tilted laws, and of matrices, `a` and `b` a weight. */
const COSTS = {
  tilted: 5,
  gaussian: { a: 2, b: 0.02 },
  /** By the definition in plain code. */
  other: { a: 16, b: 0.24 },
} as const;

/** How to sample E(body): it depends on the network and this body alone. */
export function designOf(network: Network, oracle: MomentOracle, body: Expression, samples: number): Design {
  const mean = expectation(body, NO_SYMBOLS, oracle);
  const law = lawOf(network);
  const spread = known(() =>
    variance(body, NO_SYMBOLS, law === 'gaussian' ? oracle : higherMoments(network, law)),
  );
  const form = kernelForm(body, NO_SYMBOLS);
  const isCentred = isZero(mean);
  const relativeVariance = spread && !isCentred ? toNumber(divide(spread, multiply(mean, mean))) : undefined;
  const speaksOfQ = needsQ([body]);
  const choice = chooseMethod([{ needsQ: speaksOfQ, form, relativeVariance }], law);
  return {
    mean,
    variance: spread,
    form,
    choice,
    law,
    needsQ: speaksOfQ,
    samples: Math.ceil(samples / costOf(network, choice, law)),
  };
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

function costOf({ layers }: Network, { method }: Choice, law: LawName): number {
  if (method === 'collapsed') return 1;
  if (method === 'tilted-collapsed') return COSTS.tilted;
  const weights = layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);
  const { a, b } = law === 'gaussian' ? COSTS.gaussian : COSTS.other;
  return a + b * weights;
}
