import { describe, expect, test } from 'vitest';
import { plannedIntervals, sampledIn } from '../../src/verify/sampled.ts';
import type { SampledEvidence } from '../../src/verify/verdict.ts';
import { tasksOf, verify } from '../../src/verify/verify.ts';
import { decide, evidenceOf, QUICK, statement, type Written } from './claims.ts';

/** One hidden neuron, no biases: at half of the networks it is closed, and nothing moves. */
const COIN: Written = {
  convention: 'ntk-no-bias',
  gates: 'relu',
  domain: '{ d: 2, n: { width: [1, 1] }, n0: 1, r: 1, sigma_w2: 2 }',
  quantity: 'PMoved(1, 1/2, 1/10^12)',
};
const coin = (relation: string, formula: string, more: Written = {}) =>
  decide({ ...COIN, relation, formula, ...more });
const sampled = (verdict: ReturnType<typeof decide>): SampledEvidence[] =>
  evidenceOf(verdict).filter((one) => one.kind === 'sampled');

describe('P(moved) = 1/2 of a network with one neuron', () => {
  test.each([
    ['at-most', '3/5', 'supported'],
    ['at-most', '2/5', 'refuted'],
    ['at-most', '1/2', 'undecided'],
    ['at-least', '2/5', 'supported'],
    ['at-least', '3/5', 'refuted'],
    ['at-least', '1/2', 'undecided'],
  ])('%s %s is %s', (relation, formula, outcome) => {
    expect(coin(relation, formula).outcome).toBe(outcome);
  });

  test.each([
    ['{ low: 4/5, high: 6/5 }', '1/2', 'supported'],
    ['{ low: 4/5, high: 6/5 }', '1/3', 'refuted'],
    ['{ low: 6/5, high: 2 }', '1/2', 'refuted'],
    ['{ low: 1, high: 2 }', '1/2', 'undecided'],
  ])('within constants %s of %s is %s', (constants, formula, outcome) => {
    expect(coin('within-constants', formula, { constants }).outcome).toBe(outcome);
  });

  test('arithmetic of it is arithmetic of its interval', () => {
    const [square] = sampled(coin('at-most', '1/4', { quantity: '(1 - PMoved(1, 1/2, 1/10^12))^2' }));
    expect(square!.low).toBeLessThan(0.25);
    expect(square!.high).toBeGreaterThan(0.25);
    expect(square!.high - square!.low).toBeLessThan(0.06);
    // The quantity may stand on both sides: 1/2 <= 3/5·(1 + 1/2).
    const both = coin('at-most', '3/5*(1 + PMoved(1, 1/2, 1/10^12))');
    expect(both.outcome).toBe('supported');
  });

  test('the evidence says what was found, what is wanted, and how sure it is', () => {
    const [one, ...others] = sampled(coin('at-most', '3/5'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      architecture: { widths: [1, 1, 1], values: { n: '1', n0: '1', r: '1', sigma_w2: '2' } },
      wanted: { high: expect.closeTo(0.6, 12) },
      samples: 2_500,
      falseAlarmRate: 1e-6,
    });
    expect(one!.low).toBeLessThan(0.5);
    expect(one!.high).toBeGreaterThan(0.5);
    expect(sampled(coin('at-least', '3/5'))[0]!.wanted).toEqual({ low: expect.closeTo(0.6, 12) });
  });

  test('the same seed gives the same interval, another another', () => {
    const of = (seed: number) =>
      sampled(decide({ ...COIN, relation: 'at-most', formula: '3/5' }, { ...QUICK, seed }))[0]!;
    expect(of(1)).toEqual(of(1));
    expect(of(2).estimate).not.toBe(of(1).estimate);
  });

  test('reasons name the place, the interval and the limit', () => {
    expect(coin('at-most', '3/5').reason).toMatch(
      /^at widths 1,1,1, .* the quantity, in \[0\.4\d+, 0\.5\d+\], is at most 0\.6000; 2,500 simulated networks/,
    );
    expect(coin('at-most', '2/5').reason).toMatch(/ is not at most 0\.4000$/);
    expect(coin('at-least', '1/2').reason).toMatch(
      / may or may not be at least 0\.5000; more samples would tell$/,
    );
  });
});

test('claims of a statement share their networks: an interval holds for all of them or for none', () => {
  const [own] = tasksOf([statement({ ...COIN, relation: 'at-most', formula: '3/5' })]);
  const { claims } = statement({ ...COIN, relation: 'at-least', formula: '2/5' });
  const both = { ...own!, statement: { ...own!.statement, claims: [...own!.statement.claims, ...claims] } };
  const [upper, lower] = sampled(verify(both, 1e-6, QUICK));
  expect(lower).toEqual({ ...upper, wanted: { low: expect.closeTo(0.4, 12) } });
});

describe('a domain with corners', () => {
  /** At width n a network has closed all neurons with probability 2^-n: P(moved) is 1/2 and 15/16. */
  const domain = '{ d: 2, n: { width: [1, 4] }, n0: 1, r: 1, sigma_w2: 2 }';

  test('is tried at each of them, and a claim must hold at all', () => {
    const good = coin('at-least', '1 - 2^(-n) - 1/20', { domain });
    expect([good.outcome, sampled(good).length]).toEqual(['supported', 2]);
    expect(good.reason).toMatch(/; the same at 1 more; 5,000 simulated networks/);
    const bad = coin('at-most', '3/5', { domain });
    expect(bad.outcome).toBe('refuted');
    expect(bad.reason).toMatch(/^at widths 1,4,1, /);
  });

  test('only where its condition holds', () => {
    const narrow = coin('at-most', '3/5', { domain, where: 'n < 4' });
    expect([narrow.outcome, sampled(narrow).length]).toEqual(['supported', 1]);
    const none = coin('at-most', '3/5', { domain, where: 'n > 4' });
    expect([none.outcome, none.reason]).toEqual([
      'undecided',
      expect.stringContaining('no corner of the domain meets the condition'),
    ]);
  });
});

describe('what an interval cannot decide is undecided', () => {
  test.each<[string, Written, RegExp]>([
    [
      'equality',
      { relation: 'equals', formula: '1/2' },
      /wanted at-most, at-least or within-constants, not equals/,
    ],
    [
      'a ratio to what is not positive',
      { relation: 'within-constants', formula: '0 - 1', constants: '{ low: 1, high: 2 }' },
      /the formula is not positive/,
    ],
    [
      'a quotient by what may be 0',
      { relation: 'at-most', formula: '1/(PMoved(1, 1/2, 1/10^12) - 1/2)' },
      /./,
    ],
    ['no step', { relation: 'at-most', formula: '1', quantity: 'PMoved(0, 1/2, 1)' }, /0 steps/],
  ])('%s', (_, written, reason) => {
    const verdict = decide({ ...COIN, ...written });
    expect([verdict.outcome, verdict.reason]).toEqual(['undecided', expect.stringMatching(reason)]);
  });
});

describe('the plan', () => {
  const claimOf = (quantity: string, formula = '1') => {
    const { claims, domain } = statement({ ...COIN, relation: 'at-most', quantity, formula });
    return { claim: claims[0]!, domain };
  };

  test('has each call once, on either side, and no moment', () => {
    const { claim } = claimOf('PMoved(1, 1, 1) + 2*PMoved(1, 1, 1) + E(K)', 'PShapeMoved(1, 1, 1)');
    expect([...sampledIn(claim).keys()]).toEqual(['PMoved(1, 1, 1)', 'PShapeMoved(1, 1, 1)']);
    expect(sampledIn(claimOf('PathCount() + E(K)').claim).size).toBe(0);
  });

  test('is an interval for each call at each corner', () => {
    const { claim, domain } = claimOf('PMoved(1, 1, 1) - PMoved(2, 1, 1)');
    expect(plannedIntervals(claim, domain)).toBe(2);
    const wide = statement({
      ...COIN,
      domain: '{ d: { integer: [2, 3] }, n: { width: [1, 4] }, n0: 1, r: 1, sigma_w2: 2 }',
    });
    expect(plannedIntervals(claim, wide.domain)).toBe(8);
    expect(plannedIntervals(claimOf('E(K)').claim, wide.domain)).toBe(0);
  });
});
