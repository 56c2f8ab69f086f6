import { readFileSync } from 'node:fs';
import { readConventions } from '../../src/statement/convention.ts';
import { readStatement } from '../../src/statement/read.ts';
import type { Statement } from '../../src/statement/statement.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { DEFAULT_OPTIONS, tasksOf, type VerifyOptions, verify } from '../../src/verify/verify.ts';

const file = new URL('../../formulas/conventions.yaml', import.meta.url);
export const conventions = readConventions('conventions.yaml', readFileSync(file, 'utf8'));

/** A statement about E(K) under He weights with fair gates, where E(K) = d (1 + 2 r), unless said otherwise. */
export interface Written {
  readonly convention?: string;
  readonly gates?: string;
  readonly expect?: string;
  readonly domain?: string;
  readonly where?: string;
  readonly quantity?: string;
  readonly relation?: string;
  readonly formula?: string;
  readonly constants?: string;
  readonly order?: number;
}

/** E(K), in full: the recursion gives d (r u + 1) with u = 2, since every layer has a mean gain of one. */
export const MEAN = 'd*(1 + 2*r)';
export const DOMAIN = '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: [0, inf] } }';
/** d/n is λ as n grows. */
export const JOINT =
  '{ d: { equals: lambda*n }, n: { width: [1, inf] }, r: 1, lambda: { rational: "(0, 2]" } }';

export function statement(written: Written): Statement {
  const { quantity = 'E(K)', relation = 'equals', formula = MEAN, constants, order, where } = written;
  const text = `id: TEST.claim
title: a claim
source: { work: ntkcheck }
convention: ${written.convention ?? 'hanin-nica-2019'}
gates: ${written.gates ?? 'fair'}
expect: ${written.expect ?? 'supported'}
domain: ${written.domain ?? DOMAIN}
${where ? `where: ${where}\n` : ''}claims:
  - quantity: ${quantity}
    relation: ${relation}
    formula: ${formula}
${constants ? `    constants: ${constants}\n` : ''}${order ? `    order: ${order}\n` : ''}`;
  return readStatement('claim.yaml', text, conventions);
}

export const QUICK: VerifyOptions = {
  ...DEFAULT_OPTIONS,
  effort: { enumerated: 40, drawn: 20, networks: 1, precision: { samples: 4_000 }, draws: 8_000 },
};

/** The verdict on a claim, with little effort. */
export const decide = (written: Written, options = QUICK): Verdict =>
  verify(tasksOf([statement(written)])[0]!, 1e-6, options);

/** Every piece of evidence of a verdict. */
export const evidenceOf = ({ claims }: Verdict) => claims.flatMap(({ evidence }) => evidence);
