import { excerpt } from '../../limits/excerpt.ts';
import { formatRational } from '../../rational/text.ts';
import { type Convention, FREE_PARAMETERS } from '../../statement/convention.ts';
import { readStatement } from '../../statement/read.ts';
import type { Statement } from '../../statement/statement.ts';
import { type Growth, isLimit, type ReadClaim } from './claim.ts';
import { inferDomain } from './domain.ts';
import type { Setting } from './setting.ts';
import { quotientOf } from './similar.ts';

/** Where a claim comes from, in errors and records. */
const FILE = 'the claim';

/** The statement of a claim under a setting. Throws StatementError for what no statement may say. */
export const statementOf = (claim: ReadClaim, setting: Setting, growth?: Growth): Statement =>
  readStatement(
    FILE,
    statementText(claim, setting, growth),
    new Map([[setting.convention.name, setting.convention]]),
  );

/** The statement file of a claim; of a convention that is no row, with its fields. */
export function statementText(
  claim: ReadClaim,
  setting: Setting,
  growth: Growth | undefined,
  { id = 'CLAIM', expect = 'supported', isRow = true } = {},
): string {
  const { convention, gates } = setting;
  const { domain, where } = inferDomain(claim, setting, growth);
  return [
    `id: ${id}`,
    `title: ${JSON.stringify(excerpt(claim.input.replace(/\s+/g, ' ')))}`,
    `source: { work: ntkcheck, printed: ${JSON.stringify(claim.input)} }`,
    ...(isRow ? [`convention: ${convention.name}`] : ['convention:', ...conventionFields(convention)]),
    `gates: ${gates}`,
    `expect: ${expect}`,
    'domain:',
    ...[...domain].map(([name, range]) => `  ${name}: ${range}`),
    ...(where.length === 0 ? [] : [`where: ${JSON.stringify(where.join(' and '))}`]),
    'claims:',
    ...claimFields(claim, growth),
    '',
  ].join('\n');
}

function claimFields(claim: ReadClaim, growth: Growth | undefined): string[] {
  const { relation, order } = claim;
  const isSimilar = relation === 'similar';
  const { quantity, formula } = isSimilar
    ? quotientOf(claim.quantity, claim.formula, growth === 'd/n')
    : claim;
  return [
    `  - quantity: ${JSON.stringify(quantity)}`,
    `    relation: ${isSimilar ? 'tends-to' : relation}`,
    ...(order === undefined ? [] : [`    order: ${order}`]),
    // Constants are found: these leave room for any that a paper means.
    ...(relation === 'within-constants' ? ['    constants: { low: 1/1000, high: 1000 }'] : []),
    ...(isLimit(claim) && growth === 'd' ? ['    as: d'] : []),
    `    formula: ${JSON.stringify(formula)}`,
  ];
}

function conventionFields(convention: Convention): string[] {
  const { name, title, parametrization, outputBias, outputActivation } = convention;
  const numbers = Object.entries(FREE_PARAMETERS).flatMap(([key, field]) => {
    const value = convention[field];
    if (value === undefined) return [];
    return [`  ${key}: ${typeof value === 'string' ? value : formatRational(value)}`];
  });
  return [
    `  name: ${name}`,
    `  title: ${JSON.stringify(title)}`,
    `  parametrization: ${parametrization}`,
    ...numbers,
    `  output_bias: ${outputBias ? 'yes' : 'no'}`,
    `  output_activation: ${outputActivation}`,
  ];
}
