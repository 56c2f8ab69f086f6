import { AUDIT_LIMITS } from '../../limits/limits.ts';
import { ClaimError } from './error.ts';

/** A piece of plain text as a person writes it, and where it stands. */
export interface PlainToken {
  readonly kind: 'number' | 'name' | 'sign' | 'open' | 'close' | 'bar';
  readonly text: string;
  readonly position: number;
  /** Whether white space stands before it. */
  readonly isApart: boolean;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
/** One character, or a few, for what the language writes otherwise. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\*\*/y, '^'],
  [/[·×∗⋅]/y, '*'],
  [/÷/y, '/'],
  [/[−–]/y, '-'],
  [/->|→|⟶/y, '->'],
  [/<=|≤|⩽|=</y, '<='],
  [/>=|≥|⩾/y, '>='],
  [/!=|≠/y, 'unequal'],
  [/==|=/y, '='],
  [/[~∼]/y, '~'],
  [/[≈≃≍≅∝]|:=/y, 'vague'],
  [/[<>]/y, 'strict'],
  [/[-+*/^!,_]/y, ''],
];
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/𝔼/uy, 'E'],
  [/λ/y, 'lambda'],
  [/σ/y, 'sigma'],
  [/π/y, 'pi'],
  [/μ/y, 'mu'],
  [/ρ/y, 'rho'],
  [/Θ/y, 'Theta'],
  [/β/y, 'beta'],
];
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+(?![A-Za-z_]))?/y;
const NAME = /[A-Za-z][A-Za-z0-9]*/y;
const BAR = /\|\||[|‖∥]/y;

/** Cuts plain text into tokens. Throws a ClaimError at a character that means nothing here. */
export function plainTokens(text: string): PlainToken[] {
  if (text.length > AUDIT_LIMITS.characters)
    throw new ClaimError(
      `a claim of ${text.length} characters; wanted at most ${AUDIT_LIMITS.characters}: write a statement file`,
      0,
    );
  const tokens: PlainToken[] = [];
  let position = 0;
  let isApart = false;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  while (position < text.length) {
    const space = match(/\s+/y);
    if (space !== undefined) {
      position += space.length;
      isApart = true;
      continue;
    }
    const [found, length] = tokensAt(text, position, match);
    tokens.push(...found.map((token, i) => ({ ...token, position, isApart: isApart && i === 0 })));
    position += length;
    isApart = false;
  }
  return tokens;
}

type Bare = Pick<PlainToken, 'kind' | 'text'>;

function tokensAt(
  text: string,
  position: number,
  match: (pattern: RegExp) => string | undefined,
): [Bare[], number] {
  const number = match(NUMBER);
  if (number !== undefined) return [[{ kind: 'number', text: number }], number.length];
  for (const [pattern, name] of NAMES) {
    const found = match(pattern);
    if (found !== undefined) return [[{ kind: 'name', text: name }], found.length];
  }
  const name = match(NAME);
  if (name !== undefined) return [[{ kind: 'name', text: name }], name.length];
  const bar = match(BAR);
  if (bar !== undefined) return [[{ kind: 'bar', text: '|' }], bar.length];
  const script = match(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+/y);
  if (script !== undefined) {
    const digits = SUPERSCRIPTS.includes(script[0]!) ? SUPERSCRIPTS : SUBSCRIPTS;
    const value = [...script].map((character) => digits.indexOf(character)).join('');
    const sign = digits === SUPERSCRIPTS ? '^' : '_';
    return [
      [
        { kind: 'sign', text: sign },
        { kind: 'number', text: value },
      ],
      script.length,
    ];
  }
  for (const [pattern, sign] of SIGNS) {
    const found = match(pattern);
    if (found !== undefined) return [[{ kind: 'sign', text: sign || found }], found.length];
  }
  const character = String.fromCodePoint(text.codePointAt(position)!);
  if ('([{'.includes(character)) return [[{ kind: 'open', text: character }], 1];
  if (')]}'.includes(character)) return [[{ kind: 'close', text: character }], 1];
  throw new ClaimError(`unexpected character ${JSON.stringify(character)}; ${adviceOn(character)}`, position);
}

const adviceOn = (character: string): string =>
  ({
    '∑': 'write Sum(i, 1, d, …)',
    '∏': 'write Prod(i, 1, d, …)',
    '√': 'write sqrt(…)',
    '∞': 'what grows is said by the relation: -> or ~',
    '%': 'write /100',
    ';': 'write one claim',
    $: 'write the formula alone, without dollar signs',
  })[character] ?? 'use letters, digits, + - * / ^ ( ) [ ] and one of = <= >= ~ ->';
