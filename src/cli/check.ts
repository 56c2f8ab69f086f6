import { checkUnderstood } from '../audit/check.ts';
import { AS_GIVEN } from '../audit/claim/as-given.ts';
import { ClaimError, placedText } from '../audit/claim/error.ts';
import type { Setting } from '../audit/claim/setting.ts';
import { statementText } from '../audit/claim/statement.ts';
import { type Understood, understand } from '../audit/claim/understand.ts';
import { type Decided, decideUnderstood, isGood } from '../audit/decide.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { checkText } from '../report/check-text.ts';
import { checkOptions, claimCommand } from './claim-flags.ts';
import { fileFlag } from './flag-values.ts';
import { checkOutputs, STDOUT, writeText } from './output.ts';
import { print } from './streams.ts';
import { look } from './terminal.ts';

export const checkCommand = () =>
  claimCommand('check')
    .description(
      `Decides a claim of one line, in plain text or LaTeX; of one that is false, says where it fails, under which convention it is true,
what is true instead, and which formulas near it are. Exit code 0: proved or supported; 1: refuted or undecided.

A claim is a quantity of E(...) over f, K, Kw, Kb, Q, …, one of = <= >= ~ ->, and a formula in d, n or n[i], n0, r = |x|²/n_0.
"~": the quotient tends to 1; "= …*(1 + O(1/n))": with that remainder. The domain is what the text can mean, and shown.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck check 'E(Kw^2) = 4/3*d^2*r^2*(1 + 5/n)^(d-1)'
  ntkcheck check 'E[K] = d(1/2 + r)' --convention hanin-nica-2019
  ntkcheck check 'E(K²)/E(K)² ~ exp(5*d/n)' --bias-gradient 1 --as d/n
  ntkcheck check 'Var(K) <= E(K)^2' --where 'd <= n' --statement claim.yaml`,
    )
    .argument('<claim>', "such as 'E(K) = d*(1 + 2*r)'")
    .option('--statement <file>', "write it as a statement file; '-' for the standard output", fileFlag)
    .option('--json', 'print JSON')
    .action((text, flags) => {
      checkOutputs({ '--statement': flags.statement }, []);
      if (flags.json && flags.statement === STDOUT)
        throw new InputError('--statement -: with --json the standard output is taken; give it a file');
      const options = checkOptions(flags);
      const understood = readClaim(text, options.setting);
      const decided = decideUnderstood(understood);
      const report = checkUnderstood(understood, options, decided);
      if (flags.statement !== undefined) writeText(flags.statement, statementOf(understood, decided));
      if (flags.json) print(JSON.stringify(report, null, 2));
      else if (flags.statement !== STDOUT) print(checkText(report, look(process.stdout)));
      if (!isGood(report.verdict)) process.exitCode = 1;
    });

/** The statement that was decided, which verify finds as it is here. */
function statementOf({ claim, setting }: Understood, { growth, verdict: { outcome } }: Decided): string {
  const expect = outcome === 'undecided' ? 'supported' : outcome;
  return statementText(claim, setting, growth, { expect, isRow: setting.convention.name !== AS_GIVEN });
}

/** Throws InputError for a claim that cannot be read, with the place in it. */
function readClaim(text: string, setting: Setting): Understood {
  try {
    return understand(text, setting);
  } catch (error) {
    if (error instanceof ClaimError)
      throw new InputError(`claim '${excerpt(text)}', ${placedText(text, error)}`);
    throw error;
  }
}
