import { LatexError, makeTable, readDisplay, type Table, type TableText } from '../../latex/index.ts';
import { conditionsOf, linksOf } from './chain.ts';
import { type ReadClaim, speaksOfNetworks, turned } from './claim.ts';
import { ClaimError } from './error.ts';

/** Whether a text is TeX: it has a command, or stands between dollars. */
export const isTex = (text: string): boolean => /\\[A-Za-z[(,;!|{]|^\s*\$/.test(text);

/** A claim in TeX, and whether its limit says what grows. */
export function readTexClaim(input: string, symbols: TableText = {}): ReadClaim {
  const { source, shift } = bare(input);
  try {
    return claimOf(input, source, shift, makeTable(symbols));
  } catch (error) {
    if (error instanceof LatexError) throw new ClaimError(error.message, error.offset + shift);
    throw error;
  }
}

function claimOf(input: string, source: string, shift: number, table: Table): ReadClaim {
  const display = readDisplay(source, table);
  const chains = display.chains.filter(({ relations }) => relations.length > 0);
  const [chain, second] = chains;
  if (!chain)
    throw new ClaimError('no relation; a claim is quantity = formula, or with \\le, \\ge, \\sim or \\to', 0);
  if (second) throw new ClaimError('several claims; write one', second.sides[0]!.from + shift);
  const [link, more] = linksOf(chain);
  if (more)
    throw new ClaimError(
      `a chain of ${chain.relations.length} relations; a claim has one: ntkcheck audit decides the links of a derivation`,
      more.at + shift,
    );
  if ('problem' in link!) throw new ClaimError(link.problem, link.at + shift);
  const { from, to, relation, order, places, notes, growth } = link!;
  if (!chain.moments) throw new ClaimError('no \\mathbb{E}[…] on either side; a claim is about moments', 0);
  const isTurned = !speaksOfNetworks(from);
  if (isTurned && relation === 'tends-to')
    throw new ClaimError('what tends stands on the left of \\to', link!.at + shift);
  const [quantity, formula] = isTurned ? [to, from] : [from, to];
  const at = (text: string, place: number): number[] => Array.from(text, () => place + shift);
  const [left, right] = isTurned ? [places[1], places[0]] : places;
  return {
    input,
    quantity,
    formula,
    relation: isTurned ? turned(relation) : relation,
    ...(order !== undefined && { order }),
    ...(growth !== undefined && { growth }),
    places: { quantity: at(quantity, left), formula: at(formula, right) },
    conditions: conditionsOf(display),
    notes: [
      ...notes,
      ...display.notes.map(({ text }) => text),
      ...display.definitions.map(({ name, text }) => `${name} is ${text}`),
    ],
  };
}

/** The formula between dollars or display brackets, and how many characters stand before it. */
function bare(input: string): { readonly source: string; readonly shift: number } {
  const found = /^(\s*(?:\$\$?|\\\[|\\\())([\s\S]*?)(?:\$\$?|\\\]|\\\))\s*$/.exec(input);
  return found ? { source: found[2]!, shift: found[1]!.length } : { source: input, shift: 0 };
}
