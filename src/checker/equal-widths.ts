import { type Claim, expectationsIn, resolveSides } from './claim.ts';
import { depthRange } from './domain.ts';
import { Identity } from './identity.ts';
import { count, fields, type Json, type JsonObject, list } from './json.ts';
import { Divisors, regionOf } from './nonzero.ts';
import { orderOf } from './order.ts';
import { checkCover, readFixed } from './parts.ts';
import { type Proof, together } from './proof.ts';
import { refuse } from './refusal.ts';

/**
 * Theorem: the claim holds at every depth and every common width of the domain. By the order lemma it is enough to compare
 * the sides at as many depths as their order, by the degree lemma to compare them there at finitely many points, and by the
 * definedness lemma an identity of rational functions is one of numbers.
 */
export function checkEqualWidths(claim: Claim, certificate: JsonObject): Proof {
  if (claim.domain.widths !== 'equal') refuse('domain.widths: wanted equal');
  const sides = resolveSides(claim);
  const [first, last] = depthRange(claim.domain);
  const region = regionOf(first, last);
  const orders: number[] = [];
  const parts = list(certificate.get('parts'), 'parts').map((part) => readPart(part, claim));
  checkCover(
    claim,
    expectationsIn(sides.quantity, sides.formula),
    parts.map(({ fixed }) => fixed),
  );
  const shown = parts.map(({ fixed, json, depths, method, values }) => {
    new Divisors(claim.domain, fixed).check(sides.formula, region);
    const identity = new Identity(claim, sides, fixed);
    if (depths[0] !== first) refuse(`depths: they begin at ${depths[0]}; the domain begins at ${first}`);
    if (depths[1] < last) {
      const order = orderOf(
        [sides.quantity, sides.formula],
        region,
        fixed,
        (expectation) => identity.systems.get(expectation.key)!.moments.order,
      );
      const found = depths[1] - first + 1;
      if (found < order) refuse(`depths: found ${found}; the order ${order} wants that many`);
      orders.push(order);
    }
    return identity.check(depths, method, json, values);
  });
  const depth =
    orders.length > 0 ? `order at most ${Math.max(...orders)} in depth` : 'every depth of the domain';
  return together(depth, shown);
}

/** Theorem: the claim holds at each depth of a finite domain, for all widths. By the degree and definedness lemmas. */
export function checkFixedDepths(claim: Claim, certificate: JsonObject): Proof {
  if (claim.domain.widths !== 'list') refuse('domain.widths: wanted list');
  const sides = resolveSides(claim);
  const [first, last] = depthRange(claim.domain);
  if (last - first > 1000) refuse('domain.d: wanted a finite interval, of at most 1000 depths');
  const parts = list(certificate.get('parts'), 'parts').map((part) => readPart(part, claim));
  for (let depth = first; depth <= last; depth++) {
    const here = parts.filter(({ depths }) => depths[0] === depth);
    if (here.length === 0) refuse(`parts: none for depth ${depth}`);
    checkCover(
      claim,
      expectationsIn(sides.quantity, sides.formula),
      here.map(({ fixed }) => fixed),
    );
  }
  const shown = parts.map(({ fixed, json, depths, method, values }) => {
    const [depth, end] = depths;
    if (depth !== end) refuse(`depths: wanted one depth in each part, found ${depth} to ${end}`);
    new Divisors(claim.domain, fixed).check(sides.formula, regionOf(depth, depth));
    return new Identity(claim, sides, fixed, depth - 1).check(depths, method, json, values);
  });
  return together('every depth of the domain', shown);
}

function readPart(part: Json, claim: Claim) {
  const [fixed, range, method, values] = fields(part, 'part', ['fixed', 'depths', 'method', 'values']);
  const [first, last, ...more] = list(range, 'depths').map((depth) => count(depth, 'depths', 1));
  if (first === undefined || last === undefined || last < first || more.length > 0)
    return refuse('depths: wanted [first, last]');
  const depths = [first, last] as const;
  return { fixed: readFixed(fixed, claim), json: fixed!, depths, method, values };
}
