import { bare, type MathNode } from './mathjs.ts';
import { isNamed, NAMED } from './named.ts';

/** TeX of a function, a Sum, a Prod or an expectation; `tex` prints an argument. */
export function texCall(name: string, args: readonly MathNode[], tex: (node: MathNode) => string): string {
  const parts = args.map((argument) => tex(bare(argument)));
  const [first = '', second = '', third = ''] = parts;
  switch (name) {
    case 'Sum':
    case 'Prod': {
      const sign = name === 'Sum' ? '\\sum' : '\\prod';
      return `${sign}_{${first}=${second}}^{${third}} ${texTerm(args[3], parts[3] ?? '')}`;
    }
    case 'E':
      return `\\mathbb{E}\\left[${first}\\right]`;
    case 'sqrt':
      return `\\sqrt{${first}}`;
    case 'abs':
      return `\\left|${first}\\right|`;
    case 'floor':
      return `\\left\\lfloor ${first}\\right\\rfloor `;
    case 'factorial':
      return `${args[0] && isWord(bare(args[0])) ? first : `\\left(${first}\\right)`}!`;
    case 'binomial':
      return `\\binom{${first}}{${second}}`;
    default:
      if (isNamed(name)) return ` ${NAMED[name].tex}${parts.length > 0 ? texArguments(parts) : ''}`;
      return `\\${name}${texArguments(parts)}`;
  }
}

const texArguments = (parts: readonly string[]): string => `\\left(${parts.join(',')}\\right)`;

const isWord = (node: MathNode): boolean => node.type === 'SymbolNode' || node.type === 'ConstantNode';

/** The term of a Sum or Prod, in parentheses when it is itself a sum or carries a sign. */
function texTerm(wrapped: MathNode | undefined, tex: string): string {
  const node = wrapped && bare(wrapped);
  const additive = node?.type === 'OperatorNode' && (node.op === '+' || node.op === '-');
  return additive ? `\\left(${tex}\\right)` : tex;
}
