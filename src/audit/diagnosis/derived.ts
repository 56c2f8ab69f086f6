import { limitOf } from '../../asymptotics/limit.ts';
import { limitText } from '../../asymptotics/print.ts';
import { type ClosedForms, deriveQuantity } from '../../derive/quantity.ts';
import { conditionsOf, statementOf } from '../../derive/statement.ts';
import type { Expression } from '../../expression/index.ts';
import { NtkcheckError } from '../../limits/error.ts';
import type { Family } from '../../network/family.ts';
import type { Growth } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';

/** A closed form at equal widths, and where it holds. */
export interface DerivedForm {
  readonly formula: string;
  readonly conditions: readonly string[];
}

const familyOf = ({ convention, gates }: Setting): Family => ({ ...convention, gates });

/** What `derive` finds of a quantity at equal widths; undefined where it finds nothing. */
export function derivedForm(quantity: Expression, setting: Setting): DerivedForm | undefined {
  const family = familyOf(setting);
  const forms = formsOf(quantity, family);
  if (!forms) return undefined;
  const derived = statementOf(quantity, forms, family, {});
  return { formula: derived.formula, conditions: conditionsOf(derived) };
}

/** The limit of a quotient of moments and known formulas, as text; undefined where there is none of this kind. */
export function derivedLimit(
  quantity: Expression,
  setting: Setting,
  growth: Growth | undefined,
): string | undefined {
  if (growth === 'd') return undefined;
  const forms = formsOf(quantity, familyOf(setting));
  if (!forms) return undefined;
  try {
    const limit = limitOf(forms.ratio, growth === 'd/n' ? 'joint' : 'fixed');
    return limit.kind === 'value' ? limitText(limit.value) : limit.kind === 'zero' ? '0' : undefined;
  } catch (error) {
    if (error instanceof NtkcheckError) return undefined;
    throw error;
  }
}

function formsOf(quantity: Expression, family: Family): ClosedForms | undefined {
  try {
    return deriveQuantity(quantity, family, {});
  } catch (error) {
    if (error instanceof NtkcheckError) return undefined;
    throw error;
  }
}
