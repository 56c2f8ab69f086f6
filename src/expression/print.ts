import type { Rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import { type BinaryKind, children, type Expression } from './ast.ts';
import { TEXT_LIMITS } from './limits.ts';

const BINARY: Record<BinaryKind, readonly [sign: string, level: number]> = {
  add: [' + ', 1],
  subtract: [' - ', 1],
  multiply: ['*', 2],
  divide: ['/', 2],
  power: ['^', 4],
};
const SIGN_LEVEL = 3;
const CLOSED = 5;

/** The text of an expression: reading it again gives the same expression, but for p/q, which reads as a quotient. */
export const formatExpression = (expression: Expression): string => print(expression)[0];

/** The text of an expression with texts, in brackets, for some of its symbols: they may be too long to be read as trees. */
export const formatWrittenOut = (expression: Expression, texts: ReadonlyMap<string, string>): string =>
  print(expression, texts)[0];

const NONE: ReadonlyMap<string, string> = new Map();

/** The text, and how tightly it binds. */
function print(node: Expression, texts = NONE): readonly [text: string, level: number] {
  const inside = (part: Expression): string => print(part, texts)[0];
  const atLeast = (level: number, part: Expression): string => {
    const [text, own] = print(part, texts);
    return own < level ? `(${text})` : text;
  };
  switch (node.kind) {
    case 'constant':
      return printConstant(node.value);
    case 'pi':
      return ['pi', CLOSED];
    case 'symbol': {
      const text = texts.get(node.name);
      return [text === undefined ? node.name : `(${text})`, CLOSED];
    }
    case 'negate':
      return [`-${atLeast(SIGN_LEVEL, node.argument)}`, SIGN_LEVEL];
    case 'element':
      return [`${node.list}[${inside(node.index)}]`, CLOSED];
    case 'call':
      return [`${node.name}(${node.arguments.map(inside).join(', ')})`, CLOSED];
    case 'fold': {
      const parts = [node.from, node.to, node.body].map(inside);
      return [`${node.operator}(${[node.index, ...parts].join(', ')})`, CLOSED];
    }
    case 'expectation':
      return [`E(${inside(node.body)})`, CLOSED];
    case 'named':
      return [`${node.name}(${children(node).map(inside).join(', ')})`, CLOSED];
    case 'compare':
      return [`${inside(node.left)} ${node.operator} ${inside(node.right)}`, 0.5];
    case 'and':
      return [`${inside(node.left)} and ${atLeast(0.5, node.right)}`, 0];
    case 'power':
      return [`${atLeast(CLOSED, node.left)}^${atLeast(SIGN_LEVEL, node.right)}`, 4];
    default: {
      const [sign, level] = BINARY[node.kind];
      return [`${atLeast(level, node.left)}${sign}${atLeast(level + 1, node.right)}`, level];
    }
  }
}

function printConstant(value: Rational): readonly [text: string, level: number] {
  const text = literal(value) ?? formatRational(value);
  if (text.startsWith('-')) return [`(${text})`, CLOSED];
  return [text, text.includes('/') ? BINARY.divide[1] : CLOSED];
}

/** The value as one number, such as 12, 1e300 or 25e-2, when its decimal expansion ends. */
function literal({ num, den }: Rational): string | undefined {
  let places = 0;
  let scale = 1n;
  // A number in a text has at most this many decimals, its digits and its exponent taken together.
  while (scale % den !== 0n && places < TEXT_LIMITS.digits + TEXT_LIMITS.exponent) {
    scale *= 10n;
    places += 1;
  }
  if (scale % den !== 0n) return undefined;
  const digits = (num * (scale / den)).toString();
  if (places > 0) return `${digits}e-${places}`;
  const short = digits.replace(/0{9,}$/, '');
  return short === digits ? digits : `${short}e${digits.length - short.length}`;
}
