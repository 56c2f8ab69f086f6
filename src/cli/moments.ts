import { costText } from '../exact/beyond.ts';
import { announcing } from '../exact/permit.ts';
import type { Environment, Parsed } from '../expression/index.ts';
import { quantityEnvironment } from '../jobs/environment.ts';
import type { Network } from '../network/network.ts';
import type { Rational } from '../rational/rational.ts';
import { type MomentRecord, momentRecords } from '../workflow/evaluate.ts';
import { collect } from './flag-values.ts';
import { networkCommand } from './network-flags.ts';
import { networkFromFlags } from './network-input.ts';
import { networkLine, networkRecord } from './network-record.ts';
import { Progress } from './progress.ts';
import { readQuantities } from './quantities.ts';
import { print } from './streams.ts';

export const momentsCommand = () =>
  networkCommand('moments')
    .description(
      `Exact moments of the output f, of the NTK K = Kw + Kb and of its first gradient step at initialization.

A quantity is an expression in E(...) over f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb, where Q = <grad f, grad K> and Qxy is
the part in which the parameters x step and the part y of K moves. It may use d, r, n[i], sigma_w2, sigma_b2 too.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck moments --widths 3,4,5,1 --r 1/2 --bias-gradient 1 --quantity 'E(K)' --quantity 'E(K^2)/E(K)^2'
  ntkcheck moments --depth 50 --width 100 --convention seleznova-kutyniok-2022-code --sigma-w2 3/2 --quantity 'E(f*Q)'`,
    )
    .option('--quantity <expression>', 'what to evaluate; repeat for more', collect, [])
    .option('--json', 'print JSON')
    .action((flags) => {
      const input = networkFromFlags(flags);
      const environment = quantityEnvironment(input.settings);
      const quantities = readQuantities(flags.quantity, environment);
      const results = announcedMoments(quantities, environment, input.network);
      if (flags.json) print(JSON.stringify({ network: networkRecord(input), moments: results }, null, 2));
      else print(`${networkLine(input)}\n${results.map(textLine).join('\n')}`);
    });

/** What takes long is announced, and refused if it takes too long. Throws InputError. */
function announcedMoments(
  quantities: readonly Parsed[],
  environment: Environment<Rational>,
  network: Network,
): MomentRecord[] {
  const progress = new Progress();
  const permit = announcing(
    (cost) => process.stderr.write(`ntkcheck: ${costText(cost)}\n`),
    (share) => progress.show(`${Math.floor(100 * share)}%`),
  );
  try {
    return momentRecords(quantities, environment, network, { permit, label: '--quantity' });
  } finally {
    progress.clear();
  }
}

const textLine = ({ quantity, exact, decimal }: MomentRecord): string => {
  if (exact === null) return `${quantity} = ${decimal}… (no exact value: irrational, or too long)`;
  if (exact === decimal) return `${quantity} = ${exact}`;
  return exact.length > 200
    ? `${quantity} ≈ ${decimal} (exact value of ${exact.length} characters: --json)`
    : `${quantity} = ${exact} ≈ ${decimal}`;
};
