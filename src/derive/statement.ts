import { polynomialText } from '../algebra/text.ts';
import type { Family } from '../network/family.ts';
import { formatRational } from '../rational/text.ts';
import { doubtfulDivisors } from './divisors.ts';
import { type Group, groupsOf, textOf } from './print.ts';
import type { ClosedForms, Input } from './quantity.ts';
import { naming } from './rewrite.ts';

/** One equality that a derivation claims. */
export interface DerivedClaim {
  readonly quantity: string;
  readonly formula: string;
}

/** A derivation in the words of a statement file. */
export interface DerivedStatement {
  /** Symbols and their ranges, as YAML values. */
  readonly domain: ReadonlyMap<string, string>;
  readonly where: string | undefined;
  /** Abbreviations for what is too long for one line. */
  readonly definitions: ReadonlyMap<string, string>;
  /** The last one is about the quantity itself; the others it rests on. */
  readonly claims: readonly DerivedClaim[];
  /** The formula of the last claim with nothing abbreviated. */
  readonly formula: string;
}

/** A formula longer than this is written with abbreviations. */
const ONE_LINE = 700;

/**
 * What a closed form claims, on the largest domain on which it has a value: simplified where that is simple, or with closed forms
 * substituted for each E(…), which is easier to prove.
 */
export function statementOf(
  quantity: string,
  forms: ClosedForms,
  family: Family,
  input: Input,
  style: 'simplified' | 'substituted' = 'simplified',
): DerivedStatement {
  const { ratio, expectations } = forms;
  const definitions = new Map<string, string>();
  const [power] = groupsOf(ratio.denominator);
  const isPlain = ratio.denominator.size === 1 && power?.power === undefined && power?.terms.length === 1;
  const claims: DerivedClaim[] = [];
  let formula: string;
  if (isPlain && style === 'simplified') {
    const divisor = power!.terms[0]!;
    const groups = groupsOf(ratio.numerator);
    const over = (text: string): string => (divisor === '1' ? text : `(${text})/${bracketed(divisor)}`);
    formula = over(textOf(groups));
    const short = over(textOf(formula.length > ONE_LINE ? abbreviated(groups, definitions) : groups));
    claims.push({ quantity, formula: short });
  } else {
    // The quantity with each E(…) in it replaced: equals for equals.
    formula = quantity;
    let written = quantity;
    for (const [index, [text, sum]] of [...expectations].entries()) {
      const groups = groupsOf(sum);
      const full = textOf(groups);
      const name = `m_${index + 1}`;
      const own = full.length > ONE_LINE ? textOf(abbreviated(groups, definitions)) : full;
      definitions.set(name, own);
      claims.push({ quantity: text, formula: name });
      formula = formula.replaceAll(text, `(${full})`);
      written = written.replaceAll(text, name);
    }
    claims.push({ quantity, formula: written });
  }
  const sums = isPlain && style === 'simplified' ? [ratio.numerator] : [...expectations.values()];
  const doubtful = doubtfulDivisors(sums).map((p) => `${polynomialText(p, naming)} != 0`);
  return {
    domain: domainOf(family, input, forms, [formula, quantity].join(' ')),
    where: doubtful.length > 0 ? doubtful.join(' and ') : undefined,
    definitions,
    claims,
    formula,
  };
}

const bracketed = (text: string): string => (/^\w+(\^\d+)?$/.test(text) ? text : `(${text})`);

/** Each term under a name of its own. */
function abbreviated(groups: readonly Group[], definitions: Map<string, string>): Group[] {
  return groups.map(({ power, terms }) => ({
    power,
    terms: terms.map((term) => {
      const name = `c_${[...definitions.keys()].filter((key) => key.startsWith('c_')).length + 1}`;
      definitions.set(name, term);
      return name;
    }),
  }));
}

function domainOf(
  family: Family,
  { r, inputWidth }: Input,
  { needsInput, from }: ClosedForms,
  text: string,
): Map<string, string> {
  const domain = new Map([
    ['d', `{ integer: [${from}, inf] }`],
    ['n', '{ width: [1, inf] }'],
  ]);
  if (/\bn0\b/.test(text) || inputWidth) {
    domain.set('n0', inputWidth ? formatRational(inputWidth) : '{ integer: [1, inf] }');
  }
  domain.set('r', r ? formatRational(r) : needsInput ? POSITIVE : NOT_NEGATIVE);
  if (family.sigmaW2 === 'free') domain.set('sigma_w2', POSITIVE);
  // Without random biases a layer can die, and then closing gates stop the biases' gradients.
  const dies = family.gates === 'relu' && family.biasGradient !== 'sigma_b2';
  if (family.sigmaB2 === 'free') domain.set('sigma_b2', dies ? POSITIVE : NOT_NEGATIVE);
  if (family.biasGradient === 'free') domain.set('bias_gradient', NOT_NEGATIVE);
  if (family.outputSigmaW2 === 'free') domain.set('output_sigma_w2', POSITIVE);
  return domain;
}

const POSITIVE = '{ rational: "(0, inf)" }';
const NOT_NEGATIVE = '{ rational: [0, inf] }';

/** Where a derivation holds, beyond what symbols are anyway, in words: r > 0, d >= 2. */
export function conditionsOf({ domain, where }: DerivedStatement): string[] {
  const positive = ['r', 'sigma_b2']
    .filter((name) => domain.get(name) === POSITIVE)
    .map((name) => `${name} > 0`);
  const from = /\[(\d+),/.exec(domain.get('d') ?? '')?.[1];
  return [...(from === '1' ? [] : [`d >= ${from}`]), ...positive, ...(where === undefined ? [] : [where])];
}

/** The symbols of a derivation: depth, width, and whatever is free. */
export const symbolsOf = ({ domain }: DerivedStatement): string[] =>
  [...domain].filter(([, range]) => range.startsWith('{')).map(([name]) => name);
