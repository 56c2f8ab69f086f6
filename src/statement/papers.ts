import { z } from 'zod';
import { readDocument } from './document.ts';
import { matches } from './pattern.ts';

/** One thing that a work says: a theorem, a lemma, an experiment. */
export interface Item {
  readonly item: string;
  readonly says: string;
  /** Ids of the statements that decide it, in which * stands for any text; none where `undecided` says why. */
  readonly statements: readonly string[];
  readonly undecided?: string | undefined;
}

/** A work, and all there is to decide in it. */
export interface Paper {
  readonly work: string;
  readonly title: string;
  readonly items: readonly Item[];
}

const text = z.string().min(1, 'wanted a text that is not empty');

const papersSchema = z.record(
  z.string(),
  z.strictObject({
    title: text,
    items: z
      .array(
        z.strictObject({
          item: text,
          says: text,
          statements: z.array(text).default([]),
          undecided: text.optional(),
        }),
      )
      .min(1, 'wanted at least one item'),
  }),
);

/**
 * Reads papers.yaml and holds it against the ids of the library: every pattern matches an id, and every item has an id
 * or says why not. Throws StatementError.
 */
export function readPapers(file: string, yaml: string, ids: readonly string[]): Paper[] {
  const document = readDocument(file, yaml, papersSchema);
  return Object.entries(document.data).map(([work, { title, items }]) => {
    for (const [index, { item, statements, undecided }] of items.entries()) {
      const path = [work, 'items', index];
      if (statements.length === 0 && undecided === undefined)
        throw document.error(path, `'${item}' has no statements; say why in 'undecided'`);
      for (const [place, pattern] of statements.entries())
        if (!ids.some((id) => matches(id, pattern)))
          throw document.error([...path, 'statements', place], `no statement has an id like '${pattern}'`);
    }
    return { work, title, items };
  });
}
