import { describe, expect, test } from 'vitest';
import { evidenceLines } from '../../src/report/evidence.ts';
import type { Evidence, LimitFound, SampledEvidence } from '../../src/verify/verdict.ts';
import { simulation } from './verdicts.ts';

const architecture = { widths: [2, 3, 1], values: { r: '1/2' } };

const limit: LimitFound = {
  kind: 'limit',
  at: { r: '1', lambda: '1/2' },
  along: 'n',
  widths: [4, 8, 16],
  claimed: 3,
  remainders: [1, 1 / 2, 1 / 4],
  orders: [Number.NaN, 0.9, 0.98, 0.995, 0.999],
  changes: [1],
  extrapolated: 3.00001,
  extrapolationError: 0.00002,
};

const sampled: SampledEvidence = {
  kind: 'sampled',
  architecture,
  estimate: 0.25,
  low: 0.2,
  high: 0.3,
  wanted: { high: 0.5 },
  samples: 20_000,
  seed: 3,
  falseAlarmRate: 1e-8,
};

const line = (evidence: Evidence): string => {
  const lines = evidenceLines(evidence);
  expect(lines).toHaveLength(1);
  return lines[0]!;
};

describe('evidence in words', () => {
  test('agreement says how many architectures, drawn with which seed, whether exactly, and how many a search tried', () => {
    const agreement = {
      kind: 'exact-agreement',
      enumerated: 150,
      drawn: 60,
      far: 4,
      climbed: 0,
      seed: 9,
    } as const;
    expect(line({ ...agreement, exact: true })).toBe(
      'holds exactly on the 150 smallest architectures, 60 drawn ones (seed 9), 4 far out in every direction',
    );
    expect(line({ ...agreement, exact: false, climbed: 31 })).toMatch(
      /^holds by enclosures on the 150 .*, and 31 on the way to where it is tightest$/,
    );
  });

  test('a true limit says the point, the limit, its value, and what is claimed', () => {
    const value = (text: string) => ({ text, decimal: text, exact: true });
    const derived = {
      kind: 'derived-limit',
      at: { r: '1' },
      along: 'n',
      quantity: 'E(K)/n',
      limit: '3*lambda',
    } as const;
    const fails = line({ ...derived, truth: value('3'), claimed: value('5'), side: 'fails' });
    expect(fails).toBe('r = 1: E(K)/n -> 3*lambda, 3 as n grows, by its closed form; claimed 5');
    expect(line({ ...derived, side: 'holds' })).toMatch(/, as claimed$/);
  });

  test('a counterexample says where, both values, and how far they are apart', () => {
    const witness = {
      architecture,
      quantity: { text: '5/2', decimal: '2.5', exact: true },
      formula: { text: '2', decimal: '2', exact: true },
      relativeError: 0.2,
    };
    expect(line({ kind: 'counterexample', oracle: 'exact', witness, shrinks: 3 })).toBe(
      'witness: widths 2,3,1, r = 1/2: the quantity is 5/2, the formula gives 2 (off by 20.0%)',
    );
  });

  test('constants have the least and the greatest ratio, each with its place', () => {
    const highAt = { widths: [1, 1], values: {} };
    const found = {
      kind: 'constants',
      low: 0.25,
      lowAt: architecture,
      high: 2,
      highAt,
      architectures: 7,
    } as const;
    expect(evidenceLines(found)).toEqual([
      'quantity/formula over 7 architectures',
      '  least    0.250000 at widths 2,3,1, r = 1/2',
      '  greatest 2.00000 at widths 1,1',
    ]);
  });

  test('a limit says where, along what, what it is and what was claimed, and the last three orders', () => {
    expect(line(limit)).toBe(
      'r = 1, lambda = 1/2, n = 4 … 16: values tend to 3.0000100 ± 2e-5; claimed 3.0000000; ' +
        'observed orders of the remainder 0.980, 0.995, 0.999',
    );
  });

  test('a limit along the depth at one point without scalars, of a scaled remainder that vanishes', () => {
    const zero = { ...limit, at: {}, along: 'd', power: 2, orders: [Number.NaN], claimed: 0 } as const;
    expect(line(zero)).toBe(
      'd = 4 … 16: d^2·(quantity/formula - 1) tend to 3.0000100 ± 2e-5; claimed 0.0000000',
    );
  });

  test('a simulation says how many networks, the oracle, both values and what it would have seen', () => {
    expect(line(simulation)).toBe(
      '20,000 simulated networks (dense) agree with the exact oracle at widths 2,3,1, r = 1/2: E(K) = 4, ' +
        'estimate 4.01000 ± 2.0e-2; would see an error of 3.00% (false-alarm rate 1.0e-8)',
    );
    const rejected = line({
      ...simulation,
      rejected: true,
      hypothesis: 'claim',
      detectable: Number.POSITIVE_INFINITY,
    });
    expect(rejected).toContain('REJECT the claimed value');
    expect(rejected).not.toMatch(/would see|Infinity/);
  });

  test('an interval from samples says its ends, and how sure it is', () => {
    expect(line(sampled)).toBe(
      '20,000 simulated networks at widths 2,3,1, r = 1/2: the quantity is in [0.20000, 0.30000], ' +
        'estimate 0.25000 (false-alarm rate 1.0e-8)',
    );
  });

  test('what could not be evaluated or proved says why', () => {
    const unproved = (kind: 'out-of-scope' | 'not-found') =>
      line({ kind: 'unproved', why: { kind, reason: 'too deep' } });
    expect(unproved('not-found')).toBe('no certificate was found: too deep');
    expect(unproved('out-of-scope')).toBe('no certificate, since no lemma covers it: too deep');
    const why = { kind: 'disproved', reason: 'the sides differ at depth 9', at: { depth: 9 } } as const;
    expect(line({ kind: 'unproved', why })).toBe('disproved: the sides differ at depth 9');
    expect(line({ kind: 'refused', reason: 'division by zero' })).toBe('not evaluated: division by zero');
  });
});
