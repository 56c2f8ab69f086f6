import { type Atom, isSymbol, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import type { Reader } from './reader.ts';
import { CLOSING, OTHER_RELATIONS, RELATIONS } from './words.ts';

/** Why what stands at the reader's place is not read, and what to write instead. */
export function unreadable(reader: Reader): LatexError {
  const atom = reader.here;
  if (!atom) return new LatexError('the formula ends where a term should stand', reader.end, 'complete it');
  const text = shown([atom]);
  if (atom.kind === 'text')
    return new LatexError(`text inside a formula: ${quoted(atom.text)}`, atom.at, 'put it outside');
  if (atom.kind === 'rows')
    return new LatexError('rows inside a formula', atom.at, 'write one formula a row');
  if (atom.kind === 'space' || atom.kind === 'row' || atom.kind === 'tab')
    return new LatexError('a formula ends inside of brackets', atom.at, 'close them before');
  if (atom.kind !== 'symbol' && atom.kind !== 'word')
    return new LatexError(`${quoted(text)} cannot stand here`, atom.at);
  if (/dots$/.test(atom.text)) return new LatexError('dots are not read', atom.at, 'write \\sum or \\prod');
  if (isSymbol(atom, '\\over', '\\choose', '\\atop'))
    return new LatexError(`${atom.text} is not read`, atom.at, 'write \\frac or \\binom');
  if (isSymbol(atom, '\\overset', '\\underset', '\\stackrel', '\\underbrace', '\\overbrace'))
    return new LatexError(
      `${atom.text}: what stands over a sign may change it`,
      atom.at,
      'write the sign alone',
    );
  if (isSymbol(atom, '\\partial', '\\nabla', '\\int'))
    return new LatexError('derivatives and integrals are not read', atom.at);
  if (isSymbol(atom, '\\pm', '\\mp'))
    return new LatexError('two signs at once', atom.at, 'write two formulas');
  if (/^\\(mathbf|mathds|mathbbm|mathbb)\{1\}$/.test(atom.text) || atom.text === '\\indicator')
    return new LatexError('indicators are not read', atom.at);
  if (/^\\(mathbb|mathbf|mathrm)?\{?P\}?$/.test(atom.text) || atom.text === '\\Pr')
    return new LatexError(`unknown symbol ${quoted(text)}: probabilities are not read`, atom.at);
  if (RELATIONS.has(atom.text) || OTHER_RELATIONS.has(atom.text))
    return new LatexError(`the relation ${quoted(text)} where a term should stand or end`, atom.at);
  if (CLOSING.has(atom.text) || '+-*/,;:.!'.includes(atom.text))
    return new LatexError(`${quoted(text)} where a term should stand or end`, atom.at);
  return new LatexError(`unknown symbol ${quoted(nameOf(atom))}`, atom.at, 'name it in the table of symbols');
}

/** The atom without its power. */
function nameOf(atom: Atom): string {
  const { sup: _, ...rest } = atom;
  return shown([rest as Atom]);
}
