import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError } from './error.ts';
import { type Token, tooManyTokens } from './token.ts';

/** What an author's command stands for. */
export interface Macro {
  readonly count: number;
  /** The first argument where it is not written, as in \newcommand{\a}[1][x]{...}. */
  readonly optional?: readonly Token[];
  readonly body: readonly Token[];
  /** Why it is not read, for what TeX can do and we do not. */
  readonly unread?: string;
  /** A star after it is its own, as of \DeclarePairedDelimiter. */
  readonly starred?: boolean;
}

export type Macros = Map<string, Macro>;

/** Tokens one after the other: of a document, or of a list. */
export interface Source {
  peek(): Token | undefined;
  take(): Token | undefined;
}

export const DEFINING: ReadonlySet<string> = new Set([
  '\\newcommand',
  '\\newcommand*',
  '\\renewcommand',
  '\\renewcommand*',
  '\\providecommand',
  '\\providecommand*',
  '\\DeclareMathOperator',
  '\\DeclareMathOperator*',
  '\\DeclareRobustCommand',
  '\\DeclarePairedDelimiter',
  '\\NewDocumentCommand',
  '\\RenewDocumentCommand',
  '\\def',
  '\\gdef',
  '\\edef',
  '\\xdef',
  '\\let',
]);

/** Reads the definition whose command was just taken, and puts it among the macros. */
export function define(command: Token, source: Source, macros: Macros): void {
  const name = command.text.replace('*', '');
  if (name === '\\def' || name === '\\gdef' || name === '\\edef' || name === '\\xdef') {
    definePlain(name, command, source, macros);
    return;
  }
  if (name === '\\let') {
    const target = source.take();
    if (source.peek()?.text === '=') source.take();
    const value = source.take();
    if (!target || !value) throw new LatexError('\\let without its two commands', command.at);
    const copied = macros.get(value.text);
    macros.set(target.text, copied ?? { count: 0, body: [{ ...value, literal: true }] });
    return;
  }
  const target = nameOf(source, command);
  if (name === '\\DeclareMathOperator') {
    const body = group(source, command);
    macros.set(target, { count: 0, body: wrapped('\\operatorname', body, command) });
    return;
  }
  if (name === '\\DeclarePairedDelimiter') {
    const left = group(source, command);
    const right = group(source, command);
    macros.set(target, { count: 1, starred: true, body: [...left, ...parameter(command, '1'), ...right] });
    return;
  }
  if (name.endsWith('DocumentCommand')) {
    const form = group(source, command).filter(({ text }) => text !== ' ');
    const plain = form.every(({ text }) => text === 'm');
    const body = group(source, command);
    const unread = `the macro ${target} takes arguments of other kinds than {…}`;
    macros.set(target, { count: form.length, body, ...(!plain && { unread }) });
    return;
  }
  const count = bracket(source);
  const optional = count && bracket(source);
  const body = group(source, command);
  if (name === '\\providecommand' && macros.has(target)) return;
  const number = count === undefined ? 0 : Number(count.map(({ text }) => text).join(''));
  const wrong = !Number.isInteger(number) || number < 0 || number > 9;
  macros.set(target, {
    count: wrong ? 0 : number,
    ...(optional && { optional }),
    body,
    ...(wrong && { unread: `the macro ${target} has no number of arguments` }),
  });
}

/** \def\a#1#2{...}: anything else between the name and the body delimits arguments, which is not read. */
function definePlain(name: string, command: Token, source: Source, macros: Macros): void {
  const target = source.take();
  if (target?.kind !== 'command') throw new LatexError(`${name} without the name of a macro`, command.at);
  let count = 0;
  let delimited = false;
  for (let token = source.peek(); token && token.kind !== 'open'; token = source.peek()) {
    source.take();
    if (token.kind === 'parameter' && /^\d$/.test(source.peek()?.text ?? '')) {
      source.take();
      count += 1;
    } else delimited = true;
  }
  const body = group(source, command);
  const unread = delimited ? `the macro ${target.text} has delimited arguments` : undefined;
  macros.set(target.text, { count, body, ...(unread !== undefined && { unread }) });
}

const nameOf = (source: Source, command: Token): string => {
  const tokens = source.peek()?.kind === 'open' ? group(source, command) : [source.take()];
  const [name] = tokens;
  if (name?.kind !== 'command' || tokens.length > 1)
    throw new LatexError(`${command.text} without the name of a macro`, command.at);
  return name.text;
};

/** The tokens of {...}, or one token. */
export function group(source: Source, command: Token): Token[] {
  const first = source.take();
  if (!first || first.kind === 'close' || first.kind === 'paragraph')
    throw new LatexError(`an argument of ${command.text} is missing`, command.at);
  if (first.kind !== 'open') return [first];
  const tokens: Token[] = [];
  for (let depth = 1; ; ) {
    const token = source.take();
    if (!token) throw new LatexError(`'{' is not closed`, first.at, `close it with '}'`);
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (depth === 0) return tokens;
    if (token.kind !== 'paragraph') tokens.push(token);
    if (tokens.length > LATEX_LIMITS.tokens) throw tooManyTokens(first.at);
  }
}

/** The tokens of [...], if they are there. */
export function bracket(source: Source): Token[] | undefined {
  const first = source.peek();
  if (first?.text !== '[') return undefined;
  source.take();
  const tokens: Token[] = [];
  for (let depth = 0; ; ) {
    const token = source.take();
    if (!token) throw new LatexError(`'[' is not closed`, first.at, `close it with ']'`);
    if (token.text === ']' && depth === 0) return tokens;
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    tokens.push(token);
    if (tokens.length > LATEX_LIMITS.tokens) throw tooManyTokens(first.at);
  }
}

const mark = (kind: Token['kind'], text: string, { at, end }: Token): Token => ({
  kind,
  text,
  at,
  end,
  gap: false,
});
const parameter = (at: Token, number: string): Token[] => [
  mark('parameter', '#', at),
  mark('character', number, at),
];
const wrapped = (name: string, body: readonly Token[], at: Token): Token[] => [
  mark('command', name, at),
  mark('open', '{', at),
  ...body,
  mark('close', '}', at),
];
