import type { Decimal } from 'decimal.js';
import {
  compareValues,
  type Expression,
  evaluateDecimal,
  formatEnclosure,
  Refusal,
} from '../expression/index.ts';
import { type AgreementEffort, type Finding, sizesUpTo } from './agreement.ts';
import { type Architecture, describeArchitecture, recordOf } from './architecture.ts';
import { compareAt } from './compare.ts';
import { architecturesOf } from './points.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { Evidence } from './verdict.ts';

/** Of the extremes of quantity/formula, which are reported and decide nothing. */
const DIGITS = 25;
/** Depths and widths that are searched besides small and random architectures. */
const FAR = [1, 2, 4, 8, 16, 32, 64, 128, 256];

type End = 'low' | 'high';

interface Tried {
  readonly architecture: Architecture;
  /** The end that the claim breaks. */
  readonly broken: End | undefined;
  /** quantity/formula; undefined where the formula is 0. */
  readonly ratio: Decimal | undefined;
}

/**
 * Decides low·formula <= quantity <= high·formula, for a formula of any sign, on small, random, and deep or wide
 * architectures, and reports the extremes of quantity/formula.
 */
export function checkConstants(subject: Subject, effort: AgreementEffort): Finding {
  const candidates = architecturesOf(subject, effort, sizesUpTo(FAR, effort));
  const tried: Tried[] = [];
  for (const candidate of candidates) {
    try {
      tried.push(triedAt(subject, candidate));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const refused = { kind: 'refused', reason: error.message, architecture: recordOf(candidate) } as const;
      return {
        outcome: 'undecided',
        reason: `not evaluated everywhere: ${error.message}`,
        evidence: [refused],
      };
    }
  }
  if (tried.length === 0) {
    const reason = 'no architecture tried meets the condition';
    return { outcome: 'undecided', reason, evidence: [{ kind: 'refused', reason }] };
  }
  const found = extremes(tried);
  const range = found
    ? `quantity/formula within [${found.low.toPrecision(4)}, ${found.high.toPrecision(4)}]`
    : 'the formula is 0 everywhere';
  const failing = tried.find(({ broken }) => broken);
  if (!failing)
    return {
      outcome: 'supported',
      reason: `${range} on ${tried.length} architectures`,
      evidence: found ? [found] : [],
    };
  return refuted(subject, failing, range, found);
}

/** Both inequalities at one point. Throws a Refusal where one is not decided. */
function triedAt(subject: Subject, candidate: Architecture): Tried {
  const { environment } = settingOf(subject, candidate);
  const { quantity, formula } = subject.claim;
  const breaks = (end: End): boolean => {
    const { kind, difference } = compareValues(quantity.expression, multipleOf(subject, end), environment);
    if (kind === 'undecided')
      throw new Refusal(
        'undecided',
        `the quantity and ${end}*formula differ by ${formatEnclosure(difference)}, to ${difference.digits} digits`,
      );
    return kind === (end === 'low' ? 'less' : 'greater');
  };
  const broken = (['low', 'high'] as const).find(breaks);
  const below = evaluateDecimal(formula.expression, environment, DIGITS);
  const ratio = below.isZero()
    ? undefined
    : evaluateDecimal(quantity.expression, environment, DIGITS).div(below);
  return { architecture: candidate, broken, ratio };
}

const multipleOf = ({ claim }: Subject, end: End): Expression => ({
  kind: 'multiply',
  left: claim.constants![end].expression,
  right: claim.formula.expression,
});

function extremes(tried: readonly Tried[]): Extract<Evidence, { kind: 'constants' }> | undefined {
  const ratios = tried.flatMap(({ architecture, ratio }) => (ratio ? [{ architecture, ratio }] : []));
  if (ratios.length === 0) return undefined;
  const least = ratios.reduce((a, b) => (b.ratio.lt(a.ratio) ? b : a));
  const most = ratios.reduce((a, b) => (b.ratio.gt(a.ratio) ? b : a));
  return {
    kind: 'constants',
    low: least.ratio.toNumber(),
    lowAt: recordOf(least.architecture),
    high: most.ratio.toNumber(),
    highAt: recordOf(most.architecture),
    architectures: tried.length,
  };
}

/** The witness is the inequality that fails: the quantity against the multiple of the formula. */
function refuted(
  subject: Subject,
  { architecture, broken, ratio }: Tried,
  range: string,
  found: Evidence | undefined,
): Finding {
  const { claim } = subject;
  const end = broken!;
  const { environment } = settingOf(subject, architecture);
  const compared = compareAt(claim.quantity.expression, multipleOf(subject, end), environment);
  const witness = {
    architecture: recordOf(architecture),
    quantity: compared.left,
    formula: compared.right,
    relativeError: compared.relativeError,
  };
  const { low, high } = claim.constants!;
  const value = ratio
    ? `quantity/formula = ${ratio.toPrecision(4)}`
    : 'the formula is 0 and the quantity is not';
  return {
    outcome: 'refuted',
    reason: `${value} at ${describeArchitecture(witness.architecture)}, outside [${low.text}, ${high.text}]; ${range}`,
    evidence: [{ kind: 'counterexample', oracle: 'exact', witness, shrinks: 0 }, ...(found ? [found] : [])],
    witness: architecture,
  };
}
