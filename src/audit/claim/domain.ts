import { FREE_PARAMETERS } from '../../statement/convention.ts';
import { type Growth, isLimit, type ReadClaim } from './claim.ts';
import { type Narrowed, narrowed } from './conditions.ts';
import { ClaimError } from './error.ts';
import type { Setting } from './setting.ts';

/** Ranges by symbol, as statement files write them. */
export type InferredDomain = ReadonlyMap<string, string>;

const POSITIVE = '{ rational: "(0, inf)" }';

/**
 * The domain of a claim that says none: every depth and width that its text can mean. n is one width where the text has n alone, a list
 * where it has n[i] or no width at all; r > 0; what the convention leaves free is positive. In limits d follows n where both grow.
 */
export function inferDomain(claim: ReadClaim, setting: Setting, growth: Growth | undefined): Narrowed {
  const text = `${claim.quantity} ${claim.formula} ${setting.where ?? ''} ${claim.conditions.join(' ')}`;
  const names = new Set(text.match(/[A-Za-z_][A-Za-z0-9_]*/g));
  const hasList = /\bn\[/.test(text);
  const hasWidth = /\bn\b(?!\[)/.test(text);
  if (hasList && hasWidth)
    throw new ClaimError('n is one width and n[i] a list of them; write one of the two', 0);
  const isJoint = isLimit(claim) && growth === 'd/n';
  const domain = new Map<string, string>();
  domain.set('d', isJoint ? '{ equals: lambda*n }' : '{ integer: [1, inf] }');
  const isOneWidth = hasWidth || isLimit(claim);
  domain.set('n', isOneWidth ? '{ width: [1, inf] }' : '{ widths: [1, inf] }');
  const isStandard = setting.convention.parametrization === 'standard';
  if (isOneWidth && (names.has('n0') || isStandard) && !hasList) domain.set('n0', '{ integer: [1, inf] }');
  domain.set('r', POSITIVE);
  for (const [name, field] of Object.entries(FREE_PARAMETERS))
    if (setting.convention[field] === 'free')
      domain.set(name, name === 'mu_4' ? '{ rational: [1, inf] }' : POSITIVE);
  if (isJoint) domain.set('lambda', '{ rational: "(0, 2]" }');
  for (const name of ['rho', 'c'])
    if (names.has(name))
      throw new ClaimError(`'${name}' has no range of its own here; write a statement file`, 0);
  for (const [name, range] of Object.entries(setting.domain ?? {}))
    if (!(isJoint && name === 'd'))
      domain.set(name, isLimit(claim) ? range.replace(/\bwidths\b/, 'width') : range);
  const conditions = [...claim.conditions, ...(setting.where === undefined ? [] : [setting.where])];
  return narrowed(domain, conditions);
}
