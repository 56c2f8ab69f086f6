import { type Fraction, fractionText, parseFraction } from './fraction.ts';
import { sha256 } from './json.ts';
import { refuse, short } from './refusal.ts';

/**
 * A claim's text as a tree. Sums and products are flat lists, so that no text, however long, makes a deep tree.
 * Two trees are equal when their keys are; the key is the text itself, or its hash when that is long.
 */
export type Tree = { readonly key: string } & (
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'width'; readonly at: Tree }
  | { readonly kind: 'negate'; readonly of: Tree }
  | { readonly kind: 'sum'; readonly terms: readonly Tree[] }
  | { readonly kind: 'product'; readonly factors: readonly Factor[] }
  | { readonly kind: 'power'; readonly base: Tree; readonly exponent: Tree }
  | {
      readonly kind: 'fold';
      readonly operator: Fold;
      readonly index: string;
      readonly parts: readonly Tree[];
    }
  | { readonly kind: 'expectation'; readonly body: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Tree[] }
);
export type Fold = 'Sum' | 'Prod';
export interface Factor {
  readonly divides: boolean;
  readonly of: Tree;
}
export interface Comparison {
  readonly operator: string;
  readonly left: Tree;
  readonly right: Tree;
}

const MAX_CHARACTERS = 400_000;
const MAX_NESTING = 400;
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)(?:[eE]([+-]?\d{1,3}))?|([A-Za-z_]\w*)|(<=|>=|==|!=|[-+*/^<>()[\],]))/y;

const keyed = (text: string): string =>
  text.length > 150 ? `${text.slice(0, 60)}...#${sha256(text)}` : text;

/** A fraction is in brackets, so that x/0.5 is not taken for x/1/2. */
export function numberKey(value: Fraction): string {
  const text = fractionText(value);
  return text.includes('/') ? `{${text}}` : text;
}

export const tree = {
  number: (value: Fraction): Tree => ({ kind: 'number', value, key: keyed(numberKey(value)) }),
  symbol: (name: string): Tree => ({ kind: 'symbol', name, key: keyed(name) }),
  width: (at: Tree): Tree => ({ kind: 'width', at, key: keyed(`n[${at.key}]`) }),
  negate: (of: Tree): Tree => ({ kind: 'negate', of, key: keyed(`(-${of.key})`) }),
  power: (base: Tree, exponent: Tree): Tree => ({
    kind: 'power',
    base,
    exponent,
    key: keyed(`(${base.key}^${exponent.key})`),
  }),
  /** (a + b) + c and a + b + c are one tree, a + (b + c) another. */
  sum(terms: readonly Tree[]): Tree {
    const [first, ...rest] = terms;
    const all = first!.kind === 'sum' ? [...first!.terms, ...rest] : terms;
    return { kind: 'sum', terms: all, key: keyed(`(${all.map(({ key }) => key).join('+')})`) };
  },
  product(factors: readonly Factor[]): Tree {
    const [first, ...rest] = factors;
    const all = first!.of.kind === 'product' && !first!.divides ? [...first!.of.factors, ...rest] : factors;
    return {
      kind: 'product',
      factors: all,
      key: keyed(`(${all.map(({ divides, of }) => (divides ? '/' : '*') + of.key).join('')})`),
    };
  },
  fold: (operator: Fold, index: string, parts: readonly Tree[]): Tree => ({
    kind: 'fold',
    operator,
    index,
    parts,
    key: keyed(`${operator}(${index},${parts.map(({ key }) => key).join(',')})`),
  }),
  expectation: (body: Tree): Tree => ({ kind: 'expectation', body, key: keyed(`E(${body.key})`) }),
  call: (name: string, parts: readonly Tree[]): Tree => ({
    kind: 'call',
    name,
    parts,
    key: keyed(`${name}(${parts.map(({ key }) => key).join(',')})`),
  }),
};

/** The tree of a text, or a Refusal that names the place. */
export function parse(text: string): Tree {
  const parser = new Parser(text);
  const whole = parser.sum();
  parser.end();
  return whole;
}

/** A condition: comparisons joined by `and`. */
export function parseCondition(text: string): Comparison[] {
  const parser = new Parser(text);
  const comparisons: Comparison[] = [];
  do comparisons.push(parser.comparison());
  while (parser.take('and'));
  parser.end();
  return comparisons;
}

type Token = { readonly text: string; readonly kind: 'number' | 'name' | 'sign'; readonly at: number };

/** mathjs's grammar: + and - bind loosest, then * and /, then the unary signs, then ^, which is right associative. */
class Parser {
  private readonly tokens: Token[];
  private next = 0;
  private nesting = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  sum(): Tree {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) refuse(`a text is nested more than ${MAX_NESTING} deep`);
    const terms = [this.product()];
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-'))
      terms.push(sign === '+' ? this.product() : tree.negate(this.product()));
    this.nesting -= 1;
    return terms.length === 1 ? terms[0]! : tree.sum(terms);
  }

  comparison(): Comparison {
    const left = this.sum();
    const operator = this.take('<=', '>=', '==', '!=', '<', '>') ?? this.unexpected();
    return { operator, left, right: this.sum() };
  }

  take(...texts: string[]): string | undefined {
    const token = this.tokens[this.next];
    if (!token || !texts.includes(token.text)) return undefined;
    this.next += 1;
    return token.text;
  }

  end(): void {
    if (this.next < this.tokens.length) this.unexpected();
  }

  private product(): Tree {
    const factors: Factor[] = [{ divides: false, of: this.signed() }];
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/'))
      factors.push({ divides: sign === '/', of: this.signed() });
    return factors.length === 1 ? factors[0]!.of : tree.product(factors);
  }

  private signed(): Tree {
    const sign = this.take('-', '+');
    if (!sign) return this.power();
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) refuse(`a text is nested more than ${MAX_NESTING} deep`);
    const of = this.signed();
    this.nesting -= 1;
    return sign === '-' ? tree.negate(of) : of;
  }

  private power(): Tree {
    const base = this.atom();
    if (!this.take('^')) return base;
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) refuse(`a text is nested more than ${MAX_NESTING} deep`);
    const exponent = this.signed();
    this.nesting -= 1;
    return tree.power(base, exponent);
  }

  private atom(): Tree {
    const token = this.tokens[this.next++];
    if (token?.text === '(') {
      const inner = this.sum();
      this.expect(')');
      return inner;
    }
    if (token?.kind === 'number') return tree.number(literal(token.text));
    if (token?.kind !== 'name' || token.text === 'and') {
      this.next -= 1;
      return this.unexpected();
    }
    if (token.text === 'n' && this.take('[')) {
      const at = this.sum();
      this.expect(']');
      return tree.width(at);
    }
    return this.take('(') ? this.call(token.text) : tree.symbol(token.text);
  }

  private call(name: string): Tree {
    const parts = [this.sum()];
    while (this.take(',')) parts.push(this.sum());
    this.expect(')');
    if (name === 'E')
      return parts.length === 1 ? tree.expectation(parts[0]!) : refuse('E takes one argument');
    if (name !== 'Sum' && name !== 'Prod') return tree.call(name, parts);
    const [index, ...rest] = parts;
    if (index?.kind !== 'symbol' || rest.length !== 3) return refuse(`${name} wants (index, from, to, body)`);
    return tree.fold(name, index.name, rest);
  }

  private expect(text: string): void {
    if (!this.take(text)) this.unexpected();
  }

  private unexpected(): never {
    const token = this.tokens[this.next];
    return refuse(
      token ? `unexpected ${token.text.slice(0, 20)} at character ${token.at + 1}` : 'a text breaks off',
    );
  }
}

function tokenize(text: string): Token[] {
  if (text.length > MAX_CHARACTERS) refuse(`a text has more than ${MAX_CHARACTERS} characters`);
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return refuse(`unexpected character at ${at + 1} of ${JSON.stringify(short(text))}`);
    const [whole, digits, exponent, name, sign] = match;
    const kind = digits ? 'number' : name ? 'name' : 'sign';
    tokens.push({
      kind,
      at,
      text: digits ? digits + (exponent ? `e${exponent}` : '') : (name ?? sign ?? whole),
    });
  }
  return tokens;
}

function literal(text: string): Fraction {
  const [digits = '', exponent = '0'] = text.split('e');
  const value = parseFraction(digits) ?? refuse(`the number ${text.slice(0, 20)} is too long`);
  const scale = 10n ** BigInt(Math.abs(Number(exponent)));
  return exponent.startsWith('-')
    ? { num: value.num, den: value.den * scale }
    : { num: value.num * scale, den: value.den };
}
