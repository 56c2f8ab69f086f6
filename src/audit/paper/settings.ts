import { z } from 'zod';
import { type Conventions, unknownConvention } from '../../statement/convention.ts';
import { readDocument } from '../../statement/document.ts';
import type { Setting } from '../claim/setting.ts';
import { domainOf, domainSchema } from '../document/range.ts';

const text = z.union([z.string(), z.number()], 'wanted a text').transform(String);

/** What may be said of a whole paper, and of one equation. */
const shared = {
  convention: z.string().optional(),
  gates: z.enum(['fair', 'relu']).optional(),
  where: z.string().optional(),
  as: z.enum(['n', 'd/n', 'd']).optional(),
  domain: domainSchema.optional(),
  symbols: z.record(z.string(), text).optional(),
  relations: z.record(z.string(), text).optional(),
};

export const paperSchema = z.strictObject({
  ...shared,
  equations: z
    .record(
      z.string(),
      z.strictObject({ ...shared, skip: z.string().optional().describe('why it is left out') }),
    )
    .optional()
    .describe('by label, by theorem and place (P:moments/2), or by the key that the audit prints'),
});

type PaperFile = z.output<typeof paperSchema>;
/** What is said of one equation. */
export type Said = NonNullable<PaperFile['equations']>[string];

/** What a side file says of a paper. */
export interface PaperSettings {
  readonly paper: Said;
  readonly equations: ReadonlyMap<string, Said>;
}

export const NO_SETTINGS: PaperSettings = { paper: {}, equations: new Map() };

/** Reads `paper.audit.yaml`. Throws StatementError. */
export function readPaperSettings(file: string, source: string, conventions: Conventions): PaperSettings {
  const { data, error } = readDocument(file, source, paperSchema);
  const check = (path: readonly string[], name: string | undefined): void => {
    if (name !== undefined && !conventions.has(name))
      throw error([...path, 'convention'], unknownConvention(name, conventions));
  };
  const { equations = {}, ...paper } = data;
  check([], paper.convention);
  for (const [key, { convention }] of Object.entries(equations)) check(['equations', key], convention);
  return { paper, equations: new Map(Object.entries(equations)) };
}

const FIELDS: ReadonlySet<string> = new Set(['convention', 'gates', 'where', 'as', 'skip']);

/** What a comment `% ntkcheck: convention: …` says; or what is wrong with it. */
export function saidIn(comment: string, conventions: Conventions): Said | string {
  const [name = '', ...rest] = comment.split(':');
  const key = name.trim();
  const value = rest.join(':').trim();
  if (!FIELDS.has(key) || value === '')
    return `'${comment.slice(0, 60)}'; wanted convention, gates, where, as or skip, as in % ntkcheck: gates: fair`;
  if (key === 'convention' && !conventions.has(value)) return unknownConvention(value, conventions);
  if (key === 'gates' && value !== 'relu' && value !== 'fair') return 'gates are relu or fair';
  if (key === 'as' && value !== 'n' && value !== 'd/n' && value !== 'd') return 'as is n, d/n or d';
  return { [key]: value } as Said;
}

/** A setting with what is said of a paper, then of an equation. */
export function settingWith(first: Setting, said: readonly Said[], conventions: Conventions): Setting {
  let setting = first;
  for (const one of said) setting = changed(setting, one, conventions);
  return setting;
}

function changed(setting: Setting, said: Said, conventions: Conventions): Setting {
  const { convention, gates, where, as, domain, symbols, relations } = said;
  const named = convention === undefined ? undefined : conventions.get(convention);
  return {
    ...setting,
    ...(named && { convention: named }),
    ...(gates && { gates }),
    ...(where !== undefined && { where: [setting.where, where].filter(Boolean).join(' and ') }),
    ...(as && { growth: as }),
    ...(domain && { domain: { ...setting.domain, ...domainOf(domain) } }),
    symbols: {
      symbols: { ...setting.symbols?.symbols, ...symbols },
      relations: { ...setting.symbols?.relations, ...relations },
    },
  };
}
