import { z } from 'zod';
import { AUDIT_LIMITS } from '../../limits/limits.ts';
import { domainSchema } from '../document/range.ts';

const text = z.union([z.string(), z.number()], 'wanted a text').transform(String);

const link = z.union(
  [
    text,
    z.record(
      z.string(),
      z.strictObject({
        where: z.string().optional().describe('a condition under which the link is claimed'),
        why: z.string().optional().describe('the reason that is given'),
        as: z.enum(['n', 'd/n', 'd']).optional().describe('what grows, with ~, -> and O(…)'),
      }),
    ),
  ],
  'wanted a formula, or a relation and a formula, as in "<= d^2"',
);

/** A derivation: sides and the relations between them, from the top. */
export const derivationSchema = z.strictObject({
  title: z.string().optional(),
  convention: z.string(),
  gates: z.enum(['fair', 'relu']).optional(),
  domain: domainSchema.optional(),
  where: z.string().optional(),
  derivation: z
    .array(link)
    .min(2, 'wanted a first side and at least one link')
    .max(AUDIT_LIMITS.links + 1, `wanted at most ${AUDIT_LIMITS.links} links; split the derivation`),
});

export type DerivationFile = z.output<typeof derivationSchema>;
