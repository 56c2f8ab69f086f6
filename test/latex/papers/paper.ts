import type { TableText } from '../../../src/latex/index.ts';

/** A formula as it is printed, with what it says in our language, or a part of the words it is refused with. */
export interface Formula {
  readonly tex: string;
  readonly says?: string;
  readonly remainder?: string;
  readonly refused?: string;
  /** A slip of the paper itself, for which the formula is rightly refused. */
  readonly slip?: string;
  /** Not as printed: the same with the slip mended. */
  readonly mended?: boolean;
  /** What the language has no words for: sums over sets of paths, norms of order 4. */
  readonly beyond?: string;
  /** Not about moments of the network. */
  readonly noMoments?: boolean;
}

export interface Paper {
  readonly work: string;
  readonly preamble: string;
  readonly table: TableText;
  readonly formulas: readonly Formula[];
}

/** The paper as one document. */
export const documentOf = ({ preamble, formulas }: Paper): string =>
  `\\documentclass{article}${preamble}\n\\begin{document}\n${formulas
    .map(({ tex }) => `\\[\n${tex}\n\\]\n`)
    .join('text\n')}\\end{document}\n`;
