import { children, type Expression, formatExpression } from '../expression/index.ts';
import { withChild } from './children.ts';
import { editsOf, type Place, type Rule } from './edits.ts';

/** An expression that differs from another in one place. */
export interface Mutation {
  readonly rule: Rule;
  /** Which part of which part …, from the top: 0 is the left or first one. */
  readonly path: readonly number[];
  /** What was in that place, and what is there now. */
  readonly before: string;
  readonly after: string;
  readonly expression: Expression;
}

/** Every mutation of an expression, each once, outer places first. */
export function mutationsOf(expression: Expression, scope: Pick<Place, 'integers' | 'reals'>): Mutation[] {
  const seen = new Set<string>();
  return [...visit(expression, { ...scope, inExpectation: false })].filter(({ path, before, after }) => {
    const key = `${path.join('/')} ${after}`;
    if (before === after || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function* visit(node: Expression, place: Place): Generator<Mutation> {
  for (const { rule, after } of editsOf(node, place)) {
    const texts = { before: formatExpression(node), after: formatExpression(after) };
    yield { rule, path: [], ...texts, expression: after };
  }
  for (const [part, child] of children(node).entries()) {
    for (const mutation of visit(child, placeOf(node, part, place)))
      yield {
        ...mutation,
        path: [part, ...mutation.path],
        expression: withChild(node, part, mutation.expression),
      };
  }
}

function placeOf(parent: Expression, part: number, place: Place): Place {
  const isBody =
    parent.kind === 'expectation' || (parent.kind === 'named' && parent.body !== undefined && part === 0);
  const isBound = parent.kind === 'fold' && part === 2;
  return {
    integers: isBound ? [...place.integers, parent.index] : place.integers,
    reals: place.reals,
    inExpectation: place.inExpectation || isBody,
    parent,
    part,
  };
}
