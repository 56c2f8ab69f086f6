import { ExpressionError, quote } from './error.ts';
import { TEXT_LIMITS } from './limits.ts';
import type { Token } from './token.ts';

const endsOperand = (token: Token | undefined): token is Token =>
  token !== undefined &&
  (token.kind === 'number' || token.kind === 'name' || token.kind === 'close' || token.text === '!');

/** Checks what can be seen without a parser: size, depth, matching brackets, and an operator between operands. */
export function checkShape(tokens: readonly Token[], text: string): void {
  if (tokens.length === 0) throw new ExpressionError('the text is empty; write an expression', 0);
  let nodes = 0;
  /** The open brackets around this token, each with the powers and signs pending outside it. */
  const open: { bracket: Token; pending: number }[] = [];
  let pending = 0;
  let depth = 0;
  tokens.forEach((token, at) => {
    const previous = tokens[at - 1];
    checkJuxtaposition(previous, token);
    if (token.kind === 'open') {
      open.push({ bracket: token, pending });
      depth += 1;
      pending = 0;
    } else if (token.kind === 'close') {
      const opened = open.pop();
      if (!opened || (opened.bracket.text === '(') !== (token.text === ')'))
        throw new ExpressionError(
          `${quote(token.text)} closes no bracket; remove it or open one`,
          token.position,
        );
      depth -= pending + 1;
      pending = opened.pending;
    } else if (token.kind === 'comma' || token.kind === 'operator') {
      const deeper = token.text === '^' || token.text === '!' || !endsOperand(previous);
      if (deeper && token.kind === 'operator') {
        pending += 1;
        depth += 1;
      } else {
        depth -= pending;
        pending = 0;
      }
    }
    if (token.kind === 'number' || token.kind === 'name' || token.kind === 'operator') nodes += 1;
    if (depth > TEXT_LIMITS.depth) throw tooMuch('depth', TEXT_LIMITS.depth, token);
    if (nodes > TEXT_LIMITS.nodes) throw tooMuch('nodes', TEXT_LIMITS.nodes, token);
  });
  const unclosed = open.at(-1);
  if (unclosed)
    throw new ExpressionError(
      `the ${quote(unclosed.bracket.text)} at ${unclosed.bracket.position} is never closed; close it`,
      text.length,
    );
}

const tooMuch = (what: 'depth' | 'nodes', limit: number, token: Token): ExpressionError =>
  what === 'depth'
    ? new ExpressionError(`brackets, signs and powers are more than ${limit} deep; simplify`, token.position)
    : new ExpressionError(
        `more than ${limit} numbers, names and operators; split the formula`,
        token.position,
      );

/** `2n`, `(a)(b)` and the like: mathjs would multiply, with a precedence few expect. */
function checkJuxtaposition(previous: Token | undefined, token: Token): void {
  const called = previous?.kind === 'name' && token.kind === 'open';
  if (!called && token.text === '[')
    throw new ExpressionError(
      `'[' must follow the name of a list, as in n[1]; there are no matrices`,
      token.position,
    );
  const startsOperand = token.kind === 'number' || token.kind === 'name' || token.kind === 'open';
  if (endsOperand(previous) && startsOperand && !called)
    throw new ExpressionError(
      `${quote(token.text)} follows ${quote(previous.text)} with no operator between; to multiply, write *`,
      token.position,
    );
}
