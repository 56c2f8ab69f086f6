import { MOST_ORDERS } from './asymptotics.ts';
import { type DerivationRecord, readFamilyQuantity } from './derive.ts';
import { type FamilyDescription, familyAndInput } from './description.ts';
import { FieldError } from './parameters.ts';
import { resultOf, type Stoppable } from './thread.ts';

/** What else is wanted of a derivation, and how much work it is worth. */
export interface DeriveOptions extends Stoppable {
  /** Whether the joint limit d/n -> lambda is wanted too. */
  readonly limit?: boolean | undefined;
  /** The order, 1 to 6, to which the series in 1/n at fixed depth is wanted too. */
  readonly series?: number | undefined;
  /** Seconds of one core that it may take to find, by an estimate beforehand; by default 600. */
  readonly seconds?: number | undefined;
}

const SECONDS = 600;

/**
 * The closed form of a quantity over all depths d and all widths n of networks with equal hidden widths, with its verdict
 * and the certificate that the checker has accepted. It is found in a thread of its own.
 *
 * @param quantity a rational function of E(...) over f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb
 * @param family the parameters; numbers are exact, and `'free'` keeps one as a symbol of the formula
 * @throws InputError for a quantity or a family that cannot be read, and for work that takes longer than `seconds`;
 * NoClosedForm, with the reason, where none is found
 * @example
 * ```js
 * const { formula, verdict, certificate } = await derive('E(K)', { convention: 'hanin-nica-2019', gates: 'fair' });
 * console.log(formula); // 2*r*d + d
 * console.log(verdict); // proved
 * console.log(checkCertificate(certificate).accepted); // true
 * ```
 */
export async function derive(
  quantity: string,
  family: FamilyDescription = {},
  { limit, series, seconds = SECONDS, signal }: DeriveOptions = {},
): Promise<DerivationRecord> {
  if (series !== undefined && !(Number.isInteger(series) && series >= 1 && series <= MOST_ORDERS))
    throw new FieldError('series', `found ${series}; wanted an integer from 1 to ${MOST_ORDERS}`);
  const described = familyAndInput(family);
  // What cannot be read is said before a thread is started.
  readFamilyQuantity(quantity, described.family, described.input);
  const given = { quantity, ...described, request: { limit, series, seconds } };
  return resultOf<DerivationRecord>({ kind: 'derive', given }, { signal });
}
