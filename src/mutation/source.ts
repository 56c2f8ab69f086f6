import { type Expression, type Parsed, parseExpression, substitute } from '../expression/index.ts';
import { scopeOf } from '../statement/formula.ts';
import type { Statement } from '../statement/statement.ts';

/** The expressions of a statement as its file has them: abbreviations by their names. */
export interface Source {
  readonly definitions: ReadonlyMap<string, Expression>;
  readonly claims: readonly { readonly quantity: Expression; readonly formula: Expression }[];
}

/** Reads the texts of a statement again, without writing abbreviations out. */
export function sourceOf({ domain, definitions, claims }: Statement): Source {
  const { symbols, lists } = scopeOf(domain);
  const names = new Set([...symbols, ...definitions.keys()]);
  const read = ({ text }: Parsed, form: 'formula' | 'quantity'): Expression =>
    parseExpression(text, { symbols: names, lists, form, named: form === 'quantity' }).expression;
  return {
    definitions: new Map([...definitions].map(([name, parsed]) => [name, read(parsed, 'formula')])),
    claims: claims.map(({ quantity, formula }) => ({
      quantity: read(quantity, 'quantity'),
      formula: read(formula, 'quantity'),
    })),
  };
}

/** With abbreviations written out, or undefined where a Sum's index would capture a symbol of one. */
export function writtenOut(
  expression: Expression,
  definitions: ReadonlyMap<string, Expression>,
): Expression | undefined {
  const written = substitute(expression, definitions);
  return 'captured' in written ? undefined : written;
}
