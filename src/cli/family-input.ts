import { FORMULAS, loadConventions } from '../files/library.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import type { Family } from '../network/family.ts';
import type { Convention } from '../statement/convention.ts';
import { inexpressible } from '../workflow/description.ts';
import { FieldError, familyOf } from '../workflow/parameters.ts';
import type { ParameterFlags } from './parameter-flags.ts';
import { didYouMean } from './suggest.ts';

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The family that the flags describe; what a convention leaves free and no flag gives stays a symbol. Throws InputError. */
export function familyFromFlags(flags: ParameterFlags): Family {
  if (flags.conventions !== undefined && flags.convention === undefined)
    throw new InputError('--conventions: has rows for --convention; name one of them');
  const { convention: name, conventions, outputBias, ...given } = flags;
  try {
    const convention = name === undefined ? undefined : conventionNamed(name, conventions);
    return familyOf({ ...given, ...(!outputBias && { outputBias }) }, convention);
  } catch (error) {
    if (error instanceof FieldError) throw new InputError(`--${flagOf(error.field)}: ${error.problem}`);
    throw error;
  }
}

/** Only its opposite is a flag. */
const flagOf = (field: string): string => (field === 'outputBias' ? 'no-output-bias' : kebab(field));

export function conventionNamed(name: string, own: string | undefined): Convention {
  const conventions = loadConventions(FORMULAS, own);
  const found = conventions.get(name);
  if (found) return found;
  const missing = inexpressible(name);
  if (missing !== undefined) throw new InputError(`--convention: ${missing}`);
  const known = [...conventions.keys()];
  throw new InputError(
    `--convention: unknown '${excerpt(name)}'${didYouMean(name, known)}; known: ${known.join(', ')}`,
  );
}
