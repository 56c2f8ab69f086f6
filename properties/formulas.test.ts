import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Expression } from '../src/expression/index.ts';
import { FORMULAS, loadLibrary } from '../src/files/library.ts';
import type { Claim } from '../src/statement/statement.ts';
import type { Architecture } from '../src/verify/architecture.ts';
import { networkEvidence } from '../src/verify/networks/held.ts';
import { runExperiment } from '../src/verify/networks/measure.ts';
import { type Measured, planTrial, speaksOfNetworks } from '../src/verify/networks/trial.ts';
import type { Setting } from '../src/verify/subject.ts';
import type { FormulaEvidence, SimulationEvidence } from '../src/verify/verdict.ts';
import {
  claimText,
  DEFAULT_OPTIONS,
  falseAlarmShare,
  precisionOf,
  taskName,
  tasksOf,
} from '../src/verify/verify.ts';

// What this project is for: for random depth, width and phase of the initialization, the formula lies in the interval that
// simulated networks leave for its quantity. fast-check draws the networks; each is simulated once, with everything that any formula
// of the library speaks of; and each formula is held against every network in its domain.

const { statements } = loadLibrary(FORMULAS);
const tasks = tasksOf(statements).filter(({ case: own }) => own.expect !== 'refuted');
// An ordinary run of the program draws eight times as many.
const options = {
  ...DEFAULT_OPTIONS,
  effort: { ...DEFAULT_OPTIONS.effort, precision: { samples: 100_000 } },
};
const trial = planTrial(tasks, options);
const precision = precisionOf(falseAlarmShare(statements, options), options);

let simulated: Measured = new Map();
beforeAll(() => {
  simulated = new Map(trial.experiments.map((one) => [one.name, runExperiment(one, precision)]));
});

const formulas = tasks.flatMap((task) =>
  task.statement.claims
    .map((claim) => ({ ...task, claim, seed: 0, name: `${taskName(task)}: ${claimText(claim)}` }))
    .filter(({ claim }) => speaksOfNetworks(claim))
    .map((subject) => ({ ...subject, networks: trial.points(task), memory: new Map<string, Setting>() })),
);
type Formula = (typeof formulas)[number];

/** What the simulated networks say of a formula, or of another in its place. */
const said = (formula: Formula, at: Architecture, claim: Claim = formula.claim) =>
  networkEvidence({ ...formula, claim }, [at], simulated);
const isFormula = (one: { kind: string }): one is FormulaEvidence => one.kind === 'formula';
const isSimulation = (one: { kind: string }): one is SimulationEvidence => one.kind === 'simulation';

/** The formula times a number. */
function scaled({ claim }: Formula, factor: number): Claim {
  const value = { num: BigInt(Math.ceil(factor * 1e6)), den: 1_000_000n };
  const { expression } = claim.formula;
  const product: Expression = { kind: 'multiply', left: { kind: 'constant', value }, right: expression };
  return { ...claim, formula: { ...claim.formula, expression: product } };
}

const known = formulas.filter(({ networks }) => networks.length > 0);

describe('for random depth, width and phase, the formula lies in the simulated interval', () => {
  test.each(known)('$name', (formula) => {
    const { networks } = formula;
    const network = fc.constantFrom(...networks);
    fc.assert(
      fc.property(network, (at) => said(formula, at).every((one) => !isFormula(one) || !one.rejected)),
      { seed: 1, numRuns: networks.length, examples: networks.map((at) => [at]) },
    );
  });
});

describe('for random depth, width and phase, the exact oracle lies in the simulated interval', () => {
  test.each(known)('$name', (formula) => {
    const checks = formula.networks.flatMap((at) => said(formula, at)).filter(isSimulation);
    expect(checks.filter(({ rejected }) => rejected)).toEqual([]);
  });
});

const equalities = known.filter(({ claim }) => claim.relation === 'equals');

describe('and a formula that is off by twice what is detected does not', () => {
  test.each(equalities)('$name', (formula) => {
    for (const at of formula.networks) {
      const [found] = said(formula, at).filter(isFormula);
      // Where the interval reaches from half the value to twice it, simulation tells nothing.
      if (!found || found.detectable > 0.5) continue;
      const [wrong] = said(formula, at, scaled(formula, 1 + 2 * found.detectable)).filter(isFormula);
      expect(wrong?.rejected).toBe(true);
    }
  });
});

test('hardly any formula of single networks is out of reach of simulation', () => {
  const silent = known.filter((formula) => !formula.networks.some((at) => said(formula, at).some(isFormula)));
  expect(silent.length).toBeLessThan(known.length / 20);
  expect(known.length).toBeGreaterThan(200);
});
