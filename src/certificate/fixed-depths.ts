import type { Case, Claim, Domain } from '../statement/statement.ts';
import type { Certificate } from './certificate.ts';
import { Unprovable } from './unprovable.ts';

export function proveFixedDepths(_own: Case, _domain: Domain, _claim: Claim): Certificate {
  throw new Unprovable('not yet');
}
