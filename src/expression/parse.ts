import type { Expression } from './ast.ts';
import { checkLevels } from './levels.ts';
import { lowerTree } from './lower.ts';
import { parseText } from './mathjs.ts';
import { placeNodes } from './place.ts';
import type { ParseOptions } from './scope.ts';
import { checkShape } from './shape.ts';
import { texOf } from './tex.ts';
import { tokenize } from './token.ts';
import { freeNames } from './variables.ts';

/** A formula as read: its text, what it means, how it is printed, and the names that need values. */
export interface Parsed {
  readonly text: string;
  readonly expression: Expression;
  readonly tex: string;
  /** The declared symbols and lists it uses; neither bound indices, nor observables, nor pi. */
  readonly free: ReadonlySet<string>;
}

/**
 * Reads a formula from untrusted text. Nothing is evaluated, and time and memory are bounded by the limits on the
 * text. Throws an ExpressionError, with the position, for anything but the mathematics described by `Expression`.
 */
export function parseExpression(text: string, options: ParseOptions): Parsed {
  const tokens = tokenize(text);
  checkShape(tokens, text);
  const tree = parseText(text, tokens);
  checkLevels(tree);
  const places = placeNodes(tree, tokens);
  const expression = lowerTree(tree, places, options);
  const { symbols, lists } = freeNames(expression);
  let tex: string | undefined;
  return {
    text,
    expression,
    // When asked for: few formulas of a library are printed, and TeX takes a fifth of the time of reading them.
    get tex() {
      tex ??= texOf(tree, places);
      return tex;
    },
    free: new Set([...symbols, ...lists]),
  };
}
