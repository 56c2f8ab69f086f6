import fc from 'fast-check';
import { type Environment, type Expression, formatExpression } from '../../expression/index.ts';
import type { Network } from '../../network/network.ts';
import { expectationsIn } from '../../quantity/expectations.ts';
import { seedOf } from '../../random/seed.ts';
import type { Rational } from '../../rational/rational.ts';
import type { Claim } from '../../statement/statement.ts';
import { type Architecture, environmentOf, meetsCondition, networkOf } from '../architecture.ts';
import { architectures, lawMoments } from '../draw.ts';
import { isRefusal } from '../refusal.ts';
import { type Task, taskName } from '../task.ts';
import { plainBody } from './body.ts';
import type { Precision } from './design.ts';
import type { Experiment, Measurement, NotMeasured } from './measure.ts';
import { familyName, heldBy, sharedPoints, spreadOf } from './points.ts';

/** How many networks are simulated, and how well. */
export interface TrialEffort {
  /** Networks of each phase and each law of weights under a convention; a domain that holds none of these has one of its own. */
  readonly networks: number;
  readonly precision: Omit<Precision, 'level'>;
}

/** What came of the experiments: by network, by body. */
export type Measured = ReadonlyMap<string, ReadonlyMap<string, Measurement | NotMeasured>>;

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
    const own = effort.networks > 0 && asksOf(task) ? pointsOf(task, known, seed) : [];
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

/** The bodies of a claim's E(...), with numbers for their symbols, by their own text; none where one is not a quantity. */
export function plainBodies(
  { quantity, formula }: Claim,
  environment: Environment<Rational>,
): ReadonlyMap<string, Expression> {
  try {
    const bodies = expectationsIn(quantity.expression, formula.expression);
    return new Map([...bodies].map(([text, body]) => [text, plainBody(body, environment)]));
  } catch (error) {
    if (isRefusal(error)) return new Map();
    throw error;
  }
}

/** Whether a task speaks of expectations at all. */
const asksOf = ({ statement }: Task): boolean =>
  statement.claims.some(({ quantity, formula }) => {
    try {
      return expectationsIn(quantity.expression, formula.expression).size > 0;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  });

/** The shared networks that a task's domain holds, or else some of its own. */
function pointsOf(task: Task, shared: readonly Architecture[], seed: number): readonly Architecture[] {
  try {
    const held = shared.flatMap((point) => heldBy(task.statement, point) ?? []);
    return held.length > 0 ? held : ownPoints(task, seed);
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** Random architectures of a domain, and how many of them are rated. */
const [DRAWN, RATED] = [200, 10];

/**
 * Of some random architectures of the domain with a hidden layer, the one whose network varies least; where it leaves mu_4 free, of
 * every named law in it. None where the depth follows from the width.
 */
function ownPoints(task: Task, seed: number): Architecture[] {
  const { statement } = task;
  if (statement.domain.ranges.get('d')?.kind === 'equals') return [];
  const own = seedOf(`${seed} ${taskName(task)} networks`) % 2 ** 31;
  const drawn = fc.sample(architectures(statement.domain), { seed: own, numRuns: DRAWN });
  const laws = lawMoments(statement.domain);
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
