import fc from 'fast-check';
import type { Expression } from '../expression/index.ts';
import { expectation } from '../quantity/exact.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import type { Domain } from '../statement/statement.ts';
import { type Architecture, meetsCondition } from './architecture.ts';
import { rationalValue } from './compare.ts';
import { architectures, lawMoments } from './draw.ts';
import { relativeNoise, testMean } from './mean-test.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { Refused, SimulationEvidence } from './verdict.ts';

/** How much simulation a claim gets. */
export interface SimulationEffort {
  /** Random networks on which the exact oracle is held against real ones. */
  readonly networks: number;
  /** Random numbers drawn for one network's samples. */
  readonly draws: number;
  readonly falseAlarmRate: number;
}

/** So many networks in all, and one of each law at least. */
const networksOfLaw = (networks: number, laws: number): number => Math.ceil(networks / laws);

/** The number of tests that `simulateClaim` may make of a claim: each needs its share of the budget. */
export function plannedChecks(claim: Subject['claim'], domain: Domain, networks: number): number {
  const laws = lawMoments(domain).length;
  const tested = laws * networksOfLaw(networks, laws);
  try {
    return tested * expectationsIn(claim.quantity.expression, claim.formula.expression).size + 1;
  } catch {
    return 1;
  }
}

/**
 * Holds the exact oracle's value of every E(...) in the claim against simulated networks: at `witness` if there is
 * one, and at random architectures of the domain. At a witness of a claim about one E(...), the claimed value too.
 */
export function simulateClaim(
  subject: Subject,
  effort: SimulationEffort,
  witness?: Architecture,
): (SimulationEvidence | Refused)[] {
  const { claim, seed } = subject;
  const options = { seed, ...effort };
  const evidence: (SimulationEvidence | Refused)[] = [];
  try {
    const bodies = expectationsIn(claim.quantity.expression, claim.formula.expression);
    const drawn = mostTelling(subject, effort, [...bodies.values()]);
    for (const architecture of witness ? [witness, ...drawn.slice(1)] : drawn) {
      const setting = settingOf(subject, architecture);
      for (const body of bodies.values()) {
        const expected = expectation(body, setting.environment, setting.oracle);
        const one = { setting, architecture, body, expected, hypothesis: 'exact oracle' } as const;
        evidence.push(testMean(one, options));
      }
      const { quantity, formula } = claim;
      if (
        architecture === witness &&
        quantity.expression.kind === 'expectation' &&
        claim.relation === 'equals'
      ) {
        const claimed = rationalValue(formula.expression, setting.environment);
        if (claimed) {
          const { body } = quantity.expression;
          const one = { setting, architecture, body, expected: claimed, hypothesis: 'claim' } as const;
          evidence.push(testMean(one, options));
        }
      }
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    evidence.push({ kind: 'refused', reason: `not simulated: ${error.message}` });
  }
  return evidence;
}

/** Random architectures among which the most telling are chosen. */
const CANDIDATES = 10;

/**
 * Of some random architectures with a hidden layer, those on which the simulation detects the smallest deviations; where
 * the domain leaves mu_4 free, of every named law in it.
 */
function mostTelling(
  subject: Subject,
  effort: SimulationEffort,
  bodies: readonly Expression[],
): Architecture[] {
  const { statement, seed } = subject;
  if (statement.domain.ranges.get('d')?.kind === 'equals') return [];
  const drawn = fc.sample(architectures(statement.domain), { seed: (seed + 1) % 2 ** 31, numRuns: 200 });
  const fits = (candidate: Architecture): boolean =>
    candidate.widths.length > 2 && meetsCondition(statement, candidate);
  const laws = lawMoments(statement.domain);
  const each = networksOfLaw(effort.networks, laws.length);
  return laws.flatMap((mu4) => {
    const weighted = drawn.map(({ widths, values }) => ({
      widths,
      values: mu4 ? new Map(values).set('mu_4', mu4) : values,
    }));
    return telling(weighted.filter(fits).slice(0, CANDIDATES), subject, effort, bodies).slice(0, each);
  });
}

/** The most telling first: those on which the simulation detects the smallest deviations. */
function telling(
  candidates: readonly Architecture[],
  subject: Subject,
  effort: SimulationEffort,
  bodies: readonly Expression[],
): Architecture[] {
  const rated = candidates.map((architecture) => {
    const setting = settingOf(subject, architecture);
    return {
      architecture,
      noise: Math.max(...bodies.map((body) => relativeNoise(setting, body, effort.draws))),
    };
  });
  return rated.sort((a, b) => a.noise - b.noise).map(({ architecture }) => architecture);
}
