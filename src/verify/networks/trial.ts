import fc from 'fast-check';
import { type Environment, type Expression, formatExpression } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import { seedOf } from '../../random/seed.ts';
import { equals, type Rational } from '../../rational/rational.ts';
import type { Claim } from '../../statement/statement.ts';
import { type Architecture, environmentOf, meetsCondition, networkOf } from '../architecture.ts';
import { architectures, lawMoments } from '../draw.ts';
import { isRefusal } from '../refusal.ts';
import { sampledIn } from '../sampled.ts';
import { type Task, taskName } from '../task.ts';
import { bodiesOf, plainBody } from './body.ts';
import type { Precision } from './design.ts';
import type { Experiment } from './measure.ts';
import type { Measurement, NotMeasured } from './measurement.ts';
import { familyName, heldBy, sharedPoints, spreadOf } from './points.ts';

/** How many networks are simulated, and how well. */
export interface TrialEffort {
  /** Networks of each phase and each law of weights under a convention; a domain that holds none of them gets one of its own. */
  readonly networks: number;
  readonly precision: Omit<Precision, 'level'>;
}

/** What came of one experiment, by body. */
export type Measurements = ReadonlyMap<string, Measurement | NotMeasured>;
/** What came of all, by network. */
export type Measured = ReadonlyMap<string, Measurements>;

/** One trial of simulated networks for many tasks. */
export interface Trial {
  readonly experiments: readonly Experiment[];
  /** The networks on which a task is held against simulation, as points of its domain. */
  readonly points: (task: Task) => readonly Architecture[];
}

/** Which networks to simulate for these tasks, and what to ask of each. */
export function planTrial(
  tasks: readonly Task[],
  { seed, effort }: { readonly seed: number; readonly effort: TrialEffort },
): Trial {
  const shared = new Map<string, readonly Architecture[]>();
  const points = new Map<Task, readonly Architecture[]>();
  const experiments = new Map<string, { network: Network; bodies: Map<string, Expression> }>();
  for (const task of tasks) {
    const family = familyName(task.case);
    const known = shared.get(family) ?? sharedPoints(task.case, seed, effort.networks);
    shared.set(family, known);
    const own = effort.networks > 0 && task.statement.claims.some(asksFor) ? pointsOf(task, known, seed) : [];
    points.set(task, own);
    for (const point of own) {
      const network = networkOf(task.statement, task.case, point);
      const name = networkName(network);
      const { bodies } = experiments.get(name) ?? { bodies: new Map<string, Expression>() };
      for (const claim of task.statement.claims)
        for (const body of plainBodies(claim, environmentOf(task.statement, point)).values())
          bodies.set(formatExpression(body), body);
      experiments.set(name, { network, bodies });
    }
  }
  return {
    experiments: [...experiments].map(([name, { network, bodies }]) => ({
      name,
      network,
      bodies: [...bodies.values()],
      seed: seedOf(`${seed} ${name}`),
    })),
    points: (task) => points.get(task) ?? [],
  };
}

/** Two networks of one name have the same law. */
export const networkName = (network: Network): string =>
  JSON.stringify(network, (_, value) => (typeof value === 'bigint' ? `${value}` : value));

/** The bodies of a claim's E(...), with numbers for their symbols, by their own text; none where one has no value there. */
export function plainBodies(
  claim: Claim,
  environment: Environment<Rational>,
): ReadonlyMap<string, Expression> {
  try {
    return new Map([...bodiesOf(claim)].map(([text, body]) => [text, plainBody(body, environment)]));
  } catch (error) {
    if (isRefusal(error)) return new Map();
    throw error;
  }
}

/** Whether a claim says something of single networks, by expectations that can be simulated once for all claims. */
export const speaksOfNetworks = (claim: Claim): boolean =>
  asksFor(claim) &&
  claim.relation !== 'tends-to' &&
  claim.relation !== 'asymptotic' &&
  sampledIn(claim).size === 0;

/** Whether a claim speaks of expectations at all. */
const asksFor = (claim: Claim): boolean => bodiesOf(claim).size > 0;

/** The shared networks that a task's domain holds; where it holds none, or none with some named law of weights, one of its own. */
function pointsOf(task: Task, shared: readonly Architecture[], seed: number): readonly Architecture[] {
  const { statement } = task;
  try {
    if (statement.domain.ranges.get('d')?.kind === 'equals') return [];
    const held = shared.flatMap((point) => heldBy(statement, point) ?? []);
    const missing = lawMoments(statement.domain).filter(
      (mu4) => !held.some(({ values }) => !mu4 || equals(values.get('mu_4')!, mu4)),
    );
    return missing.length === 0 ? held : [...held, ...ownPoints(task, seed, missing)];
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** Random architectures of a domain, and how many of them are rated. */
const [DRAWN, RATED] = [200, 10];

/** Of some random architectures of the domain with a hidden layer, under each law the one whose network varies least. */
function ownPoints(task: Task, seed: number, laws: readonly (Rational | undefined)[]): Architecture[] {
  const { statement } = task;
  const own = seedOf(`${seed} ${taskName(task)} networks`) % 2 ** 31;
  const drawn = fc.sample(architectures(statement.domain), { seed: own, numRuns: DRAWN });
  return laws.flatMap((mu4) =>
    drawn
      .map(({ widths, values }) => ({ widths, values: mu4 ? new Map(values).set('mu_4', mu4) : values }))
      .filter((one) => one.widths.length > 2 && meetsCondition(statement, one))
      .slice(0, RATED)
      .map((point) => ({ point, spread: spreadOf(networkOf(statement, task.case, point)) }))
      .sort((a, b) => a.spread - b.spread)
      .slice(0, 1)
      .map(({ point }) => point),
  );
}
