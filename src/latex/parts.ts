import { type Atom, isSymbol } from './atom.ts';
import { LatexError } from './error.ts';
import { isComma } from './match.ts';
import { CLOSING, OPENING, RELATIONS, TIMES } from './words.ts';

/** A piece of a display between commas, wide spaces, words and rows. */
export interface Part {
  readonly atoms: readonly Atom[];
  /** What it came after: a new row is an equation of its own, the others go with the one before. */
  readonly after: 'row' | 'space';
  /** A word such as "where" that stood before it. */
  readonly word?: string;
}

/** Words that may join the pieces of a display. Any other text may change what the formula says, and is refused. */
const JOINING =
  /^(where|with|and|for|for all|for every|for any|if|when|whenever|given|let|so that|hence|thus|i\.e\.|that is)$/;

/**
 * Cuts a display into its parts. A row that begins or ends with a sign goes on with the one before. `columns`: whether every
 * second & of a row parts two formulas, as in align.
 */
export function partsOf(atoms: readonly Atom[], columns: boolean): readonly Part[] {
  const parts: { atoms: Atom[]; after: Part['after']; word?: string }[] = [{ atoms: [], after: 'row' }];
  let depth = 0;
  let tabs = 0;
  atoms.forEach((atom, i) => {
    if (atom.kind === 'symbol' && Object.hasOwn(OPENING, atom.text)) depth += 1;
    if (atom.kind === 'symbol' && CLOSING.has(atom.text)) depth -= 1;
    if (atom.kind === 'row') tabs = 0;
    if (atom.kind === 'tab') tabs += 1;
    const current = parts.at(-1)!;
    const last = current.atoms.at(-1);
    const isCut =
      atom.kind === 'row' ||
      atom.kind === 'space' ||
      (atom.kind === 'tab' && columns && tabs % 2 === 0) ||
      (depth <= 0 && (isComma(atom) || isSymbol(atom, ';')));
    if (depth > 0 && (isCut || atom.kind === 'tab')) return;
    if (atom.kind === 'text') {
      word(atom, parts);
      return;
    }
    if (!isCut) {
      if (atom.kind !== 'tab') current.atoms.push(atom);
      return;
    }
    if (isComma(atom)) {
      const next = atoms[i + 1];
      if (last?.kind === 'number' && !last.sub && !last.sup && next?.kind === 'number' && !next.gap)
        throw new LatexError(
          'a comma between digits: a decimal comma, thousands or a list?',
          atom.at,
          'write a point, or a space after it',
        );
    } else {
      const next = atoms.slice(i + 1).find(({ kind }) => !['space', 'row', 'tab'].includes(kind));
      if (joins(next) || (last && joins(last))) return;
    }
    const after = atom.kind === 'row' ? 'row' : 'space';
    // What follows a comma at the end of a row is a row of its own.
    if (current.atoms.length === 0 && current.word === undefined) {
      if (after === 'row') current.after = 'row';
    } else parts.push({ atoms: [], after });
  });
  return parts.map(ended).filter((part) => part.atoms.length > 0);
}

function word(
  atom: Atom & { readonly kind: 'text' },
  parts: { atoms: Atom[]; after: Part['after']; word?: string }[],
): void {
  const said = atom.text
    .replace(/[\s~]+/g, ' ')
    .trim()
    .replace(/^[,;]\s*/, '')
    .replace(/[,:]$/, '')
    .toLowerCase();
  if (said === '' || /^[.,;]$/.test(atom.text.trim())) {
    if (/[,;]/.test(atom.text)) parts.push({ atoms: [], after: 'space' });
    return;
  }
  if (!JOINING.test(said))
    throw new LatexError(
      `the text '${said.slice(0, 40)}' may change what the formula says`,
      atom.at,
      'put it outside of the formula, or say it as a condition',
    );
  const current = parts.at(-1)!;
  if (current.atoms.length === 0 && current.word === undefined) current.word = said;
  else parts.push({ atoms: [], after: 'space', word: said });
}

/** Signs that need something on both sides: a formula goes on over them. */
const joins = (atom: Atom | undefined): boolean =>
  atom?.kind === 'arrow' ||
  (atom?.kind === 'symbol' &&
    (RELATIONS.has(atom.text) || TIMES.has(atom.text) || ['+', '-', '/', ':'].includes(atom.text)));

/** Without the punctuation at its end. */
function ended(part: Part): Part {
  const atoms = [...part.atoms];
  while (
    atoms.length > 0 &&
    isSymbol(atoms.at(-1), '.', ',', ';') &&
    !atoms.at(-1)!.sup &&
    !atoms.at(-1)!.sub
  )
    atoms.pop();
  return { ...part, atoms };
}
