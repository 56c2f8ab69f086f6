import type { ReadClaim } from './claim.ts';

/** A claim about limits in which widths n[i] are one width n: limits are taken of networks with equal hidden widths. */
export function atEqualWidths(claim: ReadClaim): ReadClaim {
  const quantity = narrowed(claim.quantity, claim.places.quantity);
  const formula = narrowed(claim.formula, claim.places.formula);
  return {
    ...claim,
    quantity: quantity.text,
    formula: formula.text,
    places: { quantity: quantity.places, formula: formula.places },
    notes: [...claim.notes, 'decided at equal hidden widths n, where limits are taken'],
  };
}

export const hasLists = ({ quantity, formula }: ReadClaim): boolean => /\bn\[/.test(`${quantity} ${formula}`);

function narrowed(text: string, places: readonly number[]): { text: string; places: number[] } {
  const characters: [string, number][] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('n[', at) && !/\w/.test(text[at - 1] ?? '')) {
      const end = closing(text, at + 1);
      const name = text.slice(at + 2, end).trim() === '0' ? 'n0' : 'n';
      characters.push(...[...name].map((character): [string, number] => [character, places[at] ?? at]));
      at = end;
    } else characters.push([text[at]!, places[at] ?? at]);
  }
  return {
    text: characters.map(([character]) => character).join(''),
    places: characters.map(([, place]) => place),
  };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '[') depth += 1;
    if (text[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
