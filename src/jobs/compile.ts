import {
  type Environment,
  type Expression,
  ExpressionError,
  formatExpression,
  type Parsed,
  parseExpression,
  Refusal,
} from '../expression/index.ts';
import { JOB_LIMITS } from '../limits/limits.ts';
import { buildNetwork, NetworkError, type NetworkSettings } from '../network/build.ts';
import type { Network } from '../network/network.ts';
import { STANDARD_MOMENTS } from '../network/weight-law.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { statisticOf } from '../quantity/statistic.ts';
import { vanishesWith } from '../quantity/vanishing.ts';
import { isZero, type Rational } from '../rational/rational.ts';
import { knownReader } from '../simulate/known.ts';
import type { Statistic } from '../simulate/run.ts';
import { isTilted, type Method } from '../simulate/sampler.ts';
import { drawsWeights, inability, isPlain } from './abilities.ts';
import { Data, DataError } from './data.ts';
import { quantityEnvironment } from './environment.ts';
import { identityOf, type Job } from './job.ts';
import { readNetworkSettings } from './network-data.ts';

/** A job made ready to run, and to be read. */
export interface CompiledJob {
  readonly settings: NetworkSettings;
  readonly network: Network;
  readonly environment: Environment<Rational>;
  readonly quantities: readonly Parsed[];
  /** The distinct bodies of E(...) as texts, as expressions, and the statistic of each. */
  readonly texts: readonly string[];
  readonly bodies: readonly Expression[];
  readonly statistics: readonly Statistic[];
  /** What each of the job's checks is of a sample. */
  readonly checks: readonly ReturnType<typeof knownReader>[];
}

/** Of a network that fits in memory several times over, for methods that draw them. */
export const MAX_WEIGHTS = JOB_LIMITS.weights;

export const weightsOf = ({ layers }: Network): number =>
  layers.reduce((total, { width, fanIn }) => total + width * fanIn, 0);

let last: { readonly identity: string; readonly compiled: CompiledJob } | undefined;

/** Throws a DataError for a job that makes no sense. The last one is remembered: it comes again block by block. */
export function compileJob(job: Job): CompiledJob {
  const identity = identityOf(job);
  if (last?.identity !== identity) last = { identity, compiled: compile(job) };
  return last.compiled;
}

function compile(job: Job): CompiledJob {
  const [mu4] = STANDARD_MOMENTS[job.weightLaw];
  const settings = { ...readNetworkSettings(new Data('job.network', job.network)), mu4 };
  const network = networkOf(settings, job.method);
  const environment = quantityEnvironment(settings);
  const scope = { symbols: new Set(environment.symbols.keys()), lists: new Set(environment.lists.keys()) };
  const quantities = job.quantities.map((text, i) =>
    explained(i, () => parseExpression(text, { ...scope, form: 'quantity' })),
  );
  const found = new Map<string, { readonly body: Expression; readonly statistic: Statistic }>();
  for (const [i, { expression }] of quantities.entries()) {
    explained(i, () => {
      for (const [text, body] of expectationsIn(expression))
        found.set(text, { body, statistic: statisticOf(body, environment) });
    });
  }
  const texts = [...found.keys()];
  const bodies = [...found.values()].map(({ body }) => body);
  if (job.influences && job.influences.anchors.length !== texts.length)
    throw new DataError(
      `found ${job.influences.anchors.length} anchors; the quantities have ${texts.length} E(...)`,
      'job.influences',
    );
  if (job.distribution !== null && !isPlain(job.method))
    throw new DataError(`${job.method} draws networks from another law`, 'job.distribution');
  const lost = lostUnderTilt(job, network, bodies, environment);
  if (lost !== undefined) throw new DataError(lost, 'job.method');
  const reason = inability(job.method, { weightLaw: job.weightLaw, bodies });
  if (reason !== undefined) throw new DataError(reason, 'job.method');
  return {
    settings,
    network,
    environment,
    quantities,
    texts,
    bodies,
    statistics: [...found.values()].map(({ statistic }) => statistic),
    checks: job.checks.map(({ known }) => knownReader(known)),
  };
}

/**
 * Why a tilted method cannot estimate what is wanted; undefined if it can. It never draws networks where the part of K
 * that it tilts by is 0, so that what counts there is lost, unless there are none: a linear output's own bias gradient.
 */
function lostUnderTilt(
  { method, part }: Pick<Job, 'method' | 'part'>,
  { layers, outputActivation }: Network,
  bodies: readonly Expression[],
  environment: Environment<Rational>,
): string | undefined {
  if (!isTilted(method)) return undefined;
  if (part !== 'Kw' && outputActivation === 'linear' && !isZero(layers.at(-1)!.biasScale)) return undefined;
  const lost = bodies.find((body) => !vanishesWith(body, environment, part));
  return (
    lost &&
    `${method} draws no networks with ${part} = 0, and E(${formatExpression(lost)}) needs them; dense and collapsed do`
  );
}

function networkOf(settings: NetworkSettings, method: Method): Network {
  try {
    const network = buildNetwork(settings);
    const weights = weightsOf(network);
    if (!drawsWeights(method) || weights <= MAX_WEIGHTS) return network;
    throw new NetworkError('widths', `found ${weights} weights; wanted at most ${MAX_WEIGHTS} to simulate`);
  } catch (error) {
    if (error instanceof NetworkError) throw new DataError(error.message, `job.network.${error.field}`);
    throw error;
  }
}

function explained<T>(i: number, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof Refusal)
      throw new DataError(error.message, `job.quantities[${i}]`);
    throw error;
  }
}
