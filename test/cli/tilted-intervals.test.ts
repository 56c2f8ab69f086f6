import { describe, expect, test } from 'vitest';
import { withChecks } from '../../src/cli/checks.ts';
import { levelOf } from '../../src/cli/guarantees.ts';
import { intervalsOf } from '../../src/cli/intervals.ts';
import { simulationRecord, simulationText } from '../../src/cli/simulation-result.ts';
import { moment } from '../../src/exact/moment.ts';
import { simulateBlock } from '../../src/jobs/block.ts';
import { compileJob } from '../../src/jobs/compile.ts';
import type { Job, JobOptions } from '../../src/jobs/job.ts';
import { rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { job, SETTINGS } from '../jobs/make.ts';

const DEEP: JobOptions['settings'] = {
  ...SETTINGS,
  widths: [1, ...Array<number>(29).fill(2), 1],
  r: rational(1),
  sigmaB2: rational(1),
};

const tilted = (changes: Partial<JobOptions>): Job =>
  withChecks(job({ settings: DEEP, method: 'tilted-collapsed', seed: 0, samples: 20_000, ...changes }));

const recordOf = (one: Job) => simulationRecord(simulateBlock(one, { from: 0, to: one.samples }), []);

test('deep and narrow with random biases: the interval holds 2.3374e19, the exact E(K^2)', () => {
  const one = tilted({ quantities: ['E(K^2)'] });
  const record = recordOf(one);
  const { low, high } = record.results[0]!.interval!;
  const exact = toNumber(moment(compileJob(one).network, { K: 2 }));
  expect(exact / 2.3374e19).toBeCloseTo(1, 4);
  expect(low).toBeLessThan(exact);
  expect(high).toBeGreaterThan(exact);
  expect(high / low).toBeLessThan(1.1);
  expect(record.checks).toMatchObject({ level: 1e-6, passed: true });
  expect(simulationText(one, record)).toContain(
    'agree with what is known of them, at level 1e-6 in all: 4 shares of the mixture, E(K), E(f^2*K), E(K^3), E(1)',
  );
});

describe('bounds are of the power that was drawn', () => {
  test.each([
    [['E(K^2)', 'E(K^4)'], 2, [true, false]],
    [['E(K^3)/E(K^2)'], 3, [false]],
    [['E(Kw^2)', 'E(K*Kb)', 'E(K^3)'], 2, [true, true, false]],
  ] as const)('%s, power %d', (quantities, power, expected) => {
    const { results } = recordOf(tilted({ quantities, power }));
    expect(results.map(({ interval }) => interval !== null)).toEqual(expected);
    for (const { interval, noInterval } of results)
      if (!interval) expect(noInterval).toMatch(/give bounds to forms of degree \d alone/);
  });
});

describe('samples that fail a check', () => {
  const sound = tilted({ quantities: ['E(K^2)', 'E(K^2)*2'], samples: 3000 });
  const wrong: Job = {
    ...sound,
    checks: sound.checks.map((one) => (one.known === 'posterior2' ? { ...one, mean: 0.1 * one.mean } : one)),
  };

  test('have no interval, and the reason', () => {
    const record = recordOf(wrong);
    expect(record.checks?.passed).toBe(false);
    for (const { interval, noInterval, estimate } of record.results) {
      expect(interval).toBeNull();
      expect(noInterval).toContain('the samples miss share 2 of the mixture, which is 0.0');
      expect(estimate).toBeGreaterThan(0);
    }
    expect(simulationText(wrong, record)).not.toContain('the samples agree');
  });

  test('are told from those that were not checked, or lie beyond their bounds', () => {
    const [unchecked] = recordOf({ ...sound, checks: [] }).results;
    expect(unchecked!.noInterval).toBe('the samples were held against nothing that is known');
    const partial = simulateBlock(sound, { from: 0, to: sound.samples });
    const guarantee = { kind: 'bounded', bounds: { low: 0, high: 1 } } as const;
    const target = { form: undefined, exact: undefined };
    const [beyond] = intervalsOf(partial, [{ guarantee, target }]);
    expect(beyond).toMatchObject({ interval: null, noInterval: expect.stringContaining('beyond bounds') });
  });

  test('are told from those that are not finished', () => {
    const half = simulateBlock(wrong, { from: 0, to: 1500 });
    const record = simulationRecord(half, []);
    expect(record.checks?.passed).toBeNull();
    expect(record.results[0]!.noInterval).toContain('this run was interrupted');
  });
});

test('an interval is planned for a little less than its level, so that it holds of those that are printed', () => {
  const confidence = 0.99;
  expect(levelOf(tilted({ quantities: ['E(K^2)'], confidence }))).toBeCloseTo(0.01 * (1 - 1e-6), 15);
  expect(levelOf(job({ quantities: ['E(K^2)'], confidence }))).toBeCloseTo(0.01, 15);
  expect(levelOf(tilted({ quantities: ['E(K^2)'], confidence }))).toBeLessThan(0.01 * (1 - 0.9e-6));
});
