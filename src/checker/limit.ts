import type { Claim } from './claim.ts';
import { depthRange } from './domain.ts';
import { Expansion } from './expansion.ts';
import { type Formula, someFormula } from './formula.ts';
import { count, type JsonObject } from './json.ts';
import { known, type Laurent } from './laurent.ts';
import { Divisors, regionOf } from './nonzero.ts';
import { type Ratio, ratioZero } from './polynomial.ts';
import type { Proof } from './proof.ts';
import { refuse } from './refusal.ts';
import { resolve } from './resolve.ts';
import { type Comparison, parse } from './syntax.ts';
import { type CheckUsed, readUses, replaceExpectations } from './uses.ts';

const MAX_TERMS = 24;
const MAX_DEPTHS = 64;

/**
 * Theorem: as n grows, with d = lambda n or at fixed depth, the quantity is the formula up to O(n^-remainder), absolutely for
 * `tends-to` and relatively for `asymptotic`. Expectations are replaced by proved closed forms, which are expanded in 1/n with
 * coefficients that are rational functions of lambda, e = exp(lambda) and the parameters (limit).
 */
export function checkLimit(claim: Claim, certificate: JsonObject, checkUsed: CheckUsed): Proof {
  const { domain } = claim;
  if (domain.widths !== 'equal' || domain.intervals.get('n')!.high)
    refuse('domain: wanted one width that grows');
  const remainder = count(certificate.get('remainder'), 'remainder', Math.max(1, claim.order));
  if (remainder > MAX_TERMS / 2) refuse(`remainder: at most ${MAX_TERMS / 2}`);
  const [first, last] = domain.joint ? [0, 0] : depthRange(domain);
  if (last - first >= MAX_DEPTHS) refuse(`domain.d: wanted = lambda*n, or at most ${MAX_DEPTHS} depths`);
  const formula = resolve(parse(claim.formula), domain);
  new Divisors(domain, new Map()).check(
    formula,
    domain.joint ? regionOf(1, Number.POSITIVE_INFINITY) : regionOf(first, last),
  );
  if (claim.relation === 'tends-to' && someFormula(formula, (part) => isGrowing(part, claim)))
    refuse('claim.formula: a limit speaks of n, or of a depth that grows');
  const depths = Array.from({ length: last - first + 1 }, (_, i) => (domain.joint ? undefined : first + i));
  const holds = (condition: Comparison): boolean =>
    depths.every((depth) => new Expansion(claim, depth, MAX_TERMS / 2).differ(condition));
  const { formulas, error: chance } = readUses(
    claim,
    certificate,
    checkUsed,
    holds,
    domain.joint ? ['n', 'd'] : ['n'],
  );
  const quantity = resolve(replaceExpectations(parse(claim.quantity), formulas), domain);
  for (const depth of depths) {
    const error = errorOf(claim, depth, quantity, formula, remainder);
    for (let power = error.order; power < remainder; power++)
      if (!ratioZero(error.coefficients[power - error.order]!))
        refuse(`the sides differ in the order n^${-power}`);
  }
  const kind = claim.relation === 'tends-to' ? '' : 'relative ';
  return { restsOn: `expansion in 1/n; ${kind}remainder O(n^-${remainder})`, error: chance };
}

/** The error of the formula, known to the order of the remainder; cancellation costs terms, so that more are tried. */
function errorOf(
  claim: Claim,
  depth: number | undefined,
  quantity: Formula,
  formula: Formula,
  remainder: number,
): Laurent<Ratio> {
  for (let terms = remainder + 4; terms <= MAX_TERMS; terms += 4) {
    const error = new Expansion(claim, depth, terms).error(quantity, formula);
    if (known(error) >= remainder) return error;
  }
  return refuse('the expansions cancel too far');
}

const isGrowing = (part: Formula, { domain }: Claim): boolean =>
  (part.kind === 'symbol' && part.name === 'n') ||
  part.kind === 'decay' ||
  part.kind === 'expectation' ||
  (domain.joint && part.kind === 'index' && part.name === 'd');
