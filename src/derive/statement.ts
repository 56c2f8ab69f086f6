import type { ExponentialSum } from '../algebra/exponential.ts';
import * as F from '../algebra/fraction.ts';
import * as P from '../algebra/polynomial.ts';
import { polynomialText, powerText } from '../algebra/text.ts';
import {
  type Expression,
  formatExpression,
  formatWrittenOut,
  freeNames,
  replaceExpectations,
} from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import type { Rational } from '../rational/rational.ts';
import { doubtfulDivisors } from './divisors.ts';
import { type Group, groupsOf, textOf } from './print.ts';
import type { ClosedForms, Input } from './quantity.ts';
import { naming } from './rewrite.ts';

/** One equality that a derivation claims. */
export interface DerivedClaim {
  readonly quantity: string;
  readonly formula: string;
}

/** What a symbol of a derivation stands for: one number, or all of a kind. */
export type DerivedRange =
  | Rational
  | { readonly integersFrom: number }
  | 'widths'
  | 'positive'
  | 'not negative';

/** A derivation in the words of a statement file. */
export interface DerivedStatement {
  readonly domain: ReadonlyMap<string, DerivedRange>;
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
  quantity: Expression,
  forms: ClosedForms,
  family: Family,
  input: Input,
  style: 'simplified' | 'substituted' = 'simplified',
): DerivedStatement {
  const { ratio, expectations } = forms;
  const definitions = new Map<string, string>();
  const claims: DerivedClaim[] = [];
  const text = formatExpression(quantity);
  const divisor = style === 'simplified' ? plainDivisor(ratio.denominator) : undefined;
  let formula: string;
  if (divisor !== undefined) {
    const groups = groupsOf(ratio.numerator);
    const over = (sum: string): string => (divisor === '1' ? sum : `(${sum})/${divisor}`);
    formula = over(textOf(groups));
    const short = over(textOf(formula.length > ONE_LINE ? abbreviated(groups, definitions) : groups));
    claims.push({ quantity: text, formula: short });
  } else {
    // The quantity with each E(…) in it replaced: equals for equals.
    const full = new Map<string, string>();
    const names = new Map<string, string>();
    for (const [index, [expectation, sum]] of [...expectations].entries()) {
      const groups = groupsOf(sum);
      const name = `m_${index + 1}`;
      names.set(expectation, name);
      full.set(name, textOf(groups));
      const isLong = full.get(name)!.length > ONE_LINE;
      definitions.set(name, isLong ? textOf(abbreviated(groups, definitions)) : full.get(name)!);
      claims.push({ quantity: expectation, formula: name });
    }
    const written = replaceExpectations(quantity, (node) => ({
      kind: 'symbol',
      name: names.get(formatExpression(node))!,
    }));
    formula = formatWrittenOut(written, full);
    claims.push({ quantity: text, formula: formatExpression(written) });
  }
  const sums = divisor !== undefined ? [ratio.numerator] : [...expectations.values()];
  const doubtful = doubtfulDivisors(sums).map((p) => `${polynomialText(p, naming)} != 0`);
  const speaksOfInput = freeNames(quantity).symbols.has('n0') || sums.some((sum) => speaksOf(sum, 'm'));
  return {
    domain: domainOf(family, input, forms, speaksOfInput),
    where: doubtful.length > 0 ? doubtful.join(' and ') : undefined,
    definitions,
    claims,
    formula,
  };
}

/** A divisor of one term without a power that varies, as text; undefined for any other. */
function plainDivisor(divisor: ExponentialSum): string | undefined {
  const [group] = groupsOf(divisor);
  if (divisor.size !== 1 || group?.power !== undefined || group?.terms.length !== 1) return undefined;
  const { coefficients } = [...divisor.values()][0]!;
  const top = coefficients.length - 1;
  const isPower = F.equals(coefficients[top]!, F.ONE) && coefficients.slice(0, top).every(F.isZero);
  if (!isPower) return `(${group.terms[0]})`;
  return top === 0 ? '1' : powerText('d', top);
}

const speaksOf = (sum: ExponentialSum, name: P.Variable): boolean =>
  [...sum.values()].some(({ base, coefficients }) =>
    [base, ...coefficients].some(
      (one) => P.degree(one.numerator, name) > 0 || P.degree(F.denominatorOf(one), name) > 0,
    ),
  );

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
  speaksOfInput: boolean,
): Map<string, DerivedRange> {
  const domain = new Map<string, DerivedRange>([
    ['d', { integersFrom: from }],
    ['n', 'widths'],
  ]);
  if (inputWidth) domain.set('n0', inputWidth);
  else if (speaksOfInput) domain.set('n0', { integersFrom: 1 });
  domain.set('r', r ?? (needsInput ? 'positive' : 'not negative'));
  if (family.sigmaW2 === 'free') domain.set('sigma_w2', 'positive');
  // Without random biases a layer can die, and then closing gates stop the biases' gradients.
  const dies = family.gates === 'relu' && family.biasGradient !== 'sigma_b2';
  if (family.sigmaB2 === 'free') domain.set('sigma_b2', dies ? 'positive' : 'not negative');
  if (family.biasGradient === 'free') domain.set('bias_gradient', 'not negative');
  if (family.outputSigmaW2 === 'free') domain.set('output_sigma_w2', 'positive');
  return domain;
}

/** Where a derivation holds, beyond what symbols are anyway, in words: r > 0, d >= 2. */
export function conditionsOf({ domain, where }: DerivedStatement): string[] {
  const positive = ['r', 'sigma_b2']
    .filter((name) => domain.get(name) === 'positive')
    .map((name) => `${name} > 0`);
  const depths = domain.get('d');
  const from = typeof depths === 'object' && 'integersFrom' in depths ? depths.integersFrom : 1;
  return [...(from === 1 ? [] : [`d >= ${from}`]), ...positive, ...(where === undefined ? [] : [where])];
}

/** The symbols of a derivation: depth, width, and whatever is free. */
export const symbolsOf = ({ domain }: DerivedStatement): string[] =>
  [...domain]
    .filter(([, range]) => typeof range === 'string' || 'integersFrom' in range)
    .map(([name]) => name);
