import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readConventions } from '../../src/statement/convention.ts';
import { StatementError } from '../../src/statement/error.ts';
import { readStatement } from '../../src/statement/read.ts';
import type { Statement } from '../../src/statement/statement.ts';

const file = new URL('../../formulas/conventions.yaml', import.meta.url);
export const conventions = readConventions('conventions.yaml', readFileSync(file, 'utf8'));

/** A good file under a convention that fixes everything; its lines are counted in the tests. */
export const FILE = `id: TEST.mean
title: a test
source: { work: ntkcheck }
convention: hanin-nica-2019
gates: fair
expect: supported
domain:
  d: { integer: [1, inf] }
  n: { widths: [1, inf] }
  r: { rational: [0, inf] }
claims:
  - quantity: E(K)
    relation: equals
    formula: d*(1 + 2*r)
`;

/** The same under a convention that leaves the variances free. */
export const NTK = change('  r: {', '  sigma_w2: 2\n  sigma_b2: 1\n  r: {').replace('hanin-nica-2019', 'ntk');

/** A file with one piece of it replaced. */
export function change(piece: string, by: string, file = FILE): string {
  if (!file.includes(piece)) throw new Error(`the file has no ${piece}`);
  return file.replace(piece, () => by);
}

export const read = (text: string): Statement => readStatement('a.yaml', text, conventions);

/** What is wrong with a text: `line:column message`. Anything thrown but a StatementError is a failure. */
export function problem(text: string, reader: (text: string) => unknown = read): string {
  try {
    reader(text);
  } catch (error) {
    expect(error).toBeInstanceOf(StatementError);
    const { file, line, column, message } = error as StatementError;
    expect(message.startsWith(`${file}:${line}:${column} `)).toBe(true);
    return message.slice(file.length + 1);
  }
  return 'nothing';
}
