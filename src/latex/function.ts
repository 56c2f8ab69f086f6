import type { Expression, FUNCTIONS } from '../expression/index.ts';
import { type Atom, isSymbol, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { call, LENGTH, power, symbol, wholeOf } from './make.ts';
import { isComma, readName } from './match.ts';
import type { Reader } from './reader.ts';
import { unreadable } from './unreadable.ts';
import { NORMS, OPENING } from './words.ts';

const CALLED: Readonly<Record<string, keyof typeof FUNCTIONS>> = {
  '\\exp': 'exp',
  '\\log': 'log',
  '\\ln': 'log',
  '\\min': 'min',
  '\\max': 'max',
  exp: 'exp',
  log: 'log',
  ln: 'log',
  min: 'min',
  max: 'max',
};

export const startsCall = (atom: Atom): boolean =>
  (atom.kind === 'symbol' && atom.text.startsWith('\\') && Object.hasOwn(CALLED, atom.text)) ||
  (atom.kind === 'word' && Object.hasOwn(CALLED, atom.text));

/** \exp(...), \log^2 n: arguments in brackets, or one atom with nothing after it. */
export function readCall(reader: Reader): Expression {
  const first = reader.here as Atom & { readonly kind: 'symbol' };
  const name = CALLED[first.text]!;
  const said = quoted(first.text);
  if (first.sub) throw new LatexError(`${said} with a subscript`, first.at, 'write it in natural logarithms');
  reader.at += 1;
  const given: Expression[] = [];
  const open = reader.here;
  if (open?.kind === 'symbol' && ['(', '[', '\\{'].includes(open.text)) {
    const close = OPENING[open.text]!;
    reader.at += 1;
    given.push(reader.until(close));
    while (isComma(reader.here)) {
      reader.at += 1;
      given.push(reader.until(close));
    }
    if (reader.closed(open, close).sup)
      throw new LatexError(
        `a power after the brackets of ${said} can be read in two ways`,
        first.at,
        'put brackets around all of it',
      );
  } else {
    if (!reader.startsFactor()) throw new LatexError(`${said} without an argument`, first.at);
    given.push(reader.postfix());
    if (reader.startsFactor() || reader.is('/'))
      throw new LatexError(`it is not plain where the argument of ${said} ends`, first.at, 'write brackets');
  }
  if (given.length > 1 && name !== 'min' && name !== 'max')
    throw new LatexError(`${said} of several arguments`, first.at);
  const node = call(name, ...given);
  if (!first.sup) return node;
  const exponent = reader.inside(first.sup, first.at);
  if (wholeOf(exponent) === undefined)
    throw new LatexError(
      `a superscript of ${said} that is no number`,
      first.at,
      'put brackets around all of it',
    );
  return power(node, exponent);
}

/** |x| and \|x\|_2, the length of the input; |a| of a number is its size. */
export function readNorm(reader: Reader): {
  readonly node: Expression;
  readonly sup: readonly Atom[] | undefined;
} {
  const open = reader.here as Atom & { readonly kind: 'symbol' };
  if (open.sub || open.sup || open.primes) throw unreadable(reader);
  const close = NORMS[open.text]!;
  const double = /\|\||\\\||Vert/.test(open.text);
  reader.at += 1;
  const inner = reader.here;
  if (!inner) throw new LatexError(`${quoted(open.text)} is not closed`, open.at);
  const save = reader.at;
  const named = readName(reader);
  if (named?.value === 'input' && isSymbol(reader.here, close)) {
    if (named.sup) throw new LatexError('a power of the input', inner.at);
    const end = reader.here!;
    const sub = end.sub;
    if (end.primes) throw unreadable(reader);
    if (sub && !(sub.length === 1 && sub[0]!.kind === 'number' && sub[0]!.text === '2' && !sub[0]!.sup))
      throw new LatexError(`the ${shown(sub)}-norm is no function of r`, end.at, 'only the 2-norm is read');
    reader.at += 1;
    return { node: lengthRoot(), sup: end.sup };
  }
  reader.at = save;
  if (double)
    throw new LatexError(
      'the norm of something that is not the input',
      open.at,
      'name the input in the table of symbols',
    );
  const node = reader.until(close);
  return { node: call('abs', node), sup: reader.closed(open, close).sup };
}

/** |x| as the root of its square, so that even powers need no root. */
const lengthRoot = (): Expression => call('sqrt', symbol(LENGTH));
