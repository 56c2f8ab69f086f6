import type { Conventions } from '../statement/convention.ts';
import type { Outcome, Witness } from '../verify/verdict.ts';
import { isLimit, type ReadClaim, SIGNS } from './claim/claim.ts';
import { inferDomain } from './claim/domain.ts';
import type { Setting } from './claim/setting.ts';
import { type Understood, understand } from './claim/understand.ts';
import { type Decided, decideUnderstood, GROWTHS, isGood } from './decide.ts';
import { type TrueUnder, trueElsewhere } from './diagnosis/conventions.ts';
import { type Repair, repairsOf } from './diagnosis/repairs.ts';
import { type Known, type Truth, truthOf } from './diagnosis/truth.ts';
import { type Weaker, weakerTruths } from './diagnosis/weaker.ts';
import { tellingWitness } from './diagnosis/witness.ts';
import type { Memory } from './memory.ts';

/** A claim as it was understood. */
export interface ClaimRecord {
  readonly input: string;
  readonly text: string;
  readonly tex: string;
  /** Its left side, which speaks of networks. */
  readonly quantity: string;
  readonly convention: string;
  readonly gates: string;
  /** Ranges by symbol, as in statement files. */
  readonly domain: Readonly<Record<string, string>>;
  readonly where?: string;
  /** What grows, in claims about limits. */
  readonly as?: string;
  readonly notes: readonly string[];
}

/** Values of both sides at one network. */
export interface WitnessRecord {
  readonly widths: readonly number[];
  readonly r: string;
  readonly values: Readonly<Record<string, string>>;
  readonly quantity: string;
  readonly formula: string;
}

/** What is known of a claim. Plain data. */
export interface CheckReport {
  readonly claim: ClaimRecord;
  readonly verdict: Outcome;
  readonly reason: string;
  readonly witness?: WitnessRecord;
  /** Which side is larger over the domain, where it is always the same. */
  readonly side?: string;
  readonly conventions: readonly TrueUnder[];
  readonly truth?: Truth;
  readonly repairs: readonly Repair[];
  readonly weaker: readonly Weaker[];
}

/** What a diagnosis looks through. */
export interface Sources {
  /** Conventions under which a false claim may be true. */
  readonly conventions: Conventions;
  /** Statements among which the truth may be. */
  readonly known: Known;
  /** What the audits before have found; it is asked first. */
  readonly memory?: Memory;
}

export interface CheckOptions extends Sources {
  readonly setting: Setting;
}

/** Decides a claim of one line; of one that is false, what is true instead. Throws a ClaimError where it cannot be read. */
export const check = (input: string, { setting, ...sources }: CheckOptions): CheckReport =>
  checkUnderstood(understand(input, setting), sources);

/** A claim that has been understood, and may have been decided. */
export function checkUnderstood(understood: Understood, sources: Sources, decided?: Decided): CheckReport {
  const { memory, conventions } = sources;
  const check = (): CheckReport => checked(understood, sources, decided ?? decideUnderstood(understood));
  return memory ? memory.recall('report', [understood, [...conventions]], check) : check();
}

function checked(understood: Understood, { conventions, known }: Sources, decided: Decided): CheckReport {
  const { outcome: verdict, reason } = decided;
  const claim = recordOf(understood, decided);
  if (isGood(verdict)) return { claim, verdict, reason, conventions: [], repairs: [], weaker: [] };
  const telling = verdict === 'refuted' ? tellingWitness(decided) : undefined;
  const truth = truthOf(understood, decided, known);
  return {
    claim,
    verdict,
    reason,
    ...(telling?.witness && { witness: witnessRecord(telling.witness) }),
    ...(telling?.side !== undefined && { side: telling.side }),
    conventions: verdict === 'refuted' ? trueElsewhere(understood, conventions) : [],
    ...(truth && { truth }),
    repairs: verdict === 'refuted' ? repairsOf(understood, decided) : [],
    weaker: weakerTruths(understood, decided),
  };
}

function recordOf({ claim, setting }: Understood, { growth, statement }: Decided): ClaimRecord {
  const { domain, where } = inferDomain(claim, setting, growth);
  const { quantity, formula } = statement.claims[0]!;
  return {
    input: claim.input,
    text: claimText(claim),
    tex: texOf(claim, quantity.tex, formula.tex),
    quantity: claim.quantity,
    convention: setting.convention.name,
    gates: setting.gates,
    domain: Object.fromEntries(domain),
    ...(where.length > 0 && { where: where.join(' and ') }),
    ...(isLimit(claim) && { as: GROWTHS[growth ?? 'n'] }),
    notes: claim.notes,
  };
}

const TEX_SIGNS: Partial<Record<ReadClaim['relation'], string>> = {
  'at-most': '\\le',
  'at-least': '\\ge',
  similar: '\\to',
  'within-constants': '\\asymp',
  'tends-to': '\\to',
};

/** A claim in one line, in the language of formulas. */
export function claimText({ quantity, relation, formula, order }: ReadClaim): string {
  const remainder = order === undefined ? '' : `*(1 + O(1/n${order === 1 ? '' : `^${order}`}))`;
  const right = order !== undefined && / [+-] /.test(formula) ? `(${formula})` : formula;
  return `${quantity} ${SIGNS[relation]} ${right}${remainder}`;
}

/** The sides are those of the statement, where ~ is a quotient that tends to a limit. */
function texOf({ relation, order }: ReadClaim, left: string, right: string): string {
  const sign = TEX_SIGNS[relation] ?? SIGNS[relation];
  const remainder = order === undefined ? '' : `\\,(1 + O(n^{-${order}}))`;
  return `${left} ${sign} ${right}${remainder}`;
}

function witnessRecord({ architecture, quantity, formula }: Witness): WitnessRecord {
  const { widths, values } = architecture;
  return { widths, r: values.r ?? '1', values, quantity: quantity.text, formula: formula.text };
}
