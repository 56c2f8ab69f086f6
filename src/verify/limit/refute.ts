import type { Certificate } from '../../certificate/certificate.ts';
import { proveClosedForms, proveLimit } from '../../certificate/limit.ts';
import { type Expression, formatExpression, type Parsed } from '../../expression/index.ts';
import { type Rational, rational } from '../../rational/rational.ts';
import type { Claim, Domain, Range } from '../../statement/statement.ts';
import type { Finding } from '../agreement.ts';
import { attempt } from '../certify.ts';
import { integerBounds, intervalOf } from '../draw.ts';
import type { Subject } from '../subject.ts';
import type { CertificateEvidence, Unproved } from '../verdict.ts';
import type { LimitPoint } from './points.ts';
import { derivedEvidence, failureText, writtenAt } from './text.ts';
import type { Truth } from './truth.ts';

/**
 * The verdict where the closed forms say that a limit is another one. It is refuted by a theorem: the limit that is true there,
 * or, where no lemma covers that, the closed forms that it follows from; each with a certificate that the checker accepts. Without
 * one it is undecided, and the disproof is shown.
 */
export function refuteLimit(subject: Subject, truth: Truth): Finding {
  const { claim } = subject;
  const text = `at ${writtenAt(truth.point.written)} ${failureText(claim, truth)}`;
  const derived = derivedEvidence(truth, claim);
  const certificates = certificatesOf(subject, truth);
  const missing = certificates.find((one): one is Unproved => one.kind === 'unproved');
  return missing
    ? {
        outcome: 'undecided',
        reason: `${text}, by a closed form that has no certificate: ${missing.why.reason}`,
        evidence: [derived, ...certificates],
      }
    : { outcome: 'refuted', reason: text, evidence: [derived, ...certificates] };
}

function certificatesOf({ case: own, statement }: Subject, truth: Truth): (CertificateEvidence | Unproved)[] {
  const { point, quantity, limit } = truth;
  const domain = domainAt(statement.domain, point);
  const isBounded = limit.kind === 'value' || limit.kind === 'power';
  // No lemma covers a depth that grows at a fixed width, or another growth than by powers of n.
  if (isBounded && point.growing?.kind !== 'depth') {
    const claim: Claim = {
      quantity: parsed(limit.kind === 'value' ? quantity : overPower(quantity, limit.order)),
      relation: 'tends-to',
      formula: parsed(limit.limit),
    };
    const whole = attempt([() => proveLimit(own, domain, claim)]);
    if (whole.kind === 'certificate') return [whole];
  }
  return closedForms(() => proveClosedForms(own, withSymbolR(domain), quantity));
}

/** Each closed form with the checker's word on it; one reason where they are not found. */
function closedForms(prove: () => readonly Certificate[]): (CertificateEvidence | Unproved)[] {
  let found: readonly Certificate[] = [];
  const first = attempt([
    () => {
      found = prove();
      return found[0]!;
    },
  ]);
  return [first, ...found.slice(1).map((certificate) => attempt([() => certificate]))];
}

const overPower = (left: Expression, order: number): Expression => ({
  kind: 'divide',
  left,
  right: {
    kind: 'power',
    left: { kind: 'symbol', name: 'n' },
    right: { kind: 'constant', value: rational(order) },
  },
});

const parsed = (expression: Expression): Parsed => ({
  expression,
  text: formatExpression(expression),
  tex: '',
  free: new Set(),
});

/** The domain with one value for everything that does not grow. */
function domainAt(domain: Domain, { values, growing }: LimitPoint): Domain {
  const sole = (kind: 'rational' | 'integer', value: Rational): Range => ({
    kind,
    interval: { low: value, high: value, lowOpen: false, highOpen: false },
  });
  const ranges = new Map(domain.ranges);
  for (const [name, value] of values) ranges.set(name, sole('rational', value));
  if (ranges.has('n0'))
    ranges.set('n0', sole('integer', rational(integerBounds(intervalOf(domain, 'n0'), 0).min)));
  if (growing?.kind === 'width') ranges.set('d', sole('integer', rational(growing.depth)));
  return { ranges };
}

/** Where r is computed from depth and width the closed forms have it as a symbol. */
function withSymbolR(domain: Domain): Domain {
  if (domain.ranges.get('r')?.kind !== 'equals') return domain;
  const positive: Range = { kind: 'rational', interval: { low: rational(0), lowOpen: true, highOpen: true } };
  return { ranges: new Map(domain.ranges).set('r', positive) };
}
