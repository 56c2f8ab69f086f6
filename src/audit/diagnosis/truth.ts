import type { Statement } from '../../statement/statement.ts';
import type { Outcome } from '../../verify/verdict.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import { sideText, type Understood, understandClaim } from '../claim/understand.ts';
import { type Decided, decideUnderstood, EFFORTS } from '../decide.ts';
import { derivedForm, derivedLimit } from './derived.ts';
import { factorOf } from './factor.ts';
import { ordersOf } from './orders.ts';

/** What is true instead of a formula that is false. */
export interface Truth {
  readonly formula: string;
  readonly verdict: Outcome;
  /** Where it holds, beyond the domain of the claim. */
  readonly conditions: readonly string[];
  /** The claimed formula over the true one, where that is simple. */
  readonly factor?: string;
  /** To which order in d/n it is right, where that quotient is not simple. */
  readonly orders?: string;
}

/** Statements whose formulas may be the truth about a quantity that has no closed form at equal widths alone. */
export type Known = () => readonly Statement[];

/** The true formula of the quantity: found, and decided as any claim is. Undefined where none is found. */
export function truthOf(
  understood: Understood,
  { growth, statement }: Decided,
  known: Known,
): Truth | undefined {
  const { claim, setting } = understood;
  const { expression: quantity } = statement.claims[0]!.quantity;
  if (claim.relation === 'similar' || claim.relation === 'tends-to' || claim.relation === 'asymptotic') {
    const formula = derivedLimit(quantity, setting, growth);
    return formula === undefined || claim.relation === 'asymptotic'
      ? undefined
      : decided(understood, {
          ...claim,
          relation: 'tends-to',
          quantity: sideText(statement, 'quantity'),
          formula,
        });
  }
  const fromLibrary = libraryTruth(understood, statement, known);
  if (fromLibrary) return withFactor(understood, statement, fromLibrary);
  const derived = derivedForm(quantity, setting);
  if (!derived) return undefined;
  const equal = decided(understood, {
    ...claim,
    relation: 'equals',
    formula: derived.formula,
    conditions: [...claim.conditions, ...derived.conditions],
  });
  if (!equal) return undefined;
  const isList = statement.domain.ranges.get('n')?.kind === 'widths';
  const conditions = [...(isList ? ['equal hidden widths n'] : []), ...derived.conditions];
  return withFactor(understood, statement, { ...equal, conditions });
}

/** A statement of the library about the same quantity that is proved under the setting of the claim. */
function libraryTruth(understood: Understood, statement: Statement, known: Known): Truth | undefined {
  const { claim, setting } = understood;
  const text = sideText(statement, 'quantity');
  const isList = statement.domain.ranges.get('n')?.kind === 'widths';
  if (!isList) return undefined;
  for (const other of known()) {
    if (other.domain.ranges.get('n')?.kind !== 'widths') continue;
    const isThere = other.cases.some(
      (one) =>
        one.convention.name === setting.convention.name &&
        one.gates === setting.gates &&
        one.expect === 'proved',
    );
    if (!isThere) continue;
    for (const [index, one] of other.claims.entries()) {
      if (one.relation !== 'equals' || sideText({ ...other, claims: [one] }, 'quantity') !== text) continue;
      const formula = sideText({ ...other, claims: [other.claims[index]!] }, 'formula');
      const found = decided(understood, { ...claim, relation: 'equals', formula });
      if (found?.verdict === 'proved') return found;
    }
  }
  return undefined;
}

/** A formula, decided in the place of the claimed one; undefined where it is not true as it stands. */
function decided({ setting }: Understood, claim: ReadClaim): Truth | undefined {
  try {
    const { outcome } = decideUnderstood(understandClaim(claim, setting), EFFORTS.neighbour);
    if (outcome === 'refuted') return undefined;
    return { formula: claim.formula, verdict: outcome, conditions: [] };
  } catch (error) {
    if (error instanceof ClaimError) return undefined;
    throw error;
  }
}

function withFactor({ claim, setting }: Understood, statement: Statement, truth: Truth): Truth {
  const factor = factorOf(statement);
  if (factor !== undefined) return { ...truth, factor };
  const orders = claim.relation === 'equals' ? ordersOf(claim, setting) : undefined;
  return orders === undefined ? truth : { ...truth, orders };
}
