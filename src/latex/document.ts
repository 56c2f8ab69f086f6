import { LATEX_LIMITS } from '../limits/limits.ts';
import { LatexError, Lines } from './error.ts';
import { allowance, expand } from './expand.ts';
import { keyOf } from './key.ts';
import type { Macro, Macros } from './macro.ts';
import { wordIn } from './numbering.ts';
import { type Found, Scanner } from './scan.ts';
import type { Token } from './token.ts';

/** `% ntkcheck: key: value`: what the author says to us, as it stands after `ntkcheck:`. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/** The theorem around an equation. */
export interface Theorem {
  readonly environment: string;
  readonly label: string | undefined;
  /** Its equations count from 1 in it: `P:w-moments/2`. */
  readonly position: number;
}

/** One displayed equation of a paper. */
export interface PaperEquation {
  /** `#` and a hash of what it says. */
  readonly key: string;
  readonly labels: readonly string[];
  /** As printed, where that is known. */
  readonly numbers: readonly string[];
  /** equation, align*, `\[`, `$$`. */
  readonly environment: string;
  readonly from: number;
  readonly to: number;
  /** The first and the last line. */
  readonly lines: readonly [number, number];
  readonly theorem: Theorem | undefined;
  readonly comments: readonly Comment[];
  readonly tex: string;
  /** Its tokens with the author's macros written out, or why there are none. */
  readonly content: readonly Token[] | LatexError;
}

/** What was met in a paper that concerns its equations: a definition that is not read, a `$` that nothing closes. */
export interface PaperProblem {
  readonly error: LatexError;
}

export interface PaperDocument {
  readonly equations: readonly PaperEquation[];
  readonly macros: ReadonlyMap<string, Macro>;
  /** Comments of ours that stand at no equation: of the whole paper. */
  readonly comments: readonly Comment[];
  readonly problems: readonly PaperProblem[];
  readonly lines: Lines;
}

/** Reads a whole paper: its macros and its displayed equations, up to \end{document}. */
export function readDocument(source: string): PaperDocument {
  const lines = new Lines(source);
  const problems: PaperProblem[] = [];
  const left = allowance();
  const equations: PaperEquation[] = [];
  const line = (at: number): number => lines.place(at).line;

  const onEquation = (found: Found, macros: Macros): void => {
    if (equations.length >= LATEX_LIMITS.equations)
      throw new LatexError(
        `more than ${LATEX_LIMITS.equations} displayed equations`,
        found.from,
        'give the paper in parts',
      );
    const content = contentOf(found, macros, left);
    equations.push({
      key: keyOf(content instanceof LatexError ? found.tokens : content),
      labels: labelsOf(found.tokens),
      numbers: found.numbers,
      environment: found.environment,
      from: found.from,
      to: found.to,
      lines: [line(found.from), line(Math.max(found.from, found.to - 1))],
      theorem: found.theorem,
      comments: found.comments.map(({ text, at }) => ({ text, line: line(at) })),
      tex: source.slice(found.from, found.to),
      content: content instanceof LatexError ? content.in(lines) : content,
    });
  };
  const scanner = new Scanner(source, onEquation, (error) => problems.push({ error: error.in(lines) }));
  try {
    scanner.run();
  } catch (error) {
    throw error instanceof LatexError ? error.in(lines) : error;
  }
  return {
    equations,
    macros: scanner.macros,
    comments: scanner.orphans.map(({ text, at }) => ({ text, line: line(at) })),
    problems,
    lines,
  };
}

function contentOf(
  found: Found,
  macros: Macros,
  left: ReturnType<typeof allowance>,
): readonly Token[] | LatexError {
  if (found.error) return found.error;
  left.tokens -= found.tokens.length;
  try {
    return expand(found.tokens, macros, left);
  } catch (error) {
    if (error instanceof LatexError) return error;
    throw error;
  }
}

const labelsOf = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap(({ text }, i) => (text === '\\label' ? [wordIn(tokens, i + 1)] : []));

/** The equation that a key names: a label, `label-of-theorem/2`, or the beginning of its hash where that is enough. */
export function findEquation(paper: PaperDocument, key: string): PaperEquation | undefined {
  const one = (test: (equation: PaperEquation) => boolean): PaperEquation | undefined => {
    const found = paper.equations.filter(test);
    return found.length === 1 ? found[0] : undefined;
  };
  if (/^#[0-9a-f]{4,}$/.test(key)) return one((equation) => equation.key.startsWith(key));
  const label = one(({ labels }) => labels.includes(key));
  if (label) return label;
  const slash = key.lastIndexOf('/');
  if (slash < 0) return undefined;
  const position = Number(key.slice(slash + 1));
  return one(({ theorem }) => theorem?.label === key.slice(0, slash) && theorem.position === position);
}
