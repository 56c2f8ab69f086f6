import { parentPort, workerData } from 'node:worker_threads';
import { BeyondOracle, moments } from '../exact/moment.ts';
import { Refusal } from '../expression/index.ts';
import { buildNetwork, type NetworkSettings } from '../network/build.ts';
import { variance } from '../quantity/exact.ts';
import type { Rational } from '../rational/rational.ts';
import { quantityEnvironment, readQuantities } from './quantities.ts';

/** What the thread that computes exact variances is given. */
export interface VarianceWork {
  readonly settings: NetworkSettings;
  readonly quantities: readonly string[];
}

/** The exact variance of the body of each quantity that is one E(...); undefined where the exact oracle does not reach. */
export type Variances = readonly (Rational | undefined)[];

const { settings, quantities }: VarianceWork = workerData;
const environment = quantityEnvironment(settings);
const network = buildNetwork(settings);
const variances: Variances = readQuantities(quantities, environment).map(({ expression }) => {
  if (expression.kind !== 'expectation') return undefined;
  try {
    return variance(expression.body, environment, (products) => moments(network, products));
  } catch (error) {
    if (error instanceof BeyondOracle || error instanceof Refusal) return undefined;
    throw error;
  }
});
parentPort!.postMessage(variances);
