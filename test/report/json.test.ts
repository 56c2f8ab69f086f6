import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonReport, type RunRecord } from '../../src/report/json.ts';
import { nasty, simulation, unexpected, verdict } from './verdicts.ts';

const run: RunRecord = { ntkcheck: '0.1.0', node: 'v20', seed: 0, falseAlarmBudget: 1e-6, complete: true };

test('the JSON report reads back as the run and its verdicts, to the last digit', () => {
  const doubles = fc.double({ noDefaultInfinity: true, noNaN: true }).map((x) => x + 0);
  fc.assert(
    fc.property(nasty, doubles, fc.maxSafeInteger(), (text, estimate, seed) => {
      const evidence = [{ ...simulation, estimate }];
      const claims = [{ claim: text, outcome: 'undecided' as const, reason: text, evidence }];
      const verdicts = [verdict({ title: text, seed, claims }), unexpected('undecided')];
      expect(JSON.parse(jsonReport(run, verdicts))).toEqual({ ...run, verdicts });
    }),
    { seed: 13 },
  );
});

test('numbers that JSON lacks are text', () => {
  const evidence = [
    {
      ...simulation,
      detectable: Number.POSITIVE_INFINITY,
      estimate: Number.NEGATIVE_INFINITY,
      standardError: Number.NaN,
    },
  ];
  const claims = [{ claim: 'E(K) = 1', outcome: 'undecided' as const, reason: '', evidence }];
  const [read] = JSON.parse(jsonReport(run, [verdict({ claims })])).verdicts;
  const { detectable, estimate, standardError } = read.claims[0].evidence[0];
  expect([detectable, estimate, standardError]).toEqual(['Infinity', '-Infinity', 'NaN']);
});

test('a run that was interrupted says so, and ends with a line break', () => {
  const text = jsonReport({ ...run, complete: false }, []);
  expect(JSON.parse(text)).toEqual({ ...run, complete: false, verdicts: [] });
  expect(text.endsWith('}\n')).toBe(true);
});
