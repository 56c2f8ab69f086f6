import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { ClaimVerdict, SampledEvidence, SimulationEvidence, Verdict } from '../verify/verdict.ts';
import { byFolder, countsText, isVariant, meantTrue, provedText } from './statements.ts';

/** How a report looks: the terminal's width in characters, and whether it shows colours. */
export interface Look {
  readonly width: number;
  readonly colour: boolean;
}

const COLOURS = { proved: 'green', supported: 'green', refuted: 'yellow', undecided: 'magenta' } as const;

const NO_BORDERS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((part) => [part, '']),
);

/** The table of a run, a row a verdict, grouped by folder, and a closing summary. */
export function textReport(verdicts: readonly Verdict[], look: Look): string {
  const tables = [...byFolder(verdicts)].map(([folder, rows]) =>
    folder ? `${paint(look, 'bold', folder)}\n${table(rows, look)}` : table(rows, look),
  );
  return [...tables, summary(verdicts, look)].join('\n\n');
}

function table(verdicts: readonly Verdict[], look: Look): string {
  const [mark, name] = [14, 34];
  const rest = Math.max(40, look.width - mark - name - 3);
  const rows = new Table({
    chars: { ...NO_BORDERS, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [mark, name, rest],
    wordWrap: true,
  });
  for (const verdict of verdicts) {
    const word = `${verdict.asExpected ? '✓' : '✗'} ${verdict.outcome}`;
    const surprise = verdict.asExpected ? '' : `EXPECTED ${verdict.expected}: `;
    rows.push([
      paint(look, verdict.asExpected ? COLOURS[verdict.outcome] : 'red', word),
      breakable(isVariant(verdict) ? '  variant' : verdict.id, name),
      `${breakable(heading(verdict), rest)}\n${paint(look, 'dim', breakable(`${surprise}${verdict.reason}${simulated(verdict)}`, rest))}`,
    ]);
  }
  return rows.toString().replace(/ +$/gm, '');
}

/** A statement shows its title and claims; a variant of it only what is different. */
function heading(verdict: Verdict): string {
  const { id, title, convention, gates, claims } = verdict;
  const several = claims.length > 1;
  if (isVariant(verdict))
    return several ? `${id}\n${claims.map((claim, i) => `claim ${i + 1} ${claim.outcome}`).join(', ')}` : id;
  return [
    `${title} (${convention}, ${gates} gates)`,
    ...claims.map((claim) => (several ? `${claimWord(claim)} ${claim.claim}` : claim.claim)),
  ].join('\n');
}

/** `proved`, or `refuted, expected proved:` where a claim has an expectation of its own. */
const claimWord = ({ outcome, expected }: ClaimVerdict): string =>
  (expected ?? outcome) === outcome ? `${outcome}:` : `${outcome}, expected ${expected}:`;

/** A word longer than a line gets a blank at each line's end: the table would cut it short. */
const breakable = (text: string, width: number): string =>
  text.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'gu'), '$& ');

/** What real networks said, in a few words. */
function simulated(verdict: Verdict): string {
  const checks = simulations(verdict);
  if (checks.length === 0) return '';
  const oracle = checks.filter(({ hypothesis }) => hypothesis === 'exact oracle');
  const claim = checks.find(({ hypothesis }) => hypothesis === 'claim');
  const agree = oracle.filter(({ rejected }) => !rejected).length;
  const networks = oracle.reduce((total, { samples }) => total + samples, 0).toLocaleString('en-US');
  const word = claim
    ? claim.rejected
      ? '; they reject the claimed value'
      : '; too few to tell the claimed value from the true one'
    : '';
  return `; ${networks} simulated networks agree with the exact oracle (${agree}/${oracle.length})${word}`;
}

/** Every statistical test of a verdict. */
const tests = (verdict: Verdict): (SimulationEvidence | SampledEvidence)[] =>
  verdict.claims
    .flatMap(({ evidence }) => evidence)
    .filter((one) => one.kind === 'simulation' || one.kind === 'sampled');

const simulations = (verdict: Verdict): SimulationEvidence[] =>
  verdict.claims.flatMap(({ evidence }) => evidence).filter((one) => one.kind === 'simulation');

function summary(verdicts: readonly Verdict[], look: Look): string {
  const different = verdicts.filter(({ asExpected }) => !asExpected);
  // What is not random is checked to rounding, and costs nothing of the budget.
  const checks = verdicts.flatMap(tests).filter(({ falseAlarmRate }) => falseAlarmRate > 0);
  const share = Math.max(0, ...checks.map(({ falseAlarmRate }) => falseAlarmRate));
  const detectable = checks
    .flatMap((check) => (check.kind === 'simulation' ? [check.detectable] : []))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const median = detectable[Math.floor(detectable.length / 2)];
  const power =
    median === undefined
      ? ''
      : `; half of them detect a relative error of ${percent(median)} or less with probability 0.99`;
  const lines = [
    `${verdicts.length} ${verdicts.length === 1 ? 'verdict' : 'verdicts'}: ${countsText(verdicts)}`,
    ...(meantTrue(verdicts).length > 0 ? [provedText(verdicts)] : []),
    checks.length === 0
      ? 'no statistical checks'
      : `${checks.length} statistical ${checks.length === 1 ? 'check' : 'checks, each'} with a false-alarm rate of ${share.toExponential(1)}${power}`,
    different.length === 0
      ? paint(look, 'green', 'all as expected')
      : paint(
          look,
          'red',
          `${different.length} not as expected: ${different.map(({ id }) => id).join(', ')}`,
        ),
  ];
  return lines.join('\n');
}

const percent = (share: number): string => `${(100 * share).toPrecision(2)}%`;

type Style = Parameters<typeof styleText>[0];
const paint = (look: Look, style: Style, text: string): string =>
  look.colour ? styleText(style, text, { validateStream: false }) : text;
