import { children, type Expression } from './ast.ts';

/** Whether an expression or a part of it is as wanted. */
export const contains = (node: Expression, wanted: (part: Expression) => boolean): boolean =>
  wanted(node) || children(node).some((part) => contains(part, wanted));

export const hasExpectation = (node: Expression): boolean =>
  contains(node, ({ kind }) => kind === 'expectation');
