import { Argument, Command } from '@commander-js/extra-typings';
import { checkCertificate } from '../checker/check.ts';
import { InputError } from './error.ts';
import { readText } from './files.ts';
import { print } from './streams.ts';

/** A certificate is some kilobytes; one of the longest closed forms has a megabyte. */
const MAX_CHARACTERS = 64_000_000;

export const certificateCommand = () =>
  new Command('certificate')
    .summary('replay proofs')
    .description(
      `Replays certificates, proofs and refutations as data (docs/certificates.md), with a checker that shares no code with the
prover: it derives the moments again, computes the lemmas' bounds, and compares the two sides at every point.

Exit code 0: all accepted; 1: one is rejected; 2: a file is no JSON, or a report without certificates.`,
    )
    .addArgument(new Argument('<action>', 'what to do').choices(['check'] as const))
    .argument('<files...>', 'certificates; or reports of verify --json, whose certificates are all replayed')
    .option('--json', 'print JSON')
    .action((_, files, flags) => {
      const results = files.flatMap((file) =>
        certificatesIn(file).map((one) => ({ file, ...checkCertificate(one) })),
      );
      if (flags.json) print(JSON.stringify(results, null, 2));
      else for (const result of results) print(line(result));
      if (results.some(({ accepted }) => !accepted)) process.exitCode = 1;
    });

function line(result: { readonly file: string } & ReturnType<typeof checkCertificate>): string {
  return result.accepted
    ? `accepted  ${result.file}\n  ${result.theorem}\n  ${result.restsOn}`
    : `REJECTED  ${result.file}\n  ${result.reason}`;
}

/** The certificate of a file, or all those of a report. */
function certificatesIn(file: string): unknown[] {
  const text = readText(file);
  if (text.length > MAX_CHARACTERS)
    throw new InputError(`${file}: ${text.length} characters; wanted at most ${MAX_CHARACTERS}`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: found no JSON (${(error as Error).message}); wanted a certificate`);
  }
  if (typeof data !== 'object' || data === null || !('verdicts' in data)) return [unwrapped(data)];
  const found = collect(data.verdicts);
  if (found.length === 0) throw new InputError(`${file}: a report without certificates; nothing to check`);
  return found;
}

/** `derive --json` has the certificate among its fields. */
const unwrapped = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && !('format' in data) && 'certificate' in data
    ? data.certificate
    : data;

/** The certificates anywhere in a report. */
function collect(data: unknown): unknown[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('format' in data && 'theorem' in data) return [data];
  return Object.values(data).flatMap(collect);
}
