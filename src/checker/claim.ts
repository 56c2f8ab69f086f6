import { type Domain, readDomain } from './domain.ts';
import { type Formula, someFormula } from './formula.ts';
import type { Fraction } from './fraction.ts';
import { count, fields, type Json, type JsonObject, oneOf, text } from './json.ts';
import { Moments, vanishes } from './moments.ts';
import { outputMonomial } from './monomial.ts';
import { type Network, readNetwork } from './network.ts';
import { refuse } from './refusal.ts';
import { resolve } from './resolve.ts';
import { parse } from './syntax.ts';

const RELATIONS = ['equals', 'at-most', 'at-least', 'tends-to', 'asymptotic'] as const;

/** What a certificate says: a relation between two texts, for a network, on a domain. */
export interface Claim {
  readonly quantity: string;
  readonly formula: string;
  readonly relation: (typeof RELATIONS)[number];
  /** Of the error, for `asymptotic`. */
  readonly order: number;
  readonly network: Network;
  readonly domain: Domain;
  /** The fields as they stand in the certificate. */
  readonly json: { readonly claim: Json; readonly network: Json; readonly domain: Json };
}

export function readClaim(certificate: JsonObject): Claim {
  const [claim, network, domain] = ['claim', 'network', 'domain'].map((name) => certificate.get(name)!);
  const [quantity, relation, formula, order] = fields(claim, 'claim', [
    'quantity',
    'relation',
    'formula',
    'order?',
  ]);
  const word = oneOf(relation, 'claim.relation', RELATIONS);
  if ((order !== undefined) !== (word === 'asymptotic'))
    refuse('claim.order: it belongs to asymptotic, and to it alone');
  const where = readDomain(domain);
  // A condition without meaning here would be printed all the same.
  for (const { left, right } of where.where) for (const side of [left, right]) resolve(side, where);
  return {
    quantity: text(quantity, 'claim.quantity'),
    formula: text(formula, 'claim.formula'),
    relation: word,
    order: order === undefined ? 0 : count(order, 'claim.order', 1),
    network: readNetwork(network, where),
    domain: where,
    json: { claim: claim!, network: network!, domain: domain! },
  };
}

/** Both sides, resolved. */
export interface Sides {
  readonly quantity: Formula;
  readonly formula: Formula;
}

export const resolveSides = ({ quantity, formula, domain }: Claim): Sides => ({
  quantity: resolve(parse(quantity), domain),
  formula: resolve(parse(formula), domain),
});

/** The expectations in the claim, each once. */
export function expectationsIn(...sides: readonly Formula[]): Formula[] {
  const found = new Map<string, Formula>();
  for (const side of sides)
    someFormula(side, (part) => {
      if (part.kind === 'expectation') found.set(part.key, part);
      return false;
    });
  return [...found.values()];
}

/** An expectation as a recursion over layers: the moments of its terms, those odd in the last layer being zero. */
export interface System {
  readonly moments: Moments;
  /** For each term of the expectation, the place of its moment, or -1. */
  readonly places: readonly number[];
}

export function systemOf(
  expectation: Formula,
  network: Network,
  fixed: ReadonlyMap<string, Fraction>,
): System {
  if (expectation.kind !== 'expectation') return refuse('not an expectation');
  const monomials: string[] = [];
  const places = expectation.moments.map(({ types }) => {
    const monomial = outputMonomial(types);
    if (monomial !== undefined) return monomials.push(monomial) - 1;
    // f and Q change sign with the weights and the bias of the last layer, K does not.
    return network.outputActivation === 'linear'
      ? -1
      : refuse('an odd moment under a ReLU output is irrational');
  });
  const zeros = {
    r: vanishes('r', fixed),
    sigma_b2: vanishes(network.sigma_b2, fixed),
    bias_gradient: vanishes(network.bias_gradient, fixed),
  };
  return { moments: new Moments(network, zeros, monomials), places };
}
