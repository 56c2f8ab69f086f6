import type { Atom, Nucleus } from './atom.ts';
import type { Token } from './token.ts';
import { CLOSING, OPENING } from './words.ts';

/** Letters alone in a subscript are one name: \Delta_{ww} is \Delta_{\mathrm{ww}}. */
export function asName(atoms: readonly Atom[]): readonly Atom[] {
  const [first] = atoms;
  const letters = atoms.every(
    (atom) =>
      atom.kind === 'symbol' && /^[A-Za-z]$/.test(atom.text) && !atom.sub && !atom.sup && !atom.primes,
  );
  if (!first || atoms.length < 2 || !letters) return atoms;
  const text = atoms.map((atom) => ('text' in atom ? atom.text : '')).join('');
  return [{ kind: 'word', text, at: first.at, end: atoms.at(-1)!.end, gap: first.gap }];
}

/** Words that are mathematics though they are set as text. */
const NAMES = /^(Var|Cov|exp|log|ln|min|max)$/;

export function textual(tokens: readonly Token[], level: number): Nucleus {
  const words = tokens.map((token, i) => `${token.gap && i > 0 ? ' ' : ''}${token.text}`).join('');
  if (/^[A-Za-z]$/.test(words)) return { kind: 'symbol', text: words };
  const inScript = level > 1 && /^[A-Za-z]+$/.test(words);
  return inScript || NAMES.test(words) ? { kind: 'word', text: words } : { kind: 'text', text: words };
}

/** Whether it is one pair of brackets with something in it. */
export function isBracketed(atoms: readonly Atom[]): boolean {
  const [first] = atoms;
  if (first?.kind !== 'symbol' || !Object.hasOwn(OPENING, first.text)) return false;
  let depth = 0;
  return atoms.every((atom, i) => {
    if (atom.kind === 'symbol' && Object.hasOwn(OPENING, atom.text)) depth += 1;
    if (atom.kind === 'symbol' && CLOSING.has(atom.text)) depth -= 1;
    return depth > 0 || i === atoms.length - 1;
  });
}

export function rowsOf(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const rows: Atom[][] = [[]];
  for (const atom of atoms)
    if (atom.kind === 'row') rows.push([]);
    else rows.at(-1)!.push(atom);
  return rows.filter((row) => row.length > 0);
}
