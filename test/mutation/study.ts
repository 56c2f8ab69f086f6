import type { MutationEffort } from '../../src/mutation/standing.ts';
import { type MutationReport, studyMutants } from '../../src/mutation/study.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { QUICK, statement, type Written } from '../verify/claims.ts';

/** Little effort: it refutes every mutant of the tests that is wrong. */
export const EFFORT: MutationEffort = {
  ...QUICK.effort,
  enumerated: 24,
  drawn: 8,
  far: 16,
  climbed: 8,
  falseAlarmRate: 1e-9,
};
/** A single architecture: d = 1, widths 1, r = 0. */
export const TINY: MutationEffort = { ...EFFORT, enumerated: 1, drawn: 0, far: 0, climbed: 0 };

interface Options {
  readonly standard?: MutationEffort;
  readonly beyond?: readonly (readonly [name: string, effort: MutationEffort])[];
  readonly most?: number;
  readonly seed?: number;
}

/** Every mutant of a statement, with little effort, unless said otherwise. */
export const study = (
  own: Statement,
  { standard = EFFORT, beyond = [], most = 1000, seed = 0 }: Options = {},
): MutationReport => studyMutants(own, { standard, beyond }, { seed, most });

export const studied = (written: Written): MutationReport => study(statement(written));

export const killedIn = ({ killed }: MutationReport): number =>
  Object.values(killed).reduce((total, count) => total + count, 0);

/** Changes of a part of the statement that survive, each with its reason. */
export const survivorsIn = ({ survivors }: MutationReport, part = ''): string[] =>
  survivors
    .filter(({ place }) => place.startsWith(part))
    .map(({ reason, before, after }) => `${reason}: ${before} -> ${after}`);
