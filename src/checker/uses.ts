import type { Claim } from './claim.ts';
import { depthRange, type Interval, within } from './domain.ts';
import { integer } from './fraction.ts';
import { canonical, type Json, type JsonObject, list } from './json.ts';
import { Divisors, differenceOf, regionOf } from './nonzero.ts';
import type { Proof } from './proof.ts';
import { refuse } from './refusal.ts';
import { checkIndex } from './resolve.ts';
import { type Comparison, parse, type Tree, tree } from './syntax.ts';

/** Checks a certificate inside a certificate: the claim it proves. */
export type CheckUsed = (certificate: Json) => Proof & { readonly claim: Claim };

/** Proved formulas of expectations, by the key of the expectation, and the chance that one of them is false. */
interface Uses {
  readonly formulas: ReadonlyMap<string, Tree>;
  readonly error: number;
}

/** From some number on: all that matters of what grows. */
const LARGE: Interval = { low: integer(2 ** 40), lowOpen: false, highOpen: true };

/**
 * The certificates that a certificate uses. `holds` says whether a condition of a used domain is met
 * wherever the claim is made; `growing` names what tends to infinity.
 */
export function readUses(
  claim: Claim,
  certificate: JsonObject,
  checkUsed: CheckUsed,
  holds: (condition: Comparison) => boolean,
  growing: readonly string[],
): Uses {
  const formulas = new Map<string, Tree>();
  let error = 0;
  for (const [place, json] of list(certificate.get('uses'), 'uses').entries()) {
    const { claim: used, error: chance } = checkUsed(json);
    const { domain, quantity, formula, json: texts } = used;
    error += chance;
    const where = `uses[${place}]`;
    if (canonical(texts.network) !== canonical(claim.json.network))
      refuse(`${where}: it is about another network`);
    if (domain.widths !== claim.domain.widths) refuse(`${where}: it is about other widths`);
    for (const [name, interval] of domain.intervals) {
      const here = growing.includes(name) ? LARGE : claim.domain.intervals.get(name);
      if (!here || !within(here, interval))
        refuse(`${where}: its domain of ${name} does not contain that of the claim`);
    }
    if (!domain.where.every(holds))
      refuse(`${where}: its domain has a condition that the claim does not have`);
    const replaced = parse(quantity);
    if (replaced.kind !== 'expectation') refuse(`${where}: its quantity is not one expectation`);
    formulas.set(replaced.key, parse(formula));
  }
  return { formulas, error };
}

/** The tree with formulas in place of expectations, as if they had been written in parentheses. */
export function replaceExpectations(part: Tree, formulas: ReadonlyMap<string, Tree>): Tree {
  const inside = (inner: Tree): Tree => replaceExpectations(inner, formulas);
  switch (part.kind) {
    case 'expectation':
      return formulas.get(part.key) ?? refuse(`uses: none of them proves ${part.key}`);
    case 'number':
    case 'symbol':
      return part;
    case 'width':
      return tree.width(inside(part.at));
    case 'negate':
      return tree.negate(inside(part.of));
    case 'power':
      return tree.power(inside(part.base), inside(part.exponent));
    case 'sum':
      return tree.sum(part.terms.map(inside));
    case 'product':
      return tree.product(part.factors.map(({ divides, of }) => ({ divides, of: inside(of) })));
    case 'fold':
      return tree.fold(part.operator, part.index, part.parts.map(inside));
    case 'call':
      return tree.call(part.name, part.parts.map(inside));
  }
}

/**
 * Theorem: replacing equals by equals. Each expectation in the quantity is equal to its formula at every point of the domain,
 * and what comes out is the claim's formula word for word, whatever functions surround them.
 */
export function checkSubstitution(claim: Claim, certificate: JsonObject, checkUsed: CheckUsed): Proof {
  if (claim.domain.joint) refuse('domain.d: wanted an interval');
  const { domain } = claim;
  const region = regionOf(...depthRange(domain));
  const holds = (condition: Comparison): boolean => {
    if (domain.where.some((own) => sameCondition(own, condition))) return true;
    const difference = differenceOf(condition, domain);
    const divisors = new Divisors(domain, new Map());
    divisors.check(difference, region);
    return condition.operator === '!=' && divisors.isNonzero(difference, region);
  };
  const { formulas, error } = readUses(claim, certificate, checkUsed, holds, []);
  const quantity = parse(claim.quantity);
  checkIndices(quantity, claim, []);
  if (replaceExpectations(quantity, formulas).key !== parse(claim.formula).key)
    refuse('claim.formula: it is not the quantity with the proved formulas in place of expectations');
  return { restsOn: `substitution of ${formulas.size} proved formulas`, error };
}

const sameCondition = (a: Comparison, b: Comparison): boolean =>
  a.operator === b.operator && a.left.key === b.left.key && a.right.key === b.right.key;

/** An index may not capture a symbol of a formula that is put under it. */
function checkIndices(part: Tree, claim: Claim, enclosing: readonly string[]): void {
  if (part.kind === 'fold') {
    checkIndex(part.index, claim.domain, enclosing);
    for (const inner of part.parts) checkIndices(inner, claim, [...enclosing, part.index]);
    return;
  }
  for (const inner of partsOf(part)) checkIndices(inner, claim, enclosing);
}

export function partsOf(part: Tree): readonly Tree[] {
  switch (part.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'width':
      return [part.at];
    case 'negate':
      return [part.of];
    case 'power':
      return [part.base, part.exponent];
    case 'sum':
      return part.terms;
    case 'product':
      return part.factors.map(({ of }) => of);
    case 'expectation':
      return [part.body];
    default:
      return part.parts;
  }
}
