import { expect, test } from 'vitest';
import { planTrial } from '../../../src/verify/networks/trial.ts';
import { tasksOf } from '../../../src/verify/task.ts';
import { QUICK, statement } from '../claims.ts';

const plan = (...statements: ReturnType<typeof statement>[]) => {
  const tasks = tasksOf(statements);
  return { tasks, ...planTrial(tasks, QUICK) };
};
const named = (id: string, quantity: string) => ({ ...statement({ quantity }), id });

test('statements under one convention share their networks, each simulated once for all that they ask', () => {
  const [one, two] = [named('ONE', 'E(K)'), named('TWO', 'E(K^2) + E(K)')];
  const alone = plan(one);
  const both = plan(one, two);
  expect(both.experiments.map(({ name, seed }) => [name, seed])).toEqual(
    alone.experiments.map(({ name, seed }) => [name, seed]),
  );
  expect(both.experiments[0]!.bodies.length).toBe(2);
  expect(both.points(both.tasks[0]!)).toEqual(both.points(both.tasks[1]!));
});

test('what is meant alike is asked once', () => {
  const { experiments } = plan(named('ONE', 'E((Kw + Kb)^2)'), named('TWO', 'E(Kw^2 + 2*Kw*Kb + Kb^2)'));
  expect(experiments[0]!.bodies.length).toBe(1);
});

test('a number in E(...) that follows from the network is that number', () => {
  const { experiments } = plan(named('ONE', 'E(r*K)'));
  expect(experiments.every(({ bodies }) => bodies.length === 1)).toBe(true);
});

test('a domain that holds none of the shared networks gets one of its own', () => {
  const domain = '{ d: { integer: [2, 4] }, n: { width: [1, 2] }, r: { rational: [0, 2] } }';
  const { tasks, points, experiments } = plan(statement({ domain }));
  const [point] = points(tasks[0]!);
  expect(Math.max(...point!.widths.slice(1))).toBeLessThanOrEqual(2);
  expect(experiments.length).toBe(1);
});

test('a claim about kernels of infinite width alone, or whose depth follows from its width, needs no networks', () => {
  const domain = '{ d: { equals: lambda*n }, n: { width: [1, inf] }, r: 1, lambda: { rational: "(0, 2]" } }';
  const limit = statement({ domain, relation: 'tends-to', quantity: 'E(K)/E(K)', formula: '1' });
  expect(plan(limit).experiments).toEqual([]);
  expect(plan(statement({ quantity: 'NTK(1)', formula: '1' })).experiments).toEqual([]);
});
