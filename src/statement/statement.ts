import type { Parsed } from '../expression/index.ts';
import type { Gates } from '../network/network.ts';
import type { Convention } from './convention.ts';
import type { Place } from './document.ts';
import type { Interval } from './domain.ts';

export type Expected = 'proved' | 'supported' | 'refuted';

/** As strong as the weakest claim; one refuted claim refutes all. */
export const weakest = <T extends string>(outcomes: readonly T[], order: readonly T[]): T | undefined =>
  order.find((outcome) => outcomes.includes(outcome));

/**
 * The relations by their words, each with the signs that a file may write instead; the first is how reports write it.
 * `~` is `asymptotic`, whose remainder has an order: quantity = formula·(1 + O(n^-order)).
 */
export const RELATIONS = {
  equals: ['='],
  'at-most': ['<=', '≤'],
  'at-least': ['>=', '≥'],
  'within-constants': ['≍'],
  'tends-to': ['->', '→'],
  asymptotic: ['~'],
} as const;

/** How a claim relates its quantity to its formula; one of the words of `RELATIONS`. */
export type Relation = keyof typeof RELATIONS;
export type RelationSign = (typeof RELATIONS)[Relation][number];

const words = Object.keys(RELATIONS) as Relation[];

/** The word that a sign stands for. */
export const WORD_OF = Object.fromEntries(
  words.flatMap((word) => RELATIONS[word].map((sign) => [sign, word])),
) as Readonly<Record<RelationSign, Relation>>;

export const isSign = (text: string): text is RelationSign => Object.hasOwn(WORD_OF, text);

/** How a symbol of the domain gets its values. */
export type Range =
  | { readonly kind: 'integer' | 'width' | 'widths' | 'rational'; readonly interval: Interval }
  | { readonly kind: 'equals'; readonly value: Parsed };

/** Symbols of the domain, in the order of the file; `d` and `n` are always there. */
export interface Domain {
  readonly ranges: ReadonlyMap<string, Range>;
  readonly where?: Parsed;
}

/** quantity - relation - formula, on the statement's domain. */
export interface Claim {
  readonly quantity: Parsed;
  readonly relation: Relation;
  readonly formula: Parsed;
  /** For `asymptotic`: the order of the remainder, quantity = formula·(1 + O(n^-order)). */
  readonly order?: number;
  /** For limits: what grows. The width, unless it is the depth, at fixed widths. */
  readonly as?: 'n' | 'd';
  /** For `within-constants`: low·formula <= quantity <= high·formula. */
  readonly constants?: { readonly low: Parsed; readonly high: Parsed };
}

/** The claims under one convention and one gate rule, and what is expected of them there. */
export interface Case {
  readonly convention: Convention;
  readonly gates: Gates;
  readonly expect: Expected;
  /** What is expected of single claims, where that is said. */
  readonly expectClaims?: readonly (Expected | undefined)[];
  readonly why?: string;
  /** Where the file has it: the statement, or one of its variants. */
  readonly place: Place;
}

/** One numbered result: claims on a domain, under a convention and its variants. */
export interface Statement {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly source: {
    readonly work: string;
    readonly locator?: string | undefined;
    readonly printed?: string | undefined;
    readonly note?: string | undefined;
  };
  readonly domain: Domain;
  /** Abbreviations, each in the symbols of the domain and of the ones before it. */
  readonly definitions: ReadonlyMap<string, Parsed>;
  readonly claims: readonly Claim[];
  /** Where the file has each claim. */
  readonly claimPlaces: readonly Place[];
  /** The first is the statement's own; the others are its variants. */
  readonly cases: readonly [Case, ...Case[]];
  readonly notes?: string;
}
