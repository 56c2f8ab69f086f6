import { expect } from 'vitest';
import {
  type Display,
  LatexError,
  makeTable,
  readDisplay,
  readDocument,
  type Table,
} from '../../src/latex/index.ts';

/** Macros of the kind that authors write. */
export const PREAMBLE = String.raw`
\newcommand{\lr}[1]{\ensuremath{\left(#1\right)}}
\newcommand{\norm}[1]{\left\lVert#1\right\rVert}
\newcommand{\E}[1]{{\mathbb E}\left [#1\right]}
\DeclareMathOperator{\Var}{Var}
\DeclareMathOperator{\Cov}{Cov}`;

export const macros = readDocument(PREAMBLE).macros;

export const table: Table = makeTable(
  { symbols: { '\\beta': 'Sum(i, 1, d, 1/n[i])', "n'": 'm' }, relations: { '\\simeq': 'within-constants' } },
  macros,
);

/** A formula as one line: sides, the meaning of each relation in braces, parts after `;`. */
export function said(display: Display): string {
  return [...display.chains, ...display.conditions]
    .map(({ sides, relations }) =>
      sides
        .map(
          ({ text }, i) =>
            text + (relations[i] ? ` {${relations[i].meaning ?? `${relations[i].kind}?`}} ` : ''),
        )
        .join(''),
    )
    .join(' ; ');
}

export const reading = (tex: string, by: Table = table): string => said(readDisplay(tex, by, macros));

/** Holds that a formula is refused, in these words, at a place inside of it. */
export function expectRefused(tex: string, words: string | RegExp, by: Table = table): void {
  let read: string;
  try {
    read = reading(tex, by);
  } catch (error) {
    if (!(error instanceof LatexError)) throw error;
    expect(error.message).toMatch(words);
    expect(error.offset).toBeLessThanOrEqual(tex.length);
    return;
  }
  expect.fail(`${tex} was read as ${read}`);
}
