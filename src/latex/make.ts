import { type BinaryKind, children, type Expression, type FUNCTIONS } from '../expression/index.ts';
import { OBSERVABLES } from '../network/observables.ts';
import { rational } from '../rational/rational.ts';

/** The length of the input until the end of a side, where |x|^2/n_0 becomes r. No name of the language looks like this. */
export const LENGTH = '|x|';
/** The k-th O(...) of a formula until it is taken out of its factor. */
export const remainderName = (k: number): string => `O#${k}`;
export const isRemainder = (node: Expression): node is Expression & { kind: 'symbol' } =>
  node.kind === 'symbol' && node.name.startsWith('O#');

export const whole = (value: number): Expression => ({
  kind: 'constant',
  value: rational(BigInt(value), 1n),
});
export const ONE = whole(1);
export const symbol = (name: string): Expression => ({ kind: 'symbol', name });
export const binary = (kind: BinaryKind, left: Expression, right: Expression): Expression => ({
  kind,
  left,
  right,
});
export const call = (name: keyof typeof FUNCTIONS, ...given: readonly Expression[]): Expression => ({
  kind: 'call',
  name,
  arguments: given,
});
export const expectation = (body: Expression): Expression => ({ kind: 'expectation', body });

/** The whole number that an expression is written as. */
export function wholeOf(node: Expression): number | undefined {
  if (node.kind !== 'constant' || node.value.den !== 1n) return undefined;
  const value = Number(node.value.num);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A power; an even one of a length or a root takes the root away: \sigma_w^4 is sigma_w2^2. */
export function power(base: Expression, exponent: Expression): Expression {
  const k = wholeOf(exponent);
  const rooted = base.kind === 'call' && base.name === 'sqrt' ? base.arguments[0] : undefined;
  if (k !== undefined && k > 0 && k % 2 === 0 && rooted)
    return k === 2 ? rooted : binary('power', rooted, whole(k / 2));
  if (rooted && exponent.kind === 'multiply' && wholeOf(exponent.left) === 2)
    return binary('power', rooted, exponent.right);
  return binary('power', base, exponent);
}

const observables: ReadonlySet<string> = new Set(OBSERVABLES);

/** Whether it holds a random quantity outside of every E(...). */
export function isRandom(node: Expression): boolean {
  if (node.kind === 'symbol') return observables.has(node.name);
  if (node.kind === 'expectation' || node.kind === 'named') return false;
  return children(node).some(isRandom);
}

export const holds = (node: Expression, test: (node: Expression) => boolean): boolean =>
  test(node) || children(node).some((part) => holds(part, test));

/** The names it uses that nothing in it binds, indices too. */
export function names(node: Expression, found = new Set<string>()): Set<string> {
  if (node.kind === 'symbol') found.add(node.name);
  if (node.kind === 'element') found.add(node.list);
  if (node.kind === 'fold') {
    names(node.from, found);
    names(node.to, found);
    const inside = names(node.body);
    inside.delete(node.index);
    for (const name of inside) found.add(name);
    return found;
  }
  for (const part of children(node)) names(part, found);
  return found;
}
