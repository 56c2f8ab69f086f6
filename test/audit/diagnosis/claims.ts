import { understand } from '../../../src/audit/claim/understand.ts';
import { type Decided, decideUnderstood } from '../../../src/audit/decide.ts';
import { FORMULAS, loadConventions } from '../../../src/files/library.ts';

export const conventions = loadConventions(FORMULAS);

/** A claim under a row of the conventions, decided. */
export function decidedClaim(
  text: string,
  row = 'hanin-nica-2019',
  gates: 'relu' | 'fair' = 'relu',
): { readonly understood: ReturnType<typeof understand>; readonly decided: Decided } {
  const understood = understand(text, { convention: conventions.get(row)!, gates });
  return { understood, decided: decideUnderstood(understood) };
}
