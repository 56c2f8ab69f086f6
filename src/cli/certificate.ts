import { Argument, Command } from '@commander-js/extra-typings';
import { checkCertificate } from '../checker/check.ts';
import { parseJson } from '../checker/json-text.ts';
import { Refusal } from '../checker/refusal.ts';
import { readText } from '../files/read.ts';
import { isStatementFile } from '../files/statement-files.ts';
import { InputError } from '../limits/error.ts';
import { print } from './streams.ts';

/** A certificate is some kilobytes; one of the longest closed forms has a megabyte. */
const MAX_CHARACTERS = 64_000_000;

export const certificateCommand = () =>
  new Command('certificate')
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
    ? `accepted  ${visible(result.file)}\n  ${visible(result.theorem)}\n  ${visible(result.restsOn)}`
    : `REJECTED  ${visible(result.file)}\n  ${visible(result.reason)}`;
}

/** Control and bidirectional characters as their codes: a name of a file may have them too. */
const visible = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);

/** The certificate of a file, or all those of a report. */
function certificatesIn(file: string): unknown[] {
  const text = readText(file);
  if (text.length > MAX_CHARACTERS)
    throw new InputError(
      `${visible(file)}: ${text.length} characters; wanted at most ${MAX_CHARACTERS}, a report in parts`,
    );
  const data = readJson(visible(file), text);
  if (typeof data !== 'object' || data === null || !('verdicts' in data)) return [unwrapped(data)];
  const found = certificatesBelow(data.verdicts);
  if (found.length === 0)
    throw new InputError(`${visible(file)}: a report without certificates; nothing to check`);
  return found;
}

function readJson(file: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof Refusal) throw new InputError(`${file}: ${visible(error.message)}`);
    if (error instanceof SyntaxError)
      throw new InputError(
        isStatementFile(file)
          ? `${file}: found no JSON; wanted a certificate. A statement file is decided by 'ntkcheck verify', whose --json has its certificates`
          : `${file}: found no JSON (${visible(error.message)}); wanted a certificate`,
      );
    throw error;
  }
}

/** `derive --json` has the certificate among its fields. */
const unwrapped = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && !('format' in data) && 'certificate' in data
    ? data.certificate
    : data;

/** The certificates anywhere in a report, in their order; of one inside another the outer one. */
function certificatesBelow(report: unknown): unknown[] {
  const found: unknown[] = [];
  const waiting = [report];
  while (waiting.length > 0) {
    const data = waiting.pop();
    if (typeof data !== 'object' || data === null) continue;
    if ('format' in data && 'theorem' in data) found.push(data);
    else for (const part of Object.values(data).reverse()) waiting.push(part);
  }
  return found;
}
