import { Option } from '@commander-js/extra-typings';
import type { CheckOptions } from '../audit/check.ts';
import { conventionOf } from '../audit/claim/as-given.ts';
import { FORMULAS, loadConventions, statementsWith } from '../files/library.ts';
import { type FamilyFlags, parameterFlag } from './family-flags.ts';
import { familyFromFlags } from './family-input.ts';
import { parameterCommand } from './parameter-flags.ts';

/** A command about claims: the network flags, and what a claim may leave open. */
export const claimCommand = (name: string) =>
  parameterCommand(name, parameterFlag)
    .option('--where <condition>', "a condition on the domain, such as 'd >= 2 and n >= 3'")
    .addOption(
      new Option(
        '--as <what>',
        'what grows, in claims with ~, -> or O(…): n at fixed d, d/n -> lambda, or d at fixed n',
      ).choices(['n', 'd/n', 'd'] as const),
    );

type ClaimFlags = Omit<FamilyFlags, 'equalWidths' | 'r' | 'inputWidth'> & {
  readonly where?: string | undefined;
  readonly as?: 'n' | 'd/n' | 'd' | undefined;
};

/** What the flags say of a claim; without a convention the defaults of `moments`. The library is read when it is asked for. */
export function checkOptions(flags: ClaimFlags): CheckOptions {
  const conventions = loadConventions(FORMULAS, flags.conventions);
  const family = familyFromFlags(flags);
  const convention = conventionOf(family, conventions, flags.convention);
  return {
    setting: { convention, gates: flags.gates, where: flags.where, growth: flags.as },
    conventions,
    known: (words) => statementsWith(FORMULAS, words),
  };
}
