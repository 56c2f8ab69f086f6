import { firstAccepted } from '../certificate/accepted.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { proofsOf } from '../certificate/prove.ts';
import type { Proved } from '../certificate/substitution.ts';
import { Unprovable } from '../certificate/unprovable.ts';
import { checkCertificate } from '../checker/check.ts';
import type { DerivedRange, DerivedStatement } from '../derive/statement.ts';
import { type Expression, ExpressionError, formatExpression, parseExpression } from '../expression/index.ts';
import type { Family, Parameter } from '../network/family.ts';
import { equals, type Rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Convention, Conventions } from '../statement/convention.ts';
import { StatementError } from '../statement/error.ts';
import { readStatement } from '../statement/read.ts';

/** A derived statement, and what became of its proof. */
export interface Derivation {
  readonly id: string;
  readonly statement: DerivedStatement;
  /** Undefined where it is too long. */
  readonly tex: string | undefined;
  readonly verdict: 'proved' | 'undecided';
  readonly theorem?: string;
  readonly restsOn?: string;
  readonly reason?: string;
  readonly certificate?: Certificate;
}

const OWN = 'as-given';

/** Proves a derivation's claims in turn, and has the checker confirm each certificate. */
export function proveDerivation(derived: DerivedStatement, family: Family, id: string): Derivation {
  const { quantity } = derived.claims.at(-1)!;
  const conventions: Conventions = new Map([[OWN, conventionOf(family)]]);
  const text = statementText(derived, {
    id,
    quantity,
    convention: OWN,
    gates: family.gates,
    parameters: new Map(),
  });
  let tex = texOf(derived);
  let last: { theorem: string; restsOn: string } | undefined;
  const proved: Proved[] = [];
  try {
    const statement = readStatement(`the derivation of ${quantity}`, text, conventions);
    tex ??= statement.claims.at(-1)!.formula.tex;
    for (const claim of statement.claims) {
      const proofs = proofsOf(statement.cases[0], statement.domain, claim, proved);
      const { certificate, theorem, restsOn } = firstAccepted(proofs, checkCertificate);
      proved.push({ claim, certificate });
      last = { theorem, restsOn };
    }
  } catch (error) {
    // A statement file has limits that a closed form may exceed.
    if (!(error instanceof Unprovable) && !(error instanceof StatementError)) throw error;
    return { id, statement: derived, tex, verdict: 'undecided', reason: error.message };
  }
  return {
    id,
    statement: derived,
    tex,
    verdict: 'proved',
    ...last!,
    certificate: proved.at(-1)!.certificate,
  };
}

/** Undefined for a formula that is too long for one line: its abbreviations stand in the TeX then. */
function texOf({ formula, domain }: DerivedStatement): string | undefined {
  try {
    return parseExpression(formula, { symbols: new Set(domain.keys()), lists: new Set(), form: 'formula' })
      .tex;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

const conventionOf = ({ gates: _, ...family }: Family): Convention => ({
  name: OWN,
  title: 'as the flags say',
  source: 'ntkcheck',
  ...family,
});

/** The first of the conventions that is this family, if one is. */
export const conventionLike = (family: Family, conventions: Conventions): Convention | undefined =>
  [...conventions.values()].find((one) => fits(one, family));

/** A statement file that `verify` proves, under a convention that is this family. */
export function yamlOf({ id, statement, verdict }: Derivation, family: Family, row: Convention): string {
  const quantity = statement.claims.at(-1)!.quantity;
  const parameters = new Map<string, Rational>();
  for (const [name, own, given] of [
    ['sigma_w2', row.sigmaW2, family.sigmaW2],
    ['sigma_b2', row.sigmaB2, family.sigmaB2],
    ['bias_gradient', row.biasGradient, family.biasGradient],
    ['output_sigma_w2', row.outputSigmaW2, family.outputSigmaW2],
  ] as const)
    if (own === 'free' && typeof given !== 'string') parameters.set(name, given);
  const settings = { id, quantity, convention: row.name, gates: family.gates, parameters };
  return statementText(statement, settings, verdict === 'proved' ? 'proved' : 'supported');
}

/** Whether a row leaves free or fixes alike what the family has. */
function fits(row: Convention, family: Family): boolean {
  const matches = (own: Parameter | string, given: Parameter | string): boolean =>
    typeof own === 'string'
      ? own === given || (own === 'free' && typeof given !== 'string')
      : typeof given !== 'string' && equals(own, given);
  const zero = { num: 0n, den: 1n };
  const gradient =
    family.biasGradient === 'sigma_b2' &&
    typeof family.sigmaB2 !== 'string' &&
    family.sigmaB2.num === 0n &&
    row.biasGradient !== 'sigma_b2'
      ? zero
      : family.biasGradient;
  return (
    row.parametrization === family.parametrization &&
    row.outputActivation === family.outputActivation &&
    matches(row.sigmaW2, family.sigmaW2) &&
    matches(row.sigmaB2, family.sigmaB2) &&
    matches(row.biasGradient, gradient) &&
    (matches(row.outputSigmaW2, family.outputSigmaW2) ||
      (family.outputSigmaW2 === 'sigma_w2' && matches(row.outputSigmaW2, family.sigmaW2))) &&
    row.outputBias === family.outputBias
  );
}

/** Whether the checker confirms a joint limit, for positive values of all symbols. */
export function confirmLimit(
  quantity: Expression,
  limit: string,
  { domain }: DerivedStatement,
  family: Family,
): { readonly verdict: 'proved' | 'undecided'; readonly reason?: string } {
  const ranges = new Map<string, DerivedRange | 'lambda*n'>(
    [...domain].map(([name, range]) => [name, range === 'not negative' ? 'positive' : range]),
  );
  ranges.set('d', 'lambda*n').set('lambda', 'positive');
  const text = formatExpression(quantity);
  const claim = { quantity: text, formula: limit };
  const derived = {
    domain: ranges,
    where: undefined,
    definitions: new Map(),
    claims: [claim],
    formula: limit,
  };
  const settings = {
    id: 'LIMIT',
    quantity: text,
    convention: OWN,
    gates: family.gates,
    parameters: new Map(),
  };
  const yaml = statementText(derived, settings, 'supported', 'tends-to');
  try {
    const conventions: Conventions = new Map([[OWN, conventionOf(family)]]);
    const statement = readStatement(`the limit of ${text}`, yaml, conventions);
    const proofs = proofsOf(statement.cases[0], statement.domain, statement.claims[0]!, []);
    firstAccepted(proofs, checkCertificate);
    return { verdict: 'proved' };
  } catch (error) {
    if (error instanceof Unprovable || error instanceof StatementError)
      return { verdict: 'undecided', reason: error.message };
    throw error;
  }
}

interface Settings {
  readonly id: string;
  readonly quantity: string;
  readonly convention: string;
  readonly gates: string;
  readonly parameters: ReadonlyMap<string, Rational>;
}

/** A derived statement, or the limit of one, in which the depth follows the width. */
type Written = Omit<DerivedStatement, 'domain'> & {
  readonly domain: ReadonlyMap<string, DerivedRange | 'lambda*n'>;
};

const RANGES: Readonly<Record<Extract<DerivedRange | 'lambda*n', string>, string>> = {
  widths: '{ width: [1, inf] }',
  positive: '{ rational: "(0, inf)" }',
  'not negative': '{ rational: [0, inf] }',
  'lambda*n': '{ equals: lambda*n }',
};

function rangeText(range: DerivedRange | 'lambda*n'): string {
  if (typeof range === 'string') return RANGES[range];
  return 'integersFrom' in range ? `{ integer: [${range.integersFrom}, inf] }` : formatRational(range);
}

function statementText(
  { domain, where, definitions, claims }: Written,
  { id, quantity, convention, gates, parameters }: Settings,
  expect = 'supported',
  relation = 'equals',
): string {
  return [
    `id: ${id}`,
    `title: ${JSON.stringify(`Closed form of ${quantity}`)}`,
    "source: { work: ntkcheck, note: 'derived' }",
    `convention: ${convention}`,
    `gates: ${gates}`,
    `expect: ${expect}`,
    'domain:',
    ...[...domain, ...parameters].map(([name, range]) => `  ${name}: ${rangeText(range)}`),
    ...(where === undefined ? [] : [`where: ${where}`]),
    ...(definitions.size === 0 ? [] : ['let:']),
    ...[...definitions].map(([name, text]) => `  ${name}: ${JSON.stringify(text)}`),
    'claims:',
    ...claims.flatMap(({ quantity: left, formula }) => [
      `  - quantity: ${JSON.stringify(left)}`,
      `    relation: ${relation}`,
      `    formula: ${JSON.stringify(formula)}`,
    ]),
    '',
  ].join('\n');
}
