import { children, type Expression } from '../../expression/index.ts';
import { withChild } from '../../mutation/children.ts';

/** A part of an expression, and the expression with another in its place. */
export interface Site {
  readonly node: Expression;
  readonly put: (other: Expression) => Expression;
  /** Indices of Sums and Prods in force there. */
  readonly bound: readonly string[];
  readonly inExpectation: boolean;
  readonly parent?: Expression;
  readonly part?: number;
  /** Which part of which part …, from the top. */
  readonly path: readonly number[];
}

/** Every part of an expression, outer ones first. */
export function sitesOf(expression: Expression): Site[] {
  const sites: Site[] = [];
  visit({ node: expression, put: (other) => other, bound: [], inExpectation: false, path: [] }, sites);
  return sites;
}

function visit(site: Site, sites: Site[]): void {
  sites.push(site);
  const { node, put, bound, inExpectation, path } = site;
  for (const [part, child] of children(node).entries()) {
    const isBody = node.kind === 'fold' && part === 2;
    const isInside =
      node.kind === 'expectation' || (node.kind === 'named' && node.body !== undefined && part === 0);
    const inner: Site = {
      node: child,
      put: (other) => put(withChild(node, part, other)),
      bound: isBody ? [...bound, node.index] : bound,
      inExpectation: inExpectation || isInside,
      parent: node,
      part,
      path: [...path, part],
    };
    visit(inner, sites);
  }
}

/** A bound of a Sum or Prod, or the index of an element. */
export const isCount = ({ parent, part }: Site): boolean =>
  parent?.kind === 'element' || (parent?.kind === 'fold' && part !== 2);

export const isExponent = ({ parent, part }: Site): boolean => parent?.kind === 'power' && part === 1;

/** The expression with another part at a path. */
export function replacedAt(
  expression: Expression,
  [first, ...rest]: readonly number[],
  other: Expression,
): Expression {
  if (first === undefined) return other;
  return withChild(expression, first, replacedAt(children(expression)[first]!, rest, other));
}

/** Whether neither of two places is inside the other. */
export const areApart = (a: Site, b: Site): boolean =>
  a.path.some((part, i) => i < b.path.length && part !== b.path[i]);
