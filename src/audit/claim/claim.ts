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

/** Whether a claim is about what grows. */
export const isLimit = ({ relation }: Pick<ReadClaim, 'relation'>): boolean =>
  relation === 'tends-to' || relation === 'asymptotic' || relation === 'similar';
