import { type ReadClaim, speaksOfNetworks, turned } from './claim.ts';
import { ClaimError } from './error.ts';
import { readPlain } from './plain.ts';
import type { PlainSide } from './plain-cursor.ts';

/** …*(1 + O(1/n^m)), at the end of a side. */
const REMAINDER = /\*?\(1 \+ O\((.*?)\)\)$/;
const ORDER = /^(?:1\/n(?:\^(\d))?|n\^\(?\s*-\s*(\d)\s*\)?)$/;

/** Reads a claim in one line of plain text. Throws a ClaimError with the place in the text. */
export function readClaim(input: string): ReadClaim {
  const { sides, relations } = readPlain(input);
  if (relations.length === 0)
    throw new ClaimError('no relation; a claim is quantity = formula, or with <=, >=, ~ or ->', input.length);
  if (relations.length > 1)
    throw new ClaimError(
      `a chain of ${relations.length} relations; a claim has one: ntkcheck audit decides the links of a derivation`,
      relations[1]!.position,
    );
  const [left, right] = sides as [PlainSide, PlainSide];
  const { relation, position } = relations[0]!;
  const isTurned = !speaksOfNetworks(left.text) && speaksOfNetworks(right.text);
  const [quantity, formula] = isTurned ? [right, left] : [left, right];
  if (!speaksOfNetworks(quantity.text))
    throw new ClaimError('no E(…) on either side; a claim is about moments, such as E(K^2) = …', 0);
  if (isTurned && relation === 'tends-to')
    throw new ClaimError('what tends stands on the left of ->', position);
  return {
    input,
    conditions: [],
    notes: [],
    ...withRemainder(isTurned ? turned(relation) : relation, quantity, formula),
  };
}

/** Takes the factor 1 + O(…) from the formula. */
export function withRemainder(
  relation: ReadClaim['relation'],
  quantity: PlainSide,
  formula: PlainSide,
): Pick<ReadClaim, 'quantity' | 'formula' | 'relation' | 'order' | 'places'> {
  const places = { quantity: quantity.places, formula: formula.places };
  const found = REMAINDER.exec(formula.text);
  const remaining = {
    quantity: quantity.text,
    formula: found ? formula.text.slice(0, found.index) : formula.text,
  };
  const other = /\bO\(/.exec(`${remaining.quantity} ${remaining.formula}`);
  if (other)
    throw new ClaimError(
      'O(…) stands at the end of the formula, as …*(1 + O(1/n))',
      formula.places[formula.text.indexOf('O(')] ?? 0,
    );
  if (!found) return { ...remaining, relation, places };
  const order = ORDER.exec(found[1]!.trim());
  const at = formula.places[found.index] ?? 0;
  if (!order) throw new ClaimError('the remainder is O(1/n), O(1/n^2), …', at);
  if (relation !== 'equals') throw new ClaimError('a remainder O(…) goes with =', at);
  if (remaining.formula === '') throw new ClaimError('a remainder of what? write formula*(1 + O(1/n))', at);
  return { ...remaining, relation: 'asymptotic', order: Number(order[1] ?? order[2] ?? 1), places };
}
