import fc from 'fast-check';
import type { ClaimVerdict, Outcome, SimulationEvidence, Verdict } from '../../src/verify/verdict.ts';

export const simulation: SimulationEvidence = {
  kind: 'simulation',
  method: 'dense',
  expectation: 'E(K)',
  architecture: { widths: [2, 3, 1], values: { r: '1/2' } },
  hypothesis: 'exact oracle',
  expected: '4',
  estimate: 4.01,
  standardError: 0.02,
  low: 3.95,
  high: 4.07,
  samples: 20_000,
  seed: 5,
  falseAlarmRate: 1e-8,
  detectable: 0.03,
  rejected: false,
};

const claim: ClaimVerdict = {
  claim: 'E(K) = d*(1 + 2*r)',
  outcome: 'supported',
  reason: 'holds exactly on 210 architectures',
  evidence: [simulation],
};

export const verdict = (change: Partial<Verdict> = {}): Verdict => ({
  id: 'TEST.mean',
  title: 'Mean of the NTK',
  file: 'formulas/test/mean.yaml',
  place: { line: 1, column: 5 },
  claimPlaces: [{ line: 12, column: 5 }],
  source: 'ntkcheck',
  convention: 'hanin-nica-2019',
  gates: 'fair',
  outcome: 'supported',
  expected: 'supported',
  asExpected: true,
  reason: 'holds exactly on 210 architectures',
  claims: [claim],
  seed: 0,
  replay: "ntkcheck verify 'TEST.mean'",
  ...change,
});

/** Not the outcome that was expected. */
export const unexpected = (outcome: Outcome, change: Partial<Verdict> = {}): Verdict =>
  verdict({
    id: 'TEST.wrong',
    outcome,
    expected: 'refuted',
    asExpected: false,
    reason: 'no counterexample',
    ...change,
  });

/** Text with everything that is awkward in some format: markup, quotes, controls, halves of surrogate pairs. */
export const nasty: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '<!--',
        '\0',
        '\u001b[31m',
        '\n',
        '\r',
        '\t',
        '\ufffe',
        '\uffff',
        '😀',
        'σ²',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));
