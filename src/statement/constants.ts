import { evaluateDecimal, type Parsed, Refusal } from '../expression/index.ts';
import type { Path, SourceDocument } from './document.ts';
import { readFormula } from './formula.ts';
import type { StatementFile } from './schema.ts';
import type { Claim } from './statement.ts';

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
  const value = (end: 'low' | 'high', { expression }: Parsed) => {
    try {
      return evaluateDecimal(expression, { symbols: new Map(), lists: new Map() }, 25);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw document.error([...path, end], `has no value: ${error.message}`);
    }
  };
  const constants = { low: read('low', low), high: read('high', high) };
  if (value('low', constants.low).gt(value('high', constants.high)))
    throw document.error([...path, 'low'], `found ${low}, which is above high = ${high}`);
  return constants;
}
