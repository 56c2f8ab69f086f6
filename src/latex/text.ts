import {
  type Expression,
  ExpressionError,
  formatExpression,
  freeNames,
  type Parsed,
  parseExpression,
} from '../expression/index.ts';
import { LatexError } from './error.ts';

/** The text of an expression with 1.5 for 15e-1: the same number. */
export const textOf = (node: Expression): string =>
  formatExpression(node).replace(/\b(\d+)e-(\d+)\b/g, (_, digits: string, places: string) => {
    const padded = digits.padStart(Number(places) + 1, '0');
    return `${padded.slice(0, -Number(places))}.${padded.slice(-Number(places))}`;
  });

/** Has the language itself read a text: what it refuses is no reading. */
export function checked(node: Expression, at: number): Parsed {
  const text = textOf(node);
  const { symbols, lists } = freeNames(node);
  try {
    return parseExpression(text, { symbols, lists, form: 'quantity', named: true });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new LatexError(`the language of statements does not take this: ${error.message}`, at);
  }
}
