import type { Certificate } from '../certificate/certificate.ts';
import type { NoProof } from '../certificate/unprovable.ts';
import type { LawName } from '../network/weight-law.ts';
import type { Method } from '../simulate/sampler.ts';
import type { Place } from '../statement/document.ts';
import type { Expected } from '../statement/statement.ts';

/**
 * What the evidence adds up to. `undecided` is everything that did not earn another word: no oracle, budget spent,
 * interrupted, oracles that disagree. It never counts as passed.
 */
export type Outcome = 'proved' | 'supported' | 'refuted' | 'undecided';

/** An architecture as plain data: the values that the domain gave, exact, and all widths n_0 … n_d. */
export interface ArchitectureRecord {
  readonly widths: readonly number[];
  readonly values: Readonly<Record<string, string>>;
}

/** A value as text: exact (`95/16`) where `exact`, else to many digits. */
export interface ValueRecord {
  readonly text: string;
  readonly decimal: string;
  readonly exact: boolean;
}

/** Values of quantity and formula at one architecture where the claim fails. */
export interface Witness {
  readonly architecture: ArchitectureRecord;
  readonly quantity: ValueRecord;
  readonly formula: ValueRecord;
  readonly relativeError: number;
}

/** The claim held exactly on every architecture tried. */
export interface ExactAgreement {
  readonly kind: 'exact-agreement';
  /** Smallest architectures, enumerated; random ones drawn with `seed`; ones far along every unbounded direction. */
  readonly enumerated: number;
  readonly drawn: number;
  readonly far: number;
  /** Of an inequality: those that a search for its tightest networks came by. */
  readonly climbed: number;
  readonly seed: number;
  /** false when a value was irrational and known by an enclosure. */
  readonly exact: boolean;
}

/** The smallest architecture found where the claim fails. */
export interface Counterexample {
  readonly kind: 'counterexample';
  readonly oracle: 'exact';
  readonly witness: Witness;
  readonly shrinks: number;
}

/** For within-constants: the extremes of quantity/formula over everything tried. */
export interface ConstantsFound {
  readonly kind: 'constants';
  readonly low: number;
  readonly lowAt: ArchitectureRecord;
  readonly high: number;
  readonly highAt: ArchitectureRecord;
  readonly architectures: number;
}

/**
 * For tends-to and asymptotic, at one λ or depth: exact values along a growing width, and what they extrapolate to.
 */
export interface LimitFound {
  readonly kind: 'limit';
  /** For asymptotic: all of this is about n^power·(quantity/formula - 1), which is claimed to tend to 0. */
  readonly power?: number;
  readonly at: Readonly<Record<string, string>>;
  /** The widths that grow; where the width is fixed, the depths. */
  readonly along: 'n' | 'd';
  readonly widths: readonly number[];
  readonly claimed: number;
  readonly remainders: readonly number[];
  /** log2 of successive remainders' ratios: tends to k when the remainder is O(1/n^k). */
  readonly orders: readonly number[];
  /** The same of the values' own changes: whether they converge at all. */
  readonly changes: readonly number[];
  readonly extrapolated: number;
  readonly extrapolationError: number;
}

/** For tends-to and asymptotic, at one point: the limit that follows from the closed forms of the moments. */
export interface DerivedLimit {
  readonly kind: 'derived-limit';
  readonly at: Readonly<Record<string, string>>;
  readonly along: 'n' | 'd';
  /** Of which the limit is taken; for asymptotic, n^(order - 1)·(quantity/formula - 1). */
  readonly quantity: string;
  readonly limit: string;
  readonly truth?: ValueRecord;
  readonly claimed?: ValueRecord;
  readonly side: 'holds' | 'fails' | 'open';
}

/** One E(...) on one network: simulated networks against an expected value, by a test that allows heavy tails. */
export interface SimulationEvidence {
  readonly kind: 'simulation';
  readonly method: Method;
  /** Of the weights, where it is not Gaussian. */
  readonly law?: LawName;
  readonly expectation: string;
  readonly architecture: ArchitectureRecord;
  /** Which value was tested: the exact oracle's, or the one that the claim would need. */
  readonly hypothesis: 'exact oracle' | 'claim';
  readonly expected: string;
  readonly estimate: number;
  /** sqrt(variance / samples), of the exact variance; of the sample's own where laws are tilted. */
  readonly standardError: number;
  /** Between which the true value lies, but for the false-alarm rate. */
  readonly low: number;
  readonly high: number;
  readonly samples: number;
  readonly seed: number;
  /** This check's share of the false-alarm budget. */
  readonly falseAlarmRate: number;
  /** The smallest relative deviation that is surely detected: with probability 0.99 at least. */
  readonly detectable: number;
  readonly rejected: boolean;
}

/** A claim at one network: its formula beside what intervals from simulated networks say of its quantity. */
export interface FormulaEvidence {
  readonly kind: 'formula';
  readonly architecture: ArchitectureRecord;
  /** In it the quantity lies, if every E(...) lies in its own interval. */
  readonly quantity: { readonly low: number; readonly high: number };
  readonly formula: { readonly low: number; readonly high: number };
  /** Of the E(...) with the fewest. */
  readonly samples: number;
  /** The smallest relative deviation of the formula from the true value that is detected with probability 0.99 at least. */
  readonly detectable: number;
  readonly rejected: boolean;
}

/** An interval of a quantity that is known by simulation alone, and the values that the claim allows. */
export interface SampledEvidence {
  readonly kind: 'sampled';
  readonly architecture: ArchitectureRecord;
  /** Of the last sampled quantity in the claim. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly wanted: { readonly low?: number; readonly high?: number };
  readonly samples: number;
  readonly seed: number;
  /** This interval's share of the false-alarm budget. */
  readonly falseAlarmRate: number;
}

/** A proof, or a refutation, that the checker has replayed. */
export interface CertificateEvidence {
  readonly kind: 'certificate';
  /** What is proved, and on what it rests, in the checker's words. */
  readonly theorem: string;
  readonly restsOn: string;
  readonly certificate: Certificate;
}

/** Why there is no certificate. */
export interface Unproved {
  readonly kind: 'unproved';
  readonly why: NoProof;
}

/** Why something could not be evaluated. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
  readonly architecture?: ArchitectureRecord;
  /** A value that is there, but not known well enough or too costly: a proof does without it. */
  readonly open?: true;
}

/** What one oracle, proof or check said of a claim; told apart by `kind`. */
export type Evidence =
  | ExactAgreement
  | Counterexample
  | ConstantsFound
  | LimitFound
  | DerivedLimit
  | SimulationEvidence
  | FormulaEvidence
  | SampledEvidence
  | CertificateEvidence
  | Unproved
  | Refused;

/** The verdict on one claim of a statement, with all its evidence. */
export interface ClaimVerdict {
  readonly claim: string;
  readonly outcome: Outcome;
  /** Where the statement says what it expects of this claim alone. */
  readonly expected?: Expected;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** The verdict on a statement under one convention and gate rule. Plain data. */
export interface Verdict {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** Where the file has the statement, or the variant that this is about; lines and columns count from 1. */
  readonly place: Place;
  /** Where it has each claim. */
  readonly claimPlaces: readonly Place[];
  readonly source: string;
  readonly convention: string;
  readonly gates: string;
  readonly outcome: Outcome;
  readonly expected: Expected;
  readonly asExpected: boolean;
  readonly reason: string;
  readonly claims: readonly ClaimVerdict[];
  readonly seed: number;
  /** The command that repeats this verdict to the last digit. */
  readonly replay: string;
}
