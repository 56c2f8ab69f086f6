import { InvalidArgumentError } from '@commander-js/extra-typings';
import { excerpt } from '../limits/excerpt.ts';
import { MAX_WIDTH } from '../network/build.ts';
import type { Parameter } from '../network/family.ts';
import { integerFlag, rationalFlag } from './flag-values.ts';
import { parameterCommand } from './parameter-flags.ts';

/** A rational, or the word that keeps it a symbol. */
export function parameterFlag(text: string): Parameter {
  if (text === 'free') return text;
  try {
    return rationalFlag(text);
  } catch {
    throw new InvalidArgumentError(`found '${excerpt(text)}'; wanted a rational such as 3/2, or free`);
  }
}

/** A command about all networks of a kind: the flags of `moments`, in which a parameter may be `free`, a symbol. */
export function familyCommand(name: string) {
  return parameterCommand(name, parameterFlag)
    .option('--equal-widths', 'every hidden layer has the same width n')
    .option('--r <rational>', 'r = |x|²/n_0 (default: free, the symbol r)', parameterFlag)
    .option('--input-width <n0>', 'width of the input (default: the symbol n0)', integerFlag(1, MAX_WIDTH));
}

export type FamilyFlags = ReturnType<ReturnType<typeof familyCommand>['opts']>;
