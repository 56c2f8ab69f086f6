import { z } from 'zod';
import { isSign, RELATIONS, type Relation, type RelationSign, WORD_OF } from './statement.ts';

/** Numbers are read as their text, so that 0.1 means exactly one tenth. */
const NUMBER = 'wanted a text or a number';
const scalar = z.union([z.string(), z.number()], NUMBER).transform(String);
const text = z.string().min(1, 'wanted a text that is not empty');
const gates = z
  .enum(['fair', 'relu'])
  .describe('what a pre-activation of exactly zero does: toss a coin, or close');
const expectation = z
  .enum(['proved', 'supported', 'refuted'])
  .describe('the run fails when the verdict differs');

const range = z
  .union([z.tuple([scalar, scalar]), z.string()], 'wanted [low, high], or an interval such as "(0, 2]"')
  .describe('[low, high] inclusive, or an interval such as "(0, 2]"; inf for no bound');

const domainEntry = z.union(
  [
    z.strictObject({ integer: range }).describe('an integer'),
    z
      .strictObject({ widths: range })
      .describe('a list: hidden widths n[1] … n[d-1], with n[0] the input width'),
    z.strictObject({ width: range }).describe('one hidden width, the same in every hidden layer'),
    z.strictObject({ rational: range }).describe('a rational'),
    z.strictObject({ equals: scalar }).describe('computed from other symbols'),
    scalar.describe('a fixed value'),
  ],
  'wanted a number, or one of { integer: … }, { width: … }, { widths: … }, { rational: … }, { equals: … }',
);

const relations = [...Object.keys(RELATIONS), ...Object.keys(WORD_OF)] as (Relation | RelationSign)[];
const relation = z
  .enum(relations)
  .transform((written): Relation => (isSign(written) ? WORD_OF[written] : written))
  .describe('a word or its sign: ~ is asymptotic, with an order; quote >=');

const claim = z.strictObject({
  quantity: z
    .string()
    .describe('an expression in E(...) over f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb, and in named quantities'),
  relation,
  formula: scalar.describe('a mathjs expression in the symbols of the domain'),
  constants: z
    .strictObject({ low: scalar, high: scalar })
    .optional()
    .describe('within-constants: low * formula <= quantity <= high * formula'),
  order: scalar
    .refine((text) => /^[1-9]$/.test(text), 'wanted an integer from 1 to 9')
    .transform(Number)
    .optional()
    .describe('asymptotic: quantity = formula * (1 + O(n^-order))'),
  as: z
    .enum(['n', 'd'])
    .optional()
    .describe('tends-to and asymptotic: what grows; n unless said, or d at fixed widths'),
  expect: expectation
    .optional()
    .describe('what the run must find of this claim, under the convention of the statement itself'),
});

/** A parameter that a convention fixes, or leaves to the statement's domain. */
const parameter = z.union([z.literal('free'), scalar], NUMBER);

/** What a convention decides; each is spelled out. */
const choices = {
  parametrization: z.enum(['ntk', 'standard']).describe('u_l = v_l, or u_l = 1'),
  sigma_w2: parameter,
  sigma_b2: parameter,
  bias_gradient: z.union([z.literal('sigma_b2'), parameter], NUMBER).describe('c_l'),
  output_sigma_w2: z.union([z.literal('sigma_w2'), parameter], NUMBER),
  output_bias: z.enum(['yes', 'no']),
  output_activation: z.enum(['linear', 'relu']),
  mu_4: parameter.optional().describe('E W^4/(E W^2)^2 of the weights; 3, Gaussian, unless said'),
  notes: z.string().optional(),
};

const conventionName = z.string().regex(/^[a-z0-9-]+$/, 'wanted a name of small letters, digits and "-"');

/** A convention by what it has in common with another: what is not said is as there. */
const likeAnother = {
  like: z.string().describe('the name of the convention that it differs from; fields not said are as there'),
  ...z.strictObject(choices).partial().shape,
};

const conventionOrName = z
  .union(
    [
      z.string().describe('a row of conventions.yaml, or of a file that is given with --conventions'),
      z
        .strictObject({ name: conventionName, title: text.optional(), source: text.optional(), ...choices })
        .describe('a convention of this statement alone; its variants may name it'),
      z
        .strictObject({
          name: conventionName.optional(),
          title: text.optional(),
          source: text.optional(),
          ...likeAnother,
        })
        .describe('a known convention with some fields changed; without a name it is called after them'),
    ],
    'wanted the name of a convention, one with all its fields, or { like: name } and what differs',
  )
  .describe('what the network is');

/** One statement file: one numbered result of a paper, or one of ours. */
export const statementSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, 'wanted letters, digits and "-", in parts joined by "."'),
  title: text,
  source: z.strictObject({
    work: text.describe('a key of references.bib, or ntkcheck'),
    locator: z.string().optional(),
    printed: z.string().optional().describe('the formula as the source prints it'),
    note: z.string().optional(),
  }),
  convention: conventionOrName,
  gates,
  expect: expectation,
  variants: z
    .array(
      z.strictObject({
        convention: conventionOrName,
        gates,
        expect: expectation,
        why: z.string().optional(),
      }),
    )
    .optional()
    .describe('other conventions under which the claims must hold or fail'),
  domain: z.record(z.string(), domainEntry),
  where: z.string().optional().describe('a condition on the domain'),
  let: z.record(z.string(), scalar).optional().describe('abbreviations'),
  claims: z.array(claim).min(1, 'wanted at least one claim'),
  notes: z.string().optional(),
});

export const conventionsSchema = z.record(
  conventionName,
  z.union(
    [
      z.strictObject({
        title: text,
        source: text,
        ...choices,
        missing: text
          .optional()
          .describe('what no row can say of it: it is no convention, and its name is answered with this'),
        nearest: text.optional().describe('with `missing`: what to take instead'),
      }),
      z.strictObject({ title: text, source: text, ...likeAnother }),
    ],
    'wanted named fields',
  ),
);

export type StatementFile = z.output<typeof statementSchema>;
export type ConventionRow = z.output<typeof conventionsSchema>[string];
/** What a row says of the network, in the words of the file. */
export type ConventionChoices = Omit<
  Extract<ConventionRow, { output_bias: string }>,
  'title' | 'source' | 'notes'
>;
/** The fields of a row that say it. */
export const CHOICES = Object.keys(choices).filter((name) => name !== 'notes');

/** JSON Schema of a statement file, for editors. */
export const statementJsonSchema = (): unknown => z.toJSONSchema(statementSchema, { io: 'input' });
