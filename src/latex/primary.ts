import type { Expression } from '../expression/index.ts';
import { parseRational } from '../rational/text.ts';
import { type Atom, isSymbol, shown } from './atom.ts';
import { checkNoDerivative } from './derivative.ts';
import { LatexError, quoted } from './error.ts';
import { binary, call, isRandom, ONE, power, remainderName, symbol } from './make.ts';
import type { Reader } from './reader.ts';
import { unreadable } from './unreadable.ts';

/** Refuses a name where it cannot stand: what is random outside of an expectation, and what may be called with arguments. */
export function checkKnown(reader: Reader, value: Expression, start: number): void {
  const first = reader.atoms[start]!;
  if (isRandom(value)) {
    if (!reader.inExpectation)
      throw new LatexError(
        `${quoted(shown(reader.atoms.slice(start, reader.at)))} is random`,
        first.at,
        'write it inside \\mathbb{E}[...]',
      );
    if (reader.is('('))
      throw new LatexError(
        `an argument of ${quoted(shown([first]))} that the table of symbols does not name`,
        first.at,
        'add it there, as in K(x,x)',
      );
  }
  const [open, inner, close] = reader.atoms.slice(reader.at, reader.at + 3);
  if (reader.atoms[reader.at - 1]?.sup === undefined && isSymbol(open, '(') && inner && isSymbol(close, ')'))
    if (inner.kind === 'symbol')
      throw new LatexError(
        `${quoted(shown([first]))}(${shown([inner])}) can be a product or a value of a function`,
        first.at,
        'write \\cdot for a product',
      );
}

/** A number, a fraction, a root, e^{...}. */
export function readSimple(reader: Reader, first: Atom): Expression {
  reader.at += 1;
  switch (first.kind) {
    case 'number': {
      const value = parseRational(first.text);
      if (!value) throw new LatexError(`${quoted(first.text)} is no number that is read`, first.at);
      return { kind: 'constant', value };
    }
    case 'fraction':
      checkNoDerivative(first);
      return binary('divide', reader.inside(first.top, first.at), reader.inside(first.bottom, first.at));
    case 'binomial':
      return call('binomial', reader.inside(first.top, first.at), reader.inside(first.bottom, first.at));
    case 'root': {
      const inside = reader.inside(first.inside, first.at);
      if (!first.degree) return call('sqrt', inside);
      return power(inside, binary('divide', ONE, reader.inside(first.degree, first.at)));
    }
  }
  if (isSymbol(first, 'e') && first.sup) return call('exp', reader.inside(first.sup, first.at));
  if (isSymbol(first, '\\pi')) return { kind: 'pi' };
  reader.at -= 1;
  throw unreadable(reader);
}

/** O(...): kept, and taken out of its factor 1 + O(...) at the end. */
export function readRemainder(reader: Reader): Expression {
  const first = reader.here!;
  reader.at += 1;
  const from = reader.at;
  const open = reader.here;
  if (open?.kind !== 'symbol' || !['(', '[', '\\{'].includes(open.text) || first.sup)
    throw new LatexError('O without brackets', first.at, 'write O(...)');
  if (reader.inExpectation) throw new LatexError('O(...) inside an expectation', first.at);
  const { node, sup } = reader.bracket();
  if (sup) throw new LatexError('a power of O(...)', first.at);
  const tex = shown(reader.atoms.slice(from + 1, reader.at - 1));
  reader.shared.remainders.push({ order: node, tex, at: first.at });
  return symbol(remainderName(reader.shared.remainders.length - 1));
}
