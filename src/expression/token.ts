import type { Rational } from '../rational/rational.ts';
import { ExpressionError, quote } from './error.ts';
import { TEXT_LIMITS } from './limits.ts';
import { readLiteral } from './literal.ts';

export type Token = { readonly text: string; readonly position: number } & (
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name' | 'operator' | 'open' | 'close' | 'comma' }
);

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGN = /<=|>=|==|!=|[-+*/^!<>()[\],]/y;
const OTHER_BASE = /0[xXbBoO][0-9a-fA-F]/y;

/** Words to which mathjs gives a meaning of its own; as names they would change what the text says. */
const RESERVED = new Set(
  ['true', 'false', 'null', 'undefined', 'NaN', 'Infinity', 'end'].concat([
    'mod',
    'to',
    'in',
    'xor',
    'or',
    'not',
  ]),
);

const ADVICE = new Map([
  ['=', 'a formula assigns and defines nothing; to compare, write =='],
  ['"', 'strings are not allowed'],
  ["'", 'strings and transposition are not allowed'],
  [';', 'write one expression, without semicolons'],
  ['{', 'objects are not allowed; group with ( )'],
  ['}', 'objects are not allowed; group with ( )'],
  [':', 'ranges are not allowed; write Sum(j, from, to, …) or Prod(j, from, to, …)'],
  ['?', 'conditionals are not allowed'],
  ['%', 'percentages and remainders are not allowed; write /100'],
  ['.', 'write a decimal number with digits on both sides of the point, as in 0.5; nothing else has a point'],
  ['#', 'comments are not allowed'],
]);

/** Cuts a formula's text into tokens, or throws at the first character that no formula contains. */
export function tokenize(text: string): Token[] {
  if (text.length > TEXT_LIMITS.characters)
    throw new ExpressionError(
      `the text has ${text.length} characters, at most ${TEXT_LIMITS.characters} are allowed; split it`,
      TEXT_LIMITS.characters,
    );
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  while (position < text.length) {
    position += match(SPACE)?.length ?? 0;
    if (position === text.length) break;
    if (match(OTHER_BASE)) throw new ExpressionError('only decimal numbers are allowed', position);
    const token = tokenAt(match, position) ?? unexpected(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(match: (pattern: RegExp) => string | undefined, position: number): Token | undefined {
  const number = match(NUMBER);
  if (number !== undefined)
    return { kind: 'number', text: number, position, value: readLiteral(number, position) };
  const name = match(NAME);
  if (name !== undefined) {
    if (RESERVED.has(name))
      throw new ExpressionError(
        `${quote(name)} is a reserved word, not a symbol; use another name`,
        position,
      );
    return { kind: name === 'and' ? 'operator' : 'name', text: name, position };
  }
  const sign = match(SIGN);
  if (sign === undefined) return undefined;
  if (sign === ',') return { kind: 'comma', text: sign, position };
  if (sign === '(' || sign === '[') return { kind: 'open', text: sign, position };
  if (sign === ')' || sign === ']') return { kind: 'close', text: sign, position };
  return { kind: 'operator', text: sign, position };
}

function unexpected(text: string, position: number): never {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const advice = ADVICE.get(character) ?? 'use ASCII letters, digits, + - * / ^ ! ( ) [ ] and comparisons';
  throw new ExpressionError(`unexpected character ${quote(character)}: ${advice}`, position);
}
