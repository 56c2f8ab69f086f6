import { children, type Expression, formatExpression } from '../../expression/index.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Outcome } from '../../verify/verdict.ts';
import { isLimit, type ReadClaim } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';
import type { Understood } from '../claim/understand.ts';
import type { Decided } from '../decide.ts';
import { derivedForm, derivedLimit } from './derived.ts';
import { factorOf } from './factor.ts';
import { trueNeighbour } from './neighbour.ts';
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

/** Statements whose text has some words: among them may be the truth about a quantity at any widths. */
export type Known = (words: readonly string[]) => Iterable<Statement>;

/**
 * The true formula of the quantity, proved or supported: of a limit what it tends to; else a statement of the library, or the closed form at
 * equal widths. Undefined where none of these is known, of an asymptotic claim, and of a link between formulas, which has no quantity.
 */
export function truthOf(
  understood: Understood,
  { growth, statement }: Decided,
  known: Known,
): Truth | undefined {
  const { claim, setting } = understood;
  const { expression: quantity } = statement.claims[0]!.quantity;
  const text = formatExpression(quantity);
  if (claim.relation === 'asymptotic' || !hasMoment(quantity)) return undefined;
  if (isLimit(claim)) {
    const formula = derivedLimit(quantity, setting, growth);
    return formula === undefined
      ? undefined
      : decided({ ...claim, relation: 'tends-to', quantity: text, formula }, setting);
  }
  const isList = statement.domain.ranges.get('n')?.kind === 'widths';
  const proved = isList ? libraryTruth(text, understood, known) : undefined;
  if (proved) return withFactor(understood, statement, proved);
  const derived = derivedForm(quantity, setting);
  const equal =
    derived &&
    decided(
      {
        ...claim,
        relation: 'equals',
        formula: derived.formula,
        conditions: [...claim.conditions, ...derived.conditions],
      },
      setting,
    );
  if (!equal) return undefined;
  // A formula without n was decided at all widths.
  const isEqual = isList && /\bn\b/.test(derived.formula);
  const conditions = [...(isEqual ? ['equal hidden widths n'] : []), ...derived.conditions];
  return withFactor(understood, statement, { ...equal, conditions });
}

/** Whether it has an E(…) of something random. */
const hasMoment = (node: Expression): boolean =>
  node.kind === 'expectation' ? node.body.kind !== 'constant' : children(node).some(hasMoment);

/** A statement of the library about the same quantity that is proved under the setting of the claim. */
function libraryTruth(quantity: string, { claim, setting }: Understood, known: Known): Truth | undefined {
  const words = [...(quantity.match(/[A-Za-z]\w*/g) ?? []), setting.convention.name, 'widths'];
  for (const { domain, cases, claims } of known(words)) {
    if (domain.ranges.get('n')?.kind !== 'widths') continue;
    const isThere = cases.some(
      (one) =>
        one.convention.name === setting.convention.name &&
        one.gates === setting.gates &&
        one.expect === 'proved',
    );
    if (!isThere) continue;
    for (const one of claims) {
      if (one.relation !== 'equals' || formatExpression(one.quantity.expression) !== quantity) continue;
      const formula = formatExpression(one.formula.expression);
      const found = decided({ ...claim, relation: 'equals', formula }, setting);
      if (found?.verdict === 'proved') return found;
    }
  }
  return undefined;
}

/** A formula in the place of the claimed one, where it is true. */
function decided(claim: ReadClaim, setting: Setting): Truth | undefined {
  const found = trueNeighbour(claim, setting);
  return found && { formula: claim.formula, verdict: found.outcome, conditions: [] };
}

function withFactor({ claim, setting }: Understood, statement: Statement, truth: Truth): Truth {
  const factor = factorOf(statement);
  if (factor !== undefined) return { ...truth, factor };
  const orders = claim.relation === 'equals' ? ordersOf(claim, setting) : undefined;
  return orders === undefined ? truth : { ...truth, orders };
}
