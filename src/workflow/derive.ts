import { TooLarge } from '../algebra/polynomial.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { NoClosedForm } from '../derive/closed-form.ts';
import { type ClosedForms, deriveQuantity, type Input } from '../derive/quantity.ts';
import { conditionsOf, type DerivedStatement, statementOf, symbolsOf } from '../derive/statement.ts';
import { allowance, type Permit } from '../exact/permit.ts';
import { type Expression, formatExpression, freeNames, type Parsed } from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { type AsymptoticsRecord, asymptoticsOf, type Expansions, scaled, scaleOf } from './asymptotics.ts';
import { confirmLimit, type Derivation, proveDerivation } from './derivation.ts';
import { familyRecord } from './family-record.ts';
import { readMoments, refusing } from './quantities.ts';

/** The id that a derivation has as a statement, unless it is given another. */
export const DERIVED_ID = 'DERIVED.quantity';

/** What else is wanted of a derivation, and what it may take. */
export interface DerivationRequest extends Expansions {
  readonly id?: string | undefined;
  /** Who permits the work; by default that of some seconds. */
  readonly permit?: Permit | undefined;
}

/** A closed form with its verdict and certificate. Plain data; formulas are texts in the symbols of the family. */
export interface DerivationRecord extends AsymptoticsRecord {
  readonly quantity: string;
  readonly network: ReturnType<typeof familyRecord>;
  /** The symbols of the formula: depth, width, and whatever is free. */
  readonly symbols: readonly string[];
  /** Where it holds, beyond what symbols are anyway: `r > 0`, `d >= 2`. */
  readonly conditions: readonly string[];
  readonly where?: string;
  readonly formula: string;
  readonly tex?: string;
  readonly verdict: 'proved' | 'undecided';
  /** What the checker has accepted, in its words. */
  readonly theorem?: string;
  /** Why it is undecided. */
  readonly reason?: string;
  readonly certificate?: Certificate;
}

/** A quantity whose closed form was found, proved and expanded. */
export interface Derived {
  readonly quantity: Expression;
  readonly derivation: Derivation;
  readonly asymptotics: AsymptoticsRecord;
}

/** Finds the closed form of a quantity over all depths and equal hidden widths, and proves it. Throws InputError and NoClosedForm. */
export function deriveAndProve(
  quantity: Parsed,
  family: Family,
  input: Input,
  { id = DERIVED_ID, permit = allowance(), ...expansions }: DerivationRequest,
): Derived {
  const { expression } = quantity;
  const { forms, statement } = closedForms(quantity, family, input, permit);
  const derivation = proved(expression, forms, statement, family, input, id);
  const asymptotics = confirmed(expression, derivation, family, asymptoticsOf(forms.ratio, expansions));
  return { quantity: expression, derivation, asymptotics };
}

/** Reads a quantity in the symbols of a family. Throws InputError. */
export function readFamilyQuantity(text: string, family: Family, input: Input): Parsed {
  const symbols = new Set(['d', 'n']);
  if (!input.r) symbols.add('r');
  if (family.parametrization === 'standard' && !input.inputWidth) symbols.add('n0');
  for (const [name, value] of [
    ['sigma_w2', family.sigmaW2],
    ['sigma_b2', family.sigmaB2],
    ['bias_gradient', family.biasGradient],
    ['output_sigma_w2', family.outputSigmaW2],
  ] as const)
    if (value === 'free') symbols.add(name);
  return readMoments(text, { symbols, lists: [] });
}

function closedForms(
  quantity: Parsed,
  family: Family,
  input: Input,
  permit: Permit,
): { readonly forms: ClosedForms; readonly statement: DerivedStatement } {
  try {
    return refusing(quantity, () => {
      const forms = deriveQuantity(quantity.expression, family, input, permit);
      return { forms, statement: statementOf(quantity.expression, forms, family, input) };
    });
  } catch (error) {
    if (error instanceof TooLarge) throw new NoClosedForm(`too large: ${error.message}`);
    throw error;
  }
}

/** A limit, and whether the checker confirms it. */
function confirmed(
  quantity: Expression,
  { statement, verdict }: Derivation,
  family: Family,
  record: AsymptoticsRecord,
): AsymptoticsRecord {
  const { limit } = record;
  if (typeof limit !== 'string' || verdict !== 'proved') return record;
  const scale = scaleOf(record);
  if (freeNames(scale).symbols.has('d'))
    return { ...record, limitVerdict: 'undecided', limitReason: 'no lemma covers what grows exponentially' };
  const { verdict: own, reason } = confirmLimit(scaled(quantity, scale), limit, statement, family);
  return { ...record, limitVerdict: own, ...(reason !== undefined && { limitReason: reason }) };
}

/** A simplified quotient may be too much to prove at once; then its moments are proved, and put in its place. */
function proved(
  quantity: Expression,
  forms: ClosedForms,
  statement: DerivedStatement,
  family: Family,
  input: Input,
  id: string,
): Derivation {
  const direct = proveDerivation(statement, family, id);
  if (direct.verdict === 'proved' || forms.expectations.size < 2) return direct;
  const substituted = statementOf(quantity, forms, family, input, 'substituted');
  const other = proveDerivation(substituted, family, id);
  return other.verdict === 'proved' ? other : direct;
}

/** All of it as plain data. */
export function derivationRecord(
  { quantity, derivation, asymptotics }: Derived,
  family: Family,
): DerivationRecord {
  const { statement, verdict, theorem, reason, certificate, tex } = derivation;
  return {
    quantity: formatExpression(quantity),
    network: familyRecord(family),
    symbols: symbolsOf(statement),
    conditions: conditionsOf(statement),
    ...(statement.where !== undefined && { where: statement.where }),
    formula: statement.formula,
    ...(tex !== undefined && { tex }),
    verdict,
    ...(theorem !== undefined && { theorem }),
    ...(reason !== undefined && { reason }),
    ...asymptotics,
    ...(certificate !== undefined && { certificate }),
  };
}

/** What a thread that derives is given. */
export interface DeriveWork {
  readonly quantity: string;
  readonly family: Family;
  readonly input: Input;
  readonly request: Omit<DerivationRequest, 'permit'> & { readonly seconds?: number | undefined };
}

export function deriveWork({ quantity, family, input, request }: DeriveWork): DerivationRecord {
  const { seconds, ...rest } = request;
  const parsed = readFamilyQuantity(quantity, family, input);
  const derived = deriveAndProve(parsed, family, input, { ...rest, permit: allowance(seconds) });
  return derivationRecord(derived, family);
}
