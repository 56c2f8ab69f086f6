import { ORACLE_LIMITS } from '../limits/limits.ts';
import { TooCostly } from './beyond.ts';

/** What a piece of work will take, known before it begins. Seconds are those of one core of 2 GHz or so. */
export interface Cost {
  /** The work, by its numbers: "6735 monomials, 9857937 pairings". */
  readonly what: string;
  readonly seconds: number;
  readonly bytes: number;
  /** What can be had instead. */
  readonly instead?: string;
}

/** Who may refuse work before it begins, and hears how far it is. */
export interface Permit {
  /** Throws TooCostly to refuse. */
  readonly ask: (cost: Cost) => void;
  /** The share of the work that is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** Permits work of so many seconds in all, and of the bytes that a process has. */
export function allowance(seconds: number = ORACLE_LIMITS.quietSeconds): Permit {
  let left = seconds;
  return {
    ask: (cost) => {
      checkBytes(cost);
      if (cost.seconds > left) throw new TooCostly(cost, `at most ${seconds} s for what is not announced`);
      left -= cost.seconds;
    },
  };
}

/** Permits and announces work beyond the first seconds; refuses what is out of reach. */
export function announcing(announce: (cost: Cost) => void, progress?: (share: number) => void): Permit {
  let quiet: number = ORACLE_LIMITS.quietSeconds;
  let left: number = ORACLE_LIMITS.seconds;
  return {
    ask: (cost) => {
      checkBytes(cost);
      if (cost.seconds > left) throw new TooCostly(cost, `at most ${ORACLE_LIMITS.seconds} s`);
      left -= cost.seconds;
      quiet -= cost.seconds;
      if (quiet < 0 && cost.seconds > ORACLE_LIMITS.quietSeconds / 10) announce(cost);
    },
    ...(progress && { progress }),
  };
}

function checkBytes(cost: Cost): void {
  if (cost.bytes > ORACLE_LIMITS.bytes) throw new TooCostly(cost, `at most ${ORACLE_LIMITS.bytes / 1e6} MB`);
}
