import { type Claim, expectationsIn, resolveSides, systemOf } from './claim.ts';
import { contains, holds } from './domain.ts';
import { compile } from './evaluate.ts';
import { type Fraction, fractionText, integer, parseFraction, power } from './fraction.ts';
import { placeOf } from './identity.ts';
import { count, fields, isObject, type JsonObject, list, text } from './json.ts';
import type { Proof } from './proof.ts';
import { refuse } from './refusal.ts';
import { resolve } from './resolve.ts';

const MAX_WIDTH = 100_000;
const MAX_DEPTH = 5000;

/** Theorem: the claim is false, at one network of its domain at which both sides are recomputed. */
export function checkWitness(claim: Claim, certificate: JsonObject): Proof {
  const { domain, network } = claim;
  if (domain.joint) refuse('a limit has no witness at one network');
  const [widthList, values] = fields(certificate.get('architecture'), 'architecture', ['widths', 'values']);
  const widths = list(widthList, 'architecture.widths').map((n) => count(n, 'architecture.widths', 1));
  const depth = widths.length - 1;
  if (depth < 1 || depth > MAX_DEPTH || widths[depth] !== 1 || widths.some((n) => n > MAX_WIDTH))
    refuse('architecture.widths: wanted n_0, ..., n_d with n_d = 1');
  const symbols = new Map<string, Fraction>([['n0', integer(widths[0]!)]]);
  const declare = (name: string, value: Fraction): void => {
    const interval = domain.intervals.get(name);
    if (interval && !contains(interval, value)) refuse(`architecture: ${name} is outside the domain`);
    symbols.set(name, value);
  };
  declare('n0', integer(widths[0]!));
  widths.slice(1, -1).forEach((n, l) => {
    if (domain.widths === 'equal' && n !== widths[1]) refuse('architecture.widths: the hidden widths differ');
    declare('n', integer(n));
    const [width, decay] = domain.widths === 'equal' ? ['n', 'y'] : [`n${l + 1}`, `y${l + 1}`];
    symbols.set(width!, integer(n));
    symbols.set(decay!, power(integer(2), -n));
  });
  if (!contains(domain.intervals.get('d')!, integer(depth)))
    refuse('architecture: the depth is outside the domain');
  if (!isObject(values)) return refuse('architecture.values: wanted an object');
  // Without a hidden layer only the values can say what n is.
  const given = depth === 1 && domain.widths === 'equal' ? ['d', 'n0'] : ['d', 'n', 'n0'];
  const names = [...domain.intervals.keys()].filter((name) => !given.includes(name));
  fields(values, 'architecture.values', names).forEach((written, i) => {
    const value = parseFraction(text(written, `architecture.values.${names[i]}`));
    declare(names[i]!, value ?? refuse(`architecture.values.${names[i]}: wanted a rational`));
    if (names[i] !== 'n') return;
    if (value?.den !== 1n || value.num < 1n || value.num > BigInt(MAX_WIDTH))
      refuse('architecture.values.n: wanted a width');
    symbols.set('y', power(integer(2), -Number(value.num)));
  });
  const sides = resolveSides(claim);
  const conditions = domain.where.map(({ operator, left, right }) => ({
    operator,
    sides: [resolve(left, domain), resolve(right, domain)] as const,
  }));
  const expectations = expectationsIn(sides.quantity, sides.formula, ...conditions.flatMap((c) => c.sides));
  const systems = new Map(expectations.map((e) => [e.key, systemOf(e, network, symbols)]));
  const place = placeOf(claim, systems, symbols, new Map([['d', depth]]), depth);
  for (const { operator, sides: both } of conditions) {
    const [left, right] = both.map((side) => compile(side)(place)) as [Fraction, Fraction];
    if (!holds(operator, left, right)) refuse('architecture: it does not satisfy domain.where');
  }
  const found = [sides.quantity, sides.formula].map((side) => compile(side)(place)) as [Fraction, Fraction];
  (['quantity', 'formula'] as const).forEach((name, i) => {
    const value = fractionText(found[i]!);
    if (certificate.get(name) !== value) refuse(`${name}: found ${value.slice(0, 80)} at the witness`);
  });
  const operators: Record<string, string> = { equals: '==', 'at-most': '<=', 'at-least': '>=' };
  const operator = operators[claim.relation]!;
  if (holds(operator, ...found)) refuse('the claim holds at the witness');
  return {
    restsOn: `the exact values ${fractionText(found[0])} and ${fractionText(found[1])} at widths ${widths}`,
    error: 0,
  };
}
