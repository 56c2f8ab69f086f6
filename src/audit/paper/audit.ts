import {
  type Chain,
  type Display,
  LatexError,
  makeTable,
  type PaperDocument,
  type PaperEquation,
  readDocument,
  readEquation,
} from '../../latex/index.ts';
import { excerpt } from '../../limits/excerpt.ts';
import { type CheckOptions, type CheckReport, checkUnderstood } from '../check.ts';
import { conditionsOf, linksOf } from '../claim/chain.ts';
import { ClaimError } from '../claim/error.ts';
import type { Setting } from '../claim/setting.ts';
import { understandClaim } from '../claim/understand.ts';
import { auditDerivation, type DerivationReport } from '../derivation/audit.ts';
import { claimBetween, type Link } from '../derivation/read.ts';
import { type PaperSettings, type Said, saidIn, settingWith } from './settings.ts';

/** A displayed equation of a paper, and what became of it. */
export interface EquationReport {
  readonly lines: readonly [number, number];
  /** By which a side file may name it. */
  readonly key: string;
  readonly labels: readonly string[];
  readonly numbers: readonly string[];
  readonly theorem?: string;
  readonly tex: string;
  readonly result:
    | { readonly kind: 'claim'; readonly report: CheckReport }
    | { readonly kind: 'derivation'; readonly report: DerivationReport }
    /** Read, and not about moments: as the language has it. */
    | { readonly kind: 'other'; readonly read: readonly string[] }
    | { readonly kind: 'unread'; readonly reason: string; readonly moments: boolean }
    | { readonly kind: 'skipped'; readonly reason: string };
}

export interface PaperReport {
  readonly equations: readonly EquationReport[];
  /** What concerns the paper as a whole: a definition that is not read, a `$` that nothing closes. */
  readonly problems: readonly string[];
}

/** Reads a paper and decides its equations about moments, under what its side file and comments say of them. */
export function auditPaper(source: string, settings: PaperSettings, options: CheckOptions): PaperReport {
  const paper = readDocument(source);
  const problems = paper.problems.map(({ error }) => `line ${error.line}: ${error.message}`);
  const whole: Said[] = [settings.paper];
  for (const { text, line } of paper.comments) {
    const said = saidIn(text, options.conventions);
    if (typeof said === 'string') problems.push(`line ${line}: ${said}`);
    else whole.push(said);
  }
  const keys = new Set<string>();
  const equations = paper.equations.map((equation) => {
    const said = [...whole];
    for (const name of namesOf(equation)) {
      const own = settings.equations.get(name);
      if (!own) continue;
      keys.add(name);
      said.push(own);
    }
    for (const { text, line } of equation.comments) {
      const own = saidIn(text, options.conventions);
      if (typeof own === 'string') problems.push(`line ${line}: ${own}`);
      else said.push(own);
    }
    return equationReport(paper, equation, said, options);
  });
  for (const key of settings.equations.keys())
    if (!keys.has(key)) problems.push(`the side file speaks of '${excerpt(key)}', which no equation is`);
  return { equations, problems };
}

/** Its labels, its place in its theorem, and the key of its content. */
const namesOf = ({ labels, theorem, key }: PaperEquation): string[] => [
  ...labels,
  ...(theorem?.label === undefined ? [] : [`${theorem.label}/${theorem.position}`]),
  key,
];

function equationReport(
  paper: PaperDocument,
  equation: PaperEquation,
  said: readonly Said[],
  options: CheckOptions,
): EquationReport {
  const { lines, key, labels, numbers, theorem, tex } = equation;
  return {
    lines,
    key,
    labels,
    numbers,
    ...(theorem?.label !== undefined && { theorem: `${theorem.label}/${theorem.position}` }),
    tex,
    result: resultOf(paper, equation, said, options),
  };
}

function resultOf(
  paper: PaperDocument,
  equation: PaperEquation,
  said: readonly Said[],
  options: CheckOptions,
): EquationReport['result'] {
  const skip = said.find((one) => one.skip !== undefined)?.skip;
  if (skip !== undefined) return { kind: 'skipped', reason: skip };
  const setting = settingWith(options.setting, said, options.conventions);
  try {
    const reading = readEquation(paper, equation, makeTable(setting.symbols, paper.macros));
    if (reading.kind === 'refused')
      return { kind: 'unread', reason: placed(reading.error), moments: reading.moments };
    const { display } = reading;
    const chains = display.chains.filter(({ moments, relations }) => moments && relations.length > 0);
    if (chains.length === 0) return { kind: 'other', read: display.chains.map(chainText) };
    if (chains.length > 1) return { kind: 'unread', reason: 'several claims in one equation', moments: true };
    const unread = chains[0]!.unread[0];
    if (unread) return { kind: 'unread', reason: placed(unread.error), moments: true };
    return decidedChain(chains[0]!, display, setting, options);
  } catch (error) {
    if (error instanceof LatexError || error instanceof ClaimError)
      return { kind: 'unread', reason: error.message, moments: true };
    throw error;
  }
}

const placed = (error: LatexError): string => `line ${error.line}, column ${error.column}: ${error.message}`;
const chainText = ({ sides, relations }: Chain): string =>
  sides.map(({ text }, i) => (i === 0 ? text : `${relations[i - 1]!.sign} ${text}`)).join(' ');

function decidedChain(
  chain: Chain,
  display: Display,
  setting: Setting,
  options: CheckOptions,
): EquationReport['result'] {
  const conditions = conditionsOf(display);
  const links: Link[] = [];
  for (const link of linksOf(chain)) {
    if ('problem' in link) return { kind: 'unread', reason: link.problem, moments: true };
    const { from, to, relation, order, growth, notes } = link;
    const claim = claimBetween(from, relation, to, {
      conditions,
      notes: [...notes, ...display.notes.map(({ text }) => text)],
      ...(growth && { growth }),
      order,
    });
    links.push({ from, to, claim, setting });
  }
  if (links.length === 1) {
    const [{ claim }] = links as [Link];
    return { kind: 'claim', report: checkUnderstood(understandClaim(claim, setting), options) };
  }
  const error = (_: number, message: string): Error => new ClaimError(message, 0);
  return { kind: 'derivation', report: auditDerivation({ setting, links, error }, options) };
}
