import { type AuditReport, isSound } from '../audit/audit.ts';
import { Memory } from '../audit/memory.ts';
import { auditText as printed } from '../report/audit-text.ts';
import { auditFile, sideFilesOf } from '../workflow/check-claim.ts';
import { checkOptions, claimCommand } from './claim-flags.ts';
import { print } from './streams.ts';
import { look } from './terminal.ts';
import { watchFiles } from './watch.ts';

export const auditCommand = () =>
  claimCommand('audit')
    .description(
      `Audits somebody's claims: a derivation, link by link; statement files; a Markdown document with blocks fenced as \`\`\`ntkcheck;
a paper in LaTeX, every displayed equation of it.
Says where each claim is false, what is true instead, and which link of a derivation breaks first. Exit code 0: all
is proved or supported; 1: something is refuted, undecided or not read.`,
    )
    .addHelpText(
      'after',
      `
A derivation is YAML: convention, gates, and sides with relations between them.

  convention: hanin-nica-2019
  gates: fair
  derivation:
    - E(Kb^2)
    - = Sum(k, 1, d, (2*k - 1)*Prod(i, k, d - 1, 1 + 5/n[i]))
    - <= d^2*Prod(i, 1, d - 1, 1 + 5/n[i])

What a paper calls things stands in paper.audit.yaml beside paper.tex: convention, gates, symbols, and for single equations
(by label, P:moments/2, or the key that is printed) the same; or in its comments, % ntkcheck: gates: fair.

Examples:
  ntkcheck audit derivation.yaml
  ntkcheck audit paper.tex --json
  ntkcheck audit notes.md --convention hanin-nica-2019 --watch`,
    )
    .argument('<files...>', "files to audit, '.yaml', '.md' or '.tex'")
    .option('--json', 'print JSON')
    .option('--watch', 'audit again whenever a file is saved')
    .action(async (files, flags) => {
      let memory = new Memory();
      const once = (): boolean => {
        memory = new Memory(memory);
        const options = { ...checkOptions(flags), memory };
        const reports = files.map((file) => auditFile(file, options));
        if (flags.json) print(JSON.stringify(jsonOf(reports), null, 2));
        else print(reports.map((report) => printed(report, look(process.stdout))).join('\n\n'));
        return reports.every(isSound);
      };
      if (flags.watch)
        await watchFiles(
          files.flatMap((file) => [file, ...sideFilesOf(file)]),
          once,
        );
      else if (!once()) process.exitCode = 1;
    });

/** A derivation alone is its own record. */
function jsonOf(reports: readonly AuditReport[]): unknown {
  const [only] = reports;
  const [item] = only?.items ?? [];
  if (reports.length === 1 && only!.items.length === 1 && item!.kind === 'derivation') return item!.report;
  return reports.length === 1 ? only : reports;
}
