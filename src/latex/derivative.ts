import { type Atom, isSymbol } from './atom.ts';
import { LatexError } from './error.ts';

/** Refuses dK/d\lambda and the like, which would read as a quotient of products with the depth d. */
export function checkNoDerivative(fraction: Atom & { readonly kind: 'fraction' | 'binomial' }): void {
  const { top, bottom } = fraction;
  const roundD = [...top, ...bottom].some((atom) => isSymbol(atom, '\\partial'));
  const [over, under, next] = [top[0], bottom[0], bottom[1]];
  const named =
    next && (next.kind === 'symbol' ? !/^[-+(^/*]$|^\\(cdot|times)$/.test(next.text) : next.kind === 'word');
  if (roundD || (isSymbol(over, 'd') && isSymbol(under, 'd') && !under?.sub && named))
    throw new LatexError(
      'a derivative? d/d... is not read',
      fraction.at,
      'for a quotient, write the depth d on one side alone',
    );
}
