import { ExpressionError, parseExpression } from '../../expression/index.ts';
import { StatementError } from '../../statement/error.ts';
import type { Statement } from '../../statement/statement.ts';
import { type Growth, isLimit, type ReadClaim } from './claim.ts';
import { inferDomain } from './domain.ts';
import { atEqualWidths, hasLists } from './equal-widths.ts';
import { ClaimError } from './error.ts';
import { read } from './input.ts';
import type { Setting } from './setting.ts';
import { statementOf } from './statement.ts';

/** A claim under a setting, as it can be meant: of one about limits there may be two readings. */
export interface Understood {
  readonly claim: ReadClaim;
  readonly setting: Setting;
  readonly readings: readonly [Reading, ...Reading[]];
  /** Whether it is decided on a part of what it says: at equal widths, where it speaks of any. */
  readonly isNarrowed: boolean;
}

/** One meaning of a claim. */
export interface Reading {
  readonly growth: Growth | undefined;
  readonly statement: Statement;
}

/** Reads a claim, in plain text or LaTeX, under a setting. Throws a ClaimError. */
export const understand = (input: string, setting: Setting): Understood =>
  understandClaim(read(input, setting.symbols), setting);

/** A claim that has been read, under a setting. Throws a ClaimError. */
export function understandClaim(read: ReadClaim, setting: Setting): Understood {
  const isNarrowed = isLimit(read) && hasLists(read);
  const claim = isNarrowed ? atEqualWidths(read) : read;
  const [first, ...more] = growthsOf(claim, setting).map((growth) => ({
    growth,
    statement: checkedStatement(claim, setting, growth),
  }));
  return { claim, setting, readings: [first!, ...more], isNarrowed };
}

/** What may be meant to grow: where the text does not say, at a fixed depth and with d/n fixed. */
function growthsOf(claim: ReadClaim, { growth = claim.growth }: Setting): (Growth | undefined)[] {
  if (!isLimit(claim)) return [undefined];
  if (growth) return [growth];
  // Where d/n or exp(…) stands in the formula, it is not meant to vanish.
  if (/\blambda\b|\bd\/n\b|\bexp\(/.test(claim.formula)) return ['d/n'];
  return ['d/n', 'n'];
}

function checkedStatement(claim: ReadClaim, setting: Setting, growth: Growth | undefined): Statement {
  checkSides(claim, [...inferDomain(claim, setting, growth).domain]);
  try {
    return statementOf(claim, setting, growth);
  } catch (error) {
    if (error instanceof StatementError) throw new ClaimError(error.problem, 0);
    throw error;
  }
}

/** Throws the error of a side with its place in what was typed. */
function checkSides(claim: ReadClaim, domain: readonly (readonly [string, string])[]): void {
  const isList = ([name, range]: readonly [string, string]): boolean =>
    name === 'n' && range.includes('widths');
  const symbols = new Set(domain.filter((entry) => !isList(entry)).map(([name]) => name));
  const lists = new Set(domain.filter(isList).map(([name]) => name));
  for (const side of ['quantity', 'formula'] as const) {
    try {
      parseExpression(claim[side], { symbols, lists, form: 'quantity', named: true });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new ClaimError(error.message, claim.places[side][error.position] ?? claim.input.length);
    }
  }
}
