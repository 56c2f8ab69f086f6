import { FALSE_ALARM_BUDGET } from '../statistics/budget.ts';
import type { AgreementEffort } from './agreement.ts';
import type { TrialEffort } from './networks/trial.ts';

/** How hard to try. */
export interface Effort extends AgreementEffort, TrialEffort {
  /** Random numbers drawn for a quantity that is known by simulation alone, about. */
  readonly draws: number;
}

/** What a run tries by its name: thorough takes up to an hour for the whole library. */
export const BUDGETS = {
  standard: {
    enumerated: 150,
    drawn: 60,
    far: 128,
    networks: 2,
    precision: { samples: 700_000 },
    draws: 2_000_000,
  },
  thorough: {
    enumerated: 2400,
    drawn: 960,
    far: 256,
    networks: 6,
    precision: { samples: 10_000_000 },
    draws: 40_000_000,
  },
} as const satisfies Record<string, Effort>;

export type Budget = keyof typeof BUDGETS;

/** How a run verifies its statements, and where they are from. */
export interface VerifyOptions {
  /** Mixed into every draw; 0 by default, so that a run never flakes. */
  readonly seed: number;
  readonly effort: Effort;
  /** The name of the effort, if it is not standard. */
  readonly budget?: Budget;
  /** Probability that the whole run raises any false alarm. */
  readonly falseAlarmBudget: number;
  /** The user's statement files that the tasks are from, if they are not the package's. */
  readonly files?: readonly string[];
  /** The file of conventions that the user gave with them. */
  readonly conventions?: string | undefined;
}

/** How an ordinary run verifies. */
export const DEFAULT_OPTIONS: VerifyOptions = {
  seed: 0,
  effort: BUDGETS.standard,
  falseAlarmBudget: FALSE_ALARM_BUDGET,
};
