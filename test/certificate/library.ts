import { readFileSync } from 'node:fs';
import { firstAccepted } from '../../src/certificate/accepted.ts';
import type { Certificate } from '../../src/certificate/certificate.ts';
import { proofsOf } from '../../src/certificate/prove.ts';
import { checkCertificate } from '../../src/checker/check.ts';
import { readConventions } from '../../src/statement/convention.ts';
import { readStatement } from '../../src/statement/read.ts';

const file = new URL('../../formulas/conventions.yaml', import.meta.url);
export const conventions = readConventions('conventions.yaml', readFileSync(file, 'utf8'));

/** A statement file with one claim. */
export const statement = (
  quantity: string,
  formula: string,
  {
    n = '{ width: [1, inf] }',
    d = '{ integer: [1, inf] }',
    r = '{ rational: "(0, inf)" }',
    gates = 'fair',
    convention = 'hanin-nica-2019',
    relation = 'equals',
    more = '',
  } = {},
) =>
  readStatement(
    'test.yaml',
    `id: T
title: t
source: { work: ntkcheck }
convention: ${convention}
gates: ${gates}
expect: proved
domain:
  d: ${d}
  n: ${n}
  r: ${r}
${more}claims:
  - quantity: ${JSON.stringify(quantity)}
    relation: ${relation}
    formula: ${JSON.stringify(formula)}
`,
    conventions,
  );

/** The certificate of the first claim that the checker accepts. Throws Unprovable. */
export function proveFirst(...args: Parameters<typeof statement>): Certificate {
  const { cases, domain, claims } = statement(...args);
  return firstAccepted(proofsOf(cases[0], domain, claims[0]!, []), checkCertificate).certificate;
}
