import { Decimal } from 'decimal.js';
import { type Expression, evaluateDecimal, Refusal } from '../expression/index.ts';
import { type AgreementEffort, type Finding, sizesUpTo } from './agreement.ts';
import { type Architecture, describeArchitecture, recordOf } from './architecture.ts';
import { architecturesOf } from './points.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { Evidence } from './verdict.ts';

const DIGITS = 25;
/** Depths and widths that are searched besides small and random architectures. */
const FAR = [1, 2, 4, 8, 16, 32, 64, 128, 256];

interface Ratio {
  readonly architecture: Architecture;
  readonly value: Decimal;
}

/**
 * Decides low·formula <= quantity <= high·formula on small, random, and deep or wide architectures, and reports the
 * extremes of quantity/formula. The quantity is exact; ratios are compared to 25 digits, never within rounding.
 */
export function checkConstants(subject: Subject, effort: AgreementEffort): Finding {
  const { claim } = subject;
  const candidates = architecturesOf(subject, effort, sizesUpTo(FAR, effort));
  const low = constant(claim.constants!.low.expression);
  const high = constant(claim.constants!.high.expression);
  const ratios: Ratio[] = [];
  for (const candidate of candidates) {
    try {
      ratios.push({ architecture: candidate, value: ratioAt(subject, candidate) });
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
  if (ratios.length === 0) {
    const reason = 'no architecture tried meets the condition';
    return { outcome: 'undecided', reason, evidence: [{ kind: 'refused', reason }] };
  }
  const least = ratios.reduce((a, b) => (b.value.lt(a.value) ? b : a));
  const most = ratios.reduce((a, b) => (b.value.gt(a.value) ? b : a));
  const found: Evidence = {
    kind: 'constants',
    low: least.value.toNumber(),
    lowAt: recordOf(least.architecture),
    high: most.value.toNumber(),
    highAt: recordOf(most.architecture),
    architectures: ratios.length,
  };
  const failing = ratios.find(({ value }) => isBelow(value, low) || isBelow(high, value));
  const range = `quantity/formula within [${found.low.toPrecision(4)}, ${found.high.toPrecision(4)}]`;
  if (!failing)
    return { outcome: 'supported', reason: `${range} on ${ratios.length} architectures`, evidence: [found] };
  const bound = isBelow(failing.value, low) ? claim.constants!.low : claim.constants!.high;
  const text = failing.value.toSignificantDigits(20).toString();
  const witness = {
    architecture: recordOf(failing.architecture),
    quantity: { text, decimal: text, exact: false },
    formula: { text: bound.text, decimal: bound.text, exact: false },
    relativeError: failing.value.div(constant(bound.expression)).minus(1).abs().toNumber(),
  };
  return {
    outcome: 'refuted',
    reason: `quantity/formula = ${failing.value.toPrecision(4)} at ${describeArchitecture(witness.architecture)}, outside [${claim.constants!.low.text}, ${claim.constants!.high.text}]; ${range}`,
    evidence: [{ kind: 'counterexample', oracle: 'exact', witness, shrinks: 0 }, found],
    witness: failing.architecture,
  };
}

/** By more than rounding: both are known to 25 digits. */
const isBelow = (a: Decimal, b: Decimal): boolean => a.lt(b) && b.minus(a).gt(b.abs().times('1e-20'));

const constant = (expression: Expression): Decimal =>
  new Decimal(evaluateDecimal(expression, { symbols: new Map(), lists: new Map() }, DIGITS));

function ratioAt(subject: Subject, candidate: Architecture): Decimal {
  const { environment } = settingOf(subject, candidate);
  const { quantity, formula } = subject.claim;
  const below = evaluateDecimal(formula.expression, environment, DIGITS);
  if (below.isZero()) throw new Refusal('domain', `the formula is 0 at widths ${candidate.widths.join(',')}`);
  const above = evaluateDecimal(quantity.expression, environment, DIGITS);
  return above.div(below);
}
