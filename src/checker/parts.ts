import { type Claim, systemOf } from './claim.ts';
import { contains, holdsZero, isOnlyZero, single } from './domain.ts';
import type { Formula } from './formula.ts';
import {
  equal,
  type Fraction,
  fractionText,
  integer,
  isZero,
  parseFraction,
  power,
  reduce,
  ZERO,
} from './fraction.ts';
import { isObject, type Json, text } from './json.ts';
import { vanishes } from './moments.ts';
import { refuse } from './refusal.ts';

/** Values of the symbols that are not free in a part of the domain; with n comes y = 2^-n. */
export type Fixed = ReadonlyMap<string, Fraction>;

/** What a part fixes, and the symbols of which the domain has one value. */
export function readFixed(value: Json | undefined, { domain }: Claim): Fixed {
  if (!isObject(value)) return refuse('fixed: wanted an object');
  const fixed = new Map<string, Fraction>();
  const canBeFixed = (name: string): boolean =>
    name !== 'd' && name !== 'lambda' && (name !== 'n' || domain.widths === 'equal');
  for (const [name, interval] of domain.intervals) {
    const only = single(interval);
    if (only && canBeFixed(name)) fixed.set(name, reduce(only));
  }
  for (const [name, written] of value) {
    const interval = domain.intervals.get(name);
    if (!interval || !canBeFixed(name))
      return refuse(`fixed: ${JSON.stringify(name.slice(0, 40))} is no symbol that can be fixed`);
    const number =
      parseFraction(text(written, `fixed.${name}`)) ?? refuse(`fixed.${name}: wanted a rational`);
    if (!contains(interval, number)) refuse(`fixed.${name}: outside the domain`);
    const exact = reduce(number);
    if ((name === 'n' || name === 'n0') && exact.den !== 1n) refuse(`fixed.${name}: wanted an integer`);
    fixed.set(name, exact);
  }
  const n = fixed.get('n');
  if (n) fixed.set('y', power(integer(2), -Number(n.num)));
  return fixed;
}

/**
 * The parts of the domain that need a proof each (dead layers): where the recursion has P(no dead layer), r = 0 is apart from
 * r > 0; where it would have it at sigma_b2 = 0, that is apart from sigma_b2 > 0. Elsewhere an identity of rational functions
 * carries over to the boundary. Names what is not covered by any of the parts.
 */
export function checkCover(claim: Claim, expectations: readonly Formula[], parts: readonly Fixed[]): void {
  const { network, domain } = claim;
  const mortal = (fixed: Fixed): boolean =>
    expectations.some((e) => systemOf(e, network, fixed).moments.mortal);
  const cases = (symbol: string, apart: () => boolean): (Fraction | undefined)[] => {
    const interval = domain.intervals.get(symbol);
    if (!interval || !holdsZero(interval) || !apart()) return [undefined];
    return isOnlyZero(interval) ? [ZERO] : [ZERO, undefined];
  };
  const zeroBias = new Map([['sigma_b2', ZERO]]);
  const symbolic = typeof network.sigma_b2 === 'string';
  for (const s of cases('sigma_b2', () => symbolic && mortal(zeroBias))) {
    const here: Fixed = s ? zeroBias : new Map();
    for (const r of cases('r', () => vanishes(network.sigma_b2, here) && mortal(here))) {
      const wanted = new Map([
        ['sigma_b2', s],
        ['r', r],
      ]);
      const covers = (part: Fixed): boolean =>
        [...wanted].every(([name, value]) => !value || (part.has(name) && isZero(part.get(name)!))) &&
        [...part].every(([name, value]) => {
          if (wanted.get(name) || name === 'y') return true;
          const only = single(domain.intervals.get(name)!);
          return only !== undefined && equal(only, value);
        });
      if (!parts.some(covers)) {
        const names = [...wanted].flatMap(([name, value]) =>
          value ? [`${name} = ${fractionText(value)}`] : [],
        );
        refuse(`no part proves the claim for ${names.join(', ') || 'the rest of the domain'}`);
      }
    }
  }
}
