import type { Expression } from '../expression/index.ts';
import { type Atom, isSymbol, shown } from './atom.ts';
import { LatexError, quoted } from './error.ts';
import { binary, expectation, isRandom, power, whole } from './make.ts';
import type { Reader } from './reader.ts';
import { unreadable } from './unreadable.ts';

const EXPECTATIONS = ['\\mathbb{E}', '\\mathbf{E}', '\\mathds{E}', '\\mathbbm{E}', '\\E'];
const VARIANCES = ['\\Var', '\\mathbb{V}', '\\var'];
const COVARIANCES = ['\\Cov', '\\cov'];

/** Whether an atom is an E, a variance or a covariance: a formula with one is about moments. */
export const startsExpectation = (reader: Reader): boolean => {
  const { here, atoms, at } = reader;
  // A plain E is one only with square brackets, as people write E[K].
  return isSymbol(here, ...EXPECTATIONS) || (isSymbol(here, 'E') && isSymbol(atoms[at + 1], '['));
};

export const startsVariance = ({ here }: Reader): boolean =>
  isSymbol(here, ...VARIANCES, ...COVARIANCES) || (here?.kind === 'word' && /^(Var|Cov)$/.test(here.text));

/** \mathbb{E}[X], \mathbb{E}^k[X], and \mathbb{E} X where it is plain where X ends. */
export function readExpectation(reader: Reader): Expression {
  const first = reader.here!;
  if (first.sub)
    throw new LatexError(
      `the subscript of ${quoted(shown([first]))}: an expectation over something of its own`,
      first.at,
      'write \\mathbb{E} for the mean over all weights',
    );
  if (reader.inExpectation) throw new LatexError('an expectation inside an expectation', first.at);
  reader.at += 1;
  const open = reader.here;
  let node: Expression;
  let outer: readonly Atom[] | undefined;
  if (isSymbol(open, '[', '(', '\\{')) {
    reader.inExpectation = true;
    const { node: body, sup } = reader.bracket();
    reader.inExpectation = false;
    if (sup && isSymbol(open, '('))
      throw new LatexError(
        'a power of \\mathbb{E}(X) can be read in two ways',
        first.at,
        'write \\mathbb{E}[X]^2 or \\mathbb{E}[X^2]',
      );
    node = body;
    outer = sup;
  } else node = bareBody(reader, first);
  if (!isRandom(node))
    throw new LatexError(
      'nothing inside this expectation is a quantity of the network',
      first.at,
      'name it in the table of symbols',
    );
  if (first.sup && outer)
    throw new LatexError('two powers on one expectation', first.at, 'write one of them');
  return reader.raised(expectation(node), first.sup ?? outer, first);
}

/** The random factors after a bare \mathbb{E}; anything beside them that is not random leaves its end open. */
function bareBody(reader: Reader, first: Atom): Expression {
  let node: Expression | undefined;
  while (reader.startsFactor()) {
    const atom = reader.here!;
    if (startsExpectation(reader) || startsVariance(reader)) break;
    reader.inExpectation = true;
    const factor = reader.postfix();
    reader.inExpectation = false;
    if (!isRandom(factor))
      throw new LatexError(
        'it is not plain where this expectation ends',
        atom.at,
        'write \\mathbb{E}[...] with brackets',
      );
    node = node ? binary('multiply', node, factor) : factor;
  }
  if (!node)
    throw new LatexError('an expectation of nothing', first.at, 'write \\mathbb{E}[...] with brackets');
  if (reader.is('/', '!'))
    throw new LatexError('it is not plain where this expectation ends', reader.here!.at, 'write brackets');
  return node;
}

/** \Var[X] is E(X^2) - E(X)^2, and \Cov[X,Y] alike. */
export function readVariance(reader: Reader): Expression {
  const first = reader.here!;
  const two = isSymbol(first, ...COVARIANCES) || (first.kind === 'word' && first.text === 'Cov');
  if (first.sub || first.sup || reader.inExpectation) throw unreadable(reader);
  reader.at += 1;
  const open = reader.here;
  const close = isSymbol(open, '[')
    ? ']'
    : isSymbol(open, '(')
      ? ')'
      : isSymbol(open, '\\{')
        ? '\\}'
        : undefined;
  if (!open || close === undefined)
    throw new LatexError('a variance without brackets', first.at, 'write \\Var[...]');
  reader.at += 1;
  reader.inExpectation = true;
  const a = reader.until(close);
  let b = a;
  if (two) {
    if (!reader.is(','))
      throw new LatexError('a covariance is of two quantities', first.at, 'write \\Cov[X,Y]');
    reader.at += 1;
    b = reader.until(close);
  }
  reader.inExpectation = false;
  const end = reader.closed(open, close);
  if (!isRandom(a) || !isRandom(b))
    throw new LatexError(
      'a variance of nothing random',
      first.at,
      'name the quantity in the table of symbols',
    );
  const square = two ? binary('multiply', a, b) : power(a, whole(2));
  const means = two ? binary('multiply', expectation(a), expectation(b)) : power(expectation(a), whole(2));
  return reader.raised(binary('subtract', expectation(square), means), end.sup, first);
}
