import { type Expression, formatExpression, type Named } from '../expression/index.ts';
import { formatRational } from '../rational/text.ts';
import {
  type Box,
  beside,
  bracketed,
  flowed,
  fraction,
  heightOf,
  raised,
  stacked,
  text,
  widthOf,
} from './box.ts';

/**
 * A formula as one would write it on paper, in Unicode: fractions and powers on their own lines, Greek letters, indices
 * below. Broken between terms where a line would be longer than `width`.
 */
export const typeset = (expression: Expression, width: number): string[] =>
  flowed(termsOf(expression), width, INDENT).map((line) => line.trimEnd());

const INDENT = 4;

/** How tightly what is drawn binds: what follows a Sum or Prod would be read as part of its body. */
const LEVEL = { sum: 1, fold: 2, product: 3, sign: 4, power: 5, closed: 6 } as const;

/** The terms of a sum, each with its sign. */
function termsOf(node: Expression): Box[] {
  if (node.kind !== 'add' && node.kind !== 'subtract') return [draw(node)];
  const sign = text(node.kind === 'add' ? ' + ' : ' - ');
  return [...termsOf(node.left), beside(sign, atLeast(LEVEL.fold, node.right))];
}

function draw(node: Expression): Box {
  switch (node.kind) {
    case 'constant':
      return text(formatRational(node.value));
    case 'pi':
      return text('π');
    case 'symbol':
      return text(nameOf(node.name));
    case 'negate':
      return beside(text('-'), atLeast(LEVEL.sign, node.argument));
    case 'add':
    case 'subtract':
      return beside(...termsOf(node));
    case 'multiply':
      return drawProduct(node.left, node.right);
    case 'divide':
      return drawQuotient(node.left, node.right);
    case 'power':
      return drawPower(node.left, node.right);
    case 'element':
      return text(`${nameOf(node.list)}${indexText(node.index)}`);
    case 'call':
      return drawCall(node);
    case 'fold':
      return drawFold(node);
    case 'expectation':
      return beside(text('E'), bracketed(draw(node.body), '[]'));
    case 'named':
      return drawNamed(node);
    case 'compare':
      return beside(draw(node.left), text(` ${SIGNS[node.operator]} `), draw(node.right));
    case 'and':
      return beside(draw(node.left), text(' and '), draw(node.right));
  }
}

const SIGNS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '=', '!=': '≠' } as const;

function levelOf(node: Expression): number {
  switch (node.kind) {
    case 'add':
    case 'subtract':
      return LEVEL.sum;
    case 'fold':
      return LEVEL.fold;
    case 'multiply':
      return node.right.kind === 'fold' ? LEVEL.fold : LEVEL.product;
    case 'divide':
      return LEVEL.product;
    case 'negate':
      return LEVEL.sign;
    case 'power':
      return LEVEL.power;
    case 'constant':
      return node.value.num < 0n ? LEVEL.sum : node.value.den === 1n ? LEVEL.closed : LEVEL.product;
    case 'call':
      return OPEN_CALLS.has(node.name) ? LEVEL.power : LEVEL.closed;
    case 'symbol':
      return nameOf(node.name).endsWith('²') ? LEVEL.power : LEVEL.closed;
    default:
      return LEVEL.closed;
  }
}

/** Calls that a power or a factorial sign beside them would be ambiguous with. */
const OPEN_CALLS: ReadonlySet<string> = new Set(['exp', 'factorial', 'sqrt']);

const atLeast = (level: number, node: Expression): Box =>
  levelOf(node) < level ? bracketed(draw(node)) : draw(node);

/** A Sum or Prod has brackets, unless it is the last factor. */
const drawProduct = (left: Expression, right: Expression): Box =>
  beside(drawFactors(left), text('·'), right.kind === 'fold' ? draw(right) : atLeast(LEVEL.sign, right));

const drawFactors = (node: Expression): Box =>
  node.kind === 'multiply'
    ? beside(drawFactors(node.left), text('·'), atLeast(LEVEL.sign, node.right))
    : atLeast(LEVEL.product, node);

const SMALL: ReadonlySet<Expression['kind']> = new Set(['constant', 'symbol', 'element', 'pi']);

/** Small quotients stay on the line. */
function drawQuotient(left: Expression, right: Expression): Box {
  const isSmall = [left, right].every((node) => SMALL.has(node.kind) && levelOf(node) > LEVEL.product);
  if (isSmall) return beside(draw(left), text('/'), draw(right));
  return fraction(draw(left), draw(right));
}

/** A whole exponent stays on the line of a base that has one line. */
function drawPower(left: Expression, right: Expression): Box {
  const base = atLeast(LEVEL.closed, left);
  const isWhole = right.kind === 'constant' && right.value.den === 1n;
  if (isWhole && heightOf(base) === 1) return beside(base, text(superscript(formatRational(right.value))));
  return raised(base, flat(right));
}

/** What stands in an exponent has one line where that can be. */
function flat(node: Expression): Box {
  const drawn = draw(node);
  return heightOf(drawn) === 1
    ? drawn
    : node.kind === 'fold' || hasFold(drawn)
      ? drawn
      : text(prettyText(node));
}

const hasFold = ({ lines }: Box): boolean => lines.some((line) => /[ΣΠ]/.test(line));

const prettyText = (node: Expression): string =>
  formatExpression(node)
    .replace(/[A-Za-z_][A-Za-z0-9_]*/g, nameOf)
    .replaceAll('*', '·');

function drawCall(node: Expression & { kind: 'call' }): Box {
  const parts = node.arguments.map(draw);
  const [first, second] = parts as [Box, Box];
  switch (node.name) {
    case 'exp':
      return raised(text('e'), flat(node.arguments[0]!));
    case 'sqrt':
      return beside(text('√'), bracketed(first));
    case 'abs':
      return bracketed(first, '||');
    case 'floor':
      return bracketed(first, '⌊⌋');
    case 'factorial':
      return beside(atLeast(LEVEL.closed, node.arguments[0]!), text('!'));
    case 'binomial':
      return bracketed(
        stacked([first, text(''.padEnd(Math.max(widthOf(first), widthOf(second)))), second], 1),
      );
    default:
      return beside(text(node.name), listed(parts));
  }
}

const listed = (parts: readonly Box[]): Box =>
  bracketed(beside(...parts.flatMap((part, i) => (i === 0 ? [part] : [text(', '), part])), text('')));

function drawNamed({ name, body, arguments: numbers }: Named): Box {
  return beside(text(name), listed([...(body ? [draw(body)] : []), ...numbers.map(draw)]));
}

function drawFold({ operator, index, from, to, body }: Expression & { kind: 'fold' }): Box {
  const sign = text(operator === 'Sum' ? 'Σ' : 'Π');
  const below = beside(text(`${nameOf(index)}=`), flat(from));
  return beside(stacked([flat(to), sign, below], 1), text(' '), atLeast(LEVEL.fold, body));
}

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  chi: 'χ',
  omega: 'ω',
};

/** `sigma_w2` is σ_w², `lambda` is λ, `mu_4` is μ₄. */
function nameOf(name: string): string {
  const variance = /^(output_)?sigma_([wb])2$/.exec(name);
  if (variance) return `${variance[1] ? 'output ' : ''}σ_${variance[2]}²`;
  const [, base = name, digits = ''] = /^([A-Za-z]+)_?(\d*)$/.exec(name) ?? [];
  return `${GREEK[base] ?? base}${digits === '' ? '' : subscript(digits)}`;
}

const SUBSCRIPTS: ReadonlyMap<string, string> = new Map(
  [...'0123456789+-ijklmn'].map((sign, i) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₗₘₙ'][i]!]),
);

const subscript = (written: string): string => [...written].map((sign) => SUBSCRIPTS.get(sign)).join('');

const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map(
  [...'0123456789-'].map((sign, i) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻'][i]!]),
);

const superscript = (written: string): string => [...written].map((sign) => SUPERSCRIPTS.get(sign)).join('');

/** An index below the line where Unicode has its signs. */
function indexText(index: Expression): string {
  const written = formatExpression(index).replaceAll(' ', '');
  return [...written].every((sign) => SUBSCRIPTS.has(sign)) ? subscript(written) : `[${written}]`;
}
