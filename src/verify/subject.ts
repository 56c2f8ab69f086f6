import { momentBounds, moments } from '../exact/moment.ts';
import { allowance } from '../exact/permit.ts';
import type { Environment } from '../expression/index.ts';
import type { Network } from '../network/network.ts';
import { type MomentOracle, remembering, withOracle } from '../quantity/exact.ts';
import { quickExpectation } from '../quantity/quick.ts';
import type { Rational } from '../rational/rational.ts';
import type { Case, Claim, Statement } from '../statement/statement.ts';
import { type Architecture, environmentOf, networkOf, recordOf } from './architecture.ts';
import { withNamed } from './named.ts';
import type { Drawn } from './sampled.ts';

/** One claim of a statement under one convention: what a check is about. */
export interface Subject {
  readonly statement: Statement;
  readonly case: Case;
  readonly claim: Claim;
  /** Seed of this subject's random draws. */
  readonly seed: number;
  /** Settings by architecture, where many claims about the same networks are decided: what one finds, all use. */
  readonly memory?: Map<string, Setting>;
}

/** The network at a point of the domain, and the environment in which E(...) is the exact oracle's. */
export interface Setting {
  readonly network: Network;
  readonly environment: Environment<Rational>;
  readonly oracle: MomentOracle;
  /** Intervals from simulated networks, by what they are of and the effort. */
  readonly intervals: Map<string, Drawn>;
}

/** `seconds`: what the exact oracle may take there, as it is predicted; what it usually may unless said. */
export function settingOf(subject: Subject, architecture: Architecture, seconds?: number): Setting {
  const { memory } = subject;
  if (!memory) return newSetting(subject, architecture, seconds);
  const key = JSON.stringify(recordOf(architecture));
  const setting = memory.get(key) ?? newSetting(subject, architecture, seconds);
  memory.set(key, setting);
  return setting;
}

const UNKNOWN = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

function newSetting(
  { statement, case: own }: Subject,
  architecture: Architecture,
  seconds: number | undefined,
): Setting {
  const network = networkOf(statement, own, architecture);
  const oracle = remembering((products) => moments(network, products, allowance(seconds)));
  const bounds = remembering(
    (products) => momentBounds(network, products, allowance(seconds)) ?? products.map(() => UNKNOWN),
  );
  const environment = environmentOf(statement, architecture);
  const expectationBounds = quickExpectation(environment, bounds);
  return {
    network,
    oracle,
    intervals: new Map(),
    environment: withNamed({ ...withOracle(environment, oracle), expectationBounds }, network),
  };
}
