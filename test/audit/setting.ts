import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckOptions } from '../../src/audit/check.ts';
import type { Setting } from '../../src/audit/claim/setting.ts';
import { type Conventions, readConventions } from '../../src/statement/convention.ts';

const FILE = join(import.meta.dirname, '../../formulas/conventions.yaml');

export const CONVENTIONS: Conventions = readConventions(FILE, readFileSync(FILE, 'utf8'));

/** A claim's setting under a row of the conventions. */
export const under = (name: string, rest: Partial<Setting> = {}): Setting => ({
  convention: CONVENTIONS.get(name)!,
  gates: 'relu',
  ...rest,
});

/** What checks need; without the library. */
export const options = (setting: Setting): CheckOptions => ({
  setting,
  conventions: CONVENTIONS,
  known: () => [],
});
