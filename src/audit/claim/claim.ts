import { NAMED } from '../../expression/index.ts';
import type { Relation } from '../../statement/statement.ts';

/** What grows in a claim about limits: the width at a fixed depth, both in a ratio, or the depth at a fixed width. */
export type Growth = 'n' | 'd/n' | 'd';

/** A claim as it was understood, before it is about any network. */
export interface ReadClaim {
  /** As it was typed. */
  readonly input: string;
  /** Both sides in the language of formulas. */
  readonly quantity: string;
  readonly formula: string;
  /** `similar` is ~, the quotient of the sides tends to 1. */
  readonly relation: Relation | 'similar';
  /** Of the remainder of an asymptotic equality. */
  readonly order?: number;
  /** What grows, where the text itself says so. */
  readonly growth?: Growth;
  /** Places of characters of the quantity and of the formula in `input`, for errors. */
  readonly places: { readonly quantity: readonly number[]; readonly formula: readonly number[] };
  /** Conditions that the text itself has, such as n >= 2. */
  readonly conditions: readonly string[];
  /** How something was read that a person may want to look at. */
  readonly notes: readonly string[];
}

/** How a relation is written in one line. */
export const SIGNS: Readonly<Record<ReadClaim['relation'], string>> = {
  equals: '=',
  'at-most': '<=',
  'at-least': '>=',
  similar: '~',
  'within-constants': '≍',
  'tends-to': '->',
  asymptotic: '=',
};

/** Whether a side speaks of networks: has an E(…) or a named quantity. */
export const speaksOfNetworks = (side: string): boolean => SPEAKING.test(side);
const SPEAKING = new RegExp(`\\b(?:E|${Object.keys(NAMED).join('|')})\\(`);

/** A relation whose sides change places. */
export const turned = (relation: ReadClaim['relation']): ReadClaim['relation'] =>
  relation === 'at-most' ? 'at-least' : relation === 'at-least' ? 'at-most' : relation;

/** Whether a claim is about what grows. */
export const isLimit = ({ relation }: Pick<ReadClaim, 'relation'>): boolean =>
  relation === 'tends-to' || relation === 'asymptotic' || relation === 'similar';
