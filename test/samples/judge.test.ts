import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { ONE, rational } from '../../src/rational/rational.ts';
import { DEFAULT_RULES, judgeSamples, planSamples, type Rules } from '../../src/samples/judge.ts';
import { sortedSamples } from '../../src/samples/laws.ts';
import type { Samples } from '../../src/samples/samples.ts';
import type { Verdict } from '../../src/samples/verdict.ts';
import { lotsOf, networkOf, samplesOf, standard } from './networks.ts';

const judge = (network: Network, samples: Samples, rules: Partial<Rules> = {}) =>
  judgeSamples(
    planSamples(network, samples, { ...DEFAULT_RULES, ...rules }),
    samples,
    sortedSamples(samples),
  );

/** How many lots are called what; each plan, with draws of its own, serves twenty of them. */
function verdicts(network: Network, lots: readonly Samples[], rules: Partial<Rules>): Map<Verdict, number> {
  const counts = new Map<Verdict, number>();
  let plan = planSamples(network, lots[0]!, { ...DEFAULT_RULES, ...rules });
  for (const [i, lot] of lots.entries()) {
    if (i % 20 === 0) plan = planSamples(network, lot, { ...DEFAULT_RULES, ...rules, seed: 1000 + i });
    const { verdict } = judgeSamples(plan, lot, sortedSamples(lot));
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}

describe('samples of the network itself', () => {
  /** Three standard deviations above what is allowed; seeds are fixed. */
  const RUNS = 1000;
  const RATE = 0.05;
  const MOST = Math.floor(RATE * RUNS + 3 * Math.sqrt(RUNS * RATE * (1 - RATE)));

  test.each([
    ['without biases', networkOf(4, 4), 'Kf', 'dense'],
    ['that often dies, with trained biases', standard(5, 2, 2), 'K', 'dense'],
    [
      'whose atom is at 1/10, in single precision',
      networkOf(4, 1, { biasGradient: rational(1, 10) }),
      'Kf',
      'dense',
    ],
    ['with random biases', networkOf(3, 5, { sigmaB2: rational(1, 2) }), 'Kf', 'dense'],
    ['as deep as it is wide', standard(20, 20, 2), 'K', 'collapsed'],
    [
      'with a ReLU on the output',
      networkOf(3, 4, { outputActivation: 'relu', biasGradient: ONE }),
      'Kf',
      'dense',
    ],
  ] as const)('%s are called inconsistent as often as was said at most', (_, network, of, method) => {
    const lots = lotsOf(samplesOf(network, 200 * RUNS, { of, method }), 200);
    const counts = verdicts(network, lots, { falseAlarmRate: RATE, draws: 4000 });
    expect(lots).toHaveLength(RUNS);
    expect(counts.get('inconsistent') ?? 0).toBeLessThanOrEqual(MOST);
  });

  test('are consistent when there are enough of them, and the report says what would have been found', () => {
    const network = standard(3, 30, 1);
    const { verdict, tests, power } = judge(network, samplesOf(network, 4000));
    expect(verdict).toBe('consistent');
    expect(power).toMatchObject({ of: 'distance', wanted: 0.1 });
    expect(power.detectable!).toBeLessThan(0.1);
    expect(tests.map(({ name }) => name)).toEqual([
      'mean',
      'second moment',
      'mean of f',
      'second moment of f',
      'joint mean',
      'distribution',
      'distribution of f',
      'distribution of f^2/K',
    ]);
    for (const { detectable, falseAlarmRate } of tests)
      expect([detectable! > 0, falseAlarmRate]).toEqual([true, 1e-3 / 8]);
  });

  test('are too few to tell where nothing would have been found, and the report says how many would do', () => {
    const network = standard(6, 10, 1);
    const { verdict, power } = judge(network, samplesOf(network, 100, { of: 'K' }));
    expect([verdict, power.detectable! > 0.1]).toEqual(['too few', true]);
    const enough = judge(network, samplesOf(network, power.needed!, { of: 'K' }));
    expect(enough.verdict).toBe('consistent');
    const one = judge(network, samplesOf(network, 1));
    expect([one.verdict, one.power.detectable]).toEqual(['too few', null]);
  });
});

describe('samples of another network', () => {
  test('2000 of the ordered phase are never called consistent with the edge of chaos at depth/width = 1', () => {
    const [ordered, edge] = [standard(20, 20, 1), standard(20, 20, 2)];
    const lots = lotsOf(samplesOf(ordered, 400_000, { of: 'K', method: 'collapsed' }), 2000);
    expect(verdicts(edge, lots, { draws: 50_000 })).toEqual(new Map([['inconsistent', 200]]));
    const back = lotsOf(samplesOf(edge, 400_000, { of: 'K', method: 'collapsed' }), 2000);
    expect(verdicts(ordered, back, { draws: 50_000 })).toEqual(new Map([['inconsistent', 200]]));
  });

  test('K times a constant, and a wrong joint law of f and K, are found', () => {
    const network = networkOf(5, 10);
    const { count, K, f } = samplesOf(network, 2000);
    const twice = K!.map((value) => 1.3 * value);
    expect(judge(network, { count, K: twice, f: undefined }).verdict).toBe('inconsistent');
    const shuffled = { count, K, f: f!.toReversed() };
    const { tests, verdict } = judge(network, shuffled);
    expect(verdict).toBe('inconsistent');
    const rejecting = tests.filter(({ rejected }) => rejected).map(({ name }) => name);
    expect(rejecting).toContain('distribution of f^2/K');
    expect(rejecting).not.toContain('distribution');
  });

  test('a law at the distance that is detectable is found 99 times of 100 at least', () => {
    const network = networkOf(1, 4, { biasGradient: ONE });
    // One layer: K = 3 always; a share of other values is a distance of that share.
    const plan = planSamples(network, { count: 400, K: new Float64Array(400), f: undefined });
    const law = plan.law!;
    const share = judge(network, { count: 400, K: new Float64Array(400).fill(3), f: undefined }).power
      .detectable!;
    expect(law.threshold).toBeLessThan(share);
    let found = 0;
    let state = 7;
    for (let run = 0; run < 1000; run++) {
      let others = 0;
      for (let i = 0; i < 400; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        if (state / 2 ** 32 < share) others += 1;
      }
      if (others / 400 >= law.threshold) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(990);
  });
});

describe('a network', () => {
  test('of one layer has one K, and another value is no matter of chance', () => {
    const network = networkOf(1, 4);
    const three = { count: 1, K: Float64Array.of(3), f: undefined };
    expect(judge(network, { ...three, K: Float64Array.of(2.0001) }).verdict).toBe('too few');
    const { verdict, tests } = judge(network, three);
    expect(verdict).toBe('inconsistent');
    expect(tests[0]).toMatchObject({ kind: 'constant', expected: 2, falseAlarmRate: 0 });
  });

  test('with other than Gaussian weights is held to its mean, and consistent means that of it', () => {
    const network = networkOf(3, 30, { mu4: rational(9, 5), parametrization: 'standard', sigmaW2: ONE });
    const uniform = samplesOf(network, 3000, { of: 'K', law: 'uniform' });
    const { verdict, tests, left, power } = judge(network, uniform);
    expect([verdict, power.of, tests.map(({ name }) => name)]).toEqual(['consistent', 'mean', ['mean']]);
    expect(left.map(({ quantity }) => quantity)).toEqual(['the law', 'E(K^2)']);
  });

  test('whose values leave the range of doubles is refused', () => {
    const network = networkOf(300, 50, { sigmaW2: rational(100) });
    expect(() => judge(network, { count: 3, K: Float64Array.of(1, 2, 3), f: undefined })).toThrow(
      'leave the range of doubles',
    );
  });
});

test('the same seed gives the same result, and another seed other draws', () => {
  const network = standard(4, 6, 2);
  const samples = samplesOf(network, 300);
  const [one, same, other] = [0, 0, 1].map((seed) => judge(network, samples, { seed }));
  expect(same).toEqual(one);
  expect(other!.tests.at(-1)!.statistic).not.toBe(one!.tests.at(-1)!.statistic);
});
