import { moments } from '../exact/moment.ts';
import type { Environment } from '../expression/index.ts';
import type { Network } from '../network/network.ts';
import { withOracle } from '../quantity/exact.ts';
import type { Rational } from '../rational/rational.ts';
import type { Case, Claim, Statement } from '../statement/statement.ts';
import { type Architecture, environmentOf, networkOf } from './architecture.ts';
import { withNamed } from './named.ts';

/** One claim of a statement under one convention: what a check is about. */
export interface Subject {
  readonly statement: Statement;
  readonly case: Case;
  readonly claim: Claim;
  /** Seed of this subject's random draws. */
  readonly seed: number;
}

/** The network at a point of the domain, and the environment in which E(...) is the exact oracle's. */
export interface Setting {
  readonly network: Network;
  readonly environment: Environment<Rational>;
}

export function settingOf(
  { statement, case: { convention, gates, expect } }: Subject,
  architecture: Architecture,
): Setting {
  const network = networkOf(statement, { convention, gates, expect }, architecture);
  const oracle = (products: Parameters<typeof moments>[1]) => moments(network, products);
  return {
    network,
    environment: withNamed(withOracle(environmentOf(statement, architecture), oracle), network),
  };
}
