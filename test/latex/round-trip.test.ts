import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { freeNames, parseExpression } from '../../src/expression/index.ts';
import { readsBack } from '../../src/latex/index.ts';
import { sameAsPrinted } from '../../src/latex/normal.ts';
import { readAgain } from '../../src/latex/round-trip.ts';
import { parseOpen } from '../../src/latex/table.ts';

const folder = join(import.meta.dirname, '../../formulas');

interface Claims {
  readonly let?: Readonly<Record<string, string | number>>;
  readonly claims?: readonly { readonly quantity?: string | number; readonly formula?: string | number }[];
}

/** Every quantity, formula and abbreviation of the library. */
const texts = [
  ...new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.includes('/') && file.endsWith('.yaml'))
      .flatMap((file) =>
        parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((each) => each.toJS() as Claims),
      )
      .flatMap(({ claims = [], let: named = {} }) => [
        ...Object.values(named),
        ...claims.flatMap(({ quantity, formula }) => [quantity, formula]),
      ])
      .filter((text) => text !== undefined)
      .map((text) => String(text)),
  ),
];

describe('what the library prints as TeX', () => {
  const outcomes = texts.map((text) => {
    const expression = parseOpen(text);
    const { symbols, lists } = freeNames(expression);
    const parsed = parseExpression(text, { symbols, lists, form: 'quantity', named: true });
    const again = readAgain(parsed);
    return { text, tex: parsed.tex, again, same: again !== undefined && sameAsPrinted(again, expression) };
  });

  test('is read as the same, or refused', () => {
    expect(outcomes.filter(({ again, same }) => again && !same).map(({ text }) => text)).toEqual([]);
  });

  test('is refused only where it names quantities that are no moments', () => {
    const refused = outcomes.filter(({ again }) => !again).map(({ text }) => text);
    expect(
      refused.filter(
        (text) =>
          !/^[^a-z]*(Path|Meeting|Four|Pairing|NTK|NNGP|Kxy|P[A-Z]?[a-z]*Moved)/.test(text) &&
          !/NTK|NNGP|Kxy|Moved|Path|Meeting/.test(text),
      ),
    ).toEqual([]);
    expect(outcomes.length - refused.length).toBeGreaterThan(300);
  });
});

describe('readsBack', () => {
  test.each([
    'E(K^2)/E(K)^2',
    'r*(r*n[0])',
    '0.05*d',
    '2e3*d',
    'Sum(i, 1, d, Sum(j, i, d, n[i]*n[j]))',
    'Prod(i, 1, d, n[i])*r',
    '-(-d)',
    '(a - b) - (c - d)',
    'a/(b/c)',
    'factorial(n)^2',
    'binomial(n, 2)',
    'max(0, sigma_w2 - 2)',
  ])('%s', (text) => {
    expect(readsBack(text)).toBe(true);
  });

  test('what is printed with two readings does not count as certain', () => {
    expect(readsBack('Prod(i, 1, d, n[i]*r)')).toBe(false);
  });
});
