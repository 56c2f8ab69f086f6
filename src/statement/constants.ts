import { compareValues, evaluateEnclosed, type Parsed, Refusal } from '../expression/index.ts';
import type { Path, SourceDocument } from './document.ts';
import { readFormula } from './formula.ts';
import type { StatementFile } from './schema.ts';
import type { Claim } from './statement.ts';

/** Of a value that must exist. */
const DIGITS = 25;
const NO_NAMES = { symbols: new Map(), lists: new Map() };
const NOTHING = { symbols: new Set<string>(), lists: new Set<string>() };

/** Reads the constants of a claim: two numbers, the low one not above the high one. */
export function readConstants(
  document: SourceDocument<StatementFile>,
  index: number,
): NonNullable<Claim['constants']> {
  const path: Path = ['claims', index, 'constants'];
  const { low, high } = document.data.claims[index]!.constants!;
  const read = (end: 'low' | 'high', text: string): Parsed =>
    readFormula(document, [...path, end], text, NOTHING, 'formula');
  const parsed = { low: read('low', low), high: read('high', high) };
  for (const end of ['low', 'high'] as const) {
    try {
      evaluateEnclosed(parsed[end].expression, NO_NAMES, DIGITS);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw document.error([...path, end], `has no value: ${error.message}`);
    }
  }
  if (compareValues(parsed.low.expression, parsed.high.expression, NO_NAMES).kind === 'greater')
    throw document.error([...path, 'low'], `found ${low}, which is above high = ${high}`);
  return parsed;
}
