import { NtkcheckError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';

/** Where something stands in a text: lines and columns count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * What stands in a paper is not read: it is not known, or can be read in two ways. The message says what was found,
 * `instead` what to write. Nothing that is refused is guessed.
 */
export class LatexError extends NtkcheckError {
  override readonly name = 'LatexError';
  /** 0-based, in the source that was given. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly instead: string | undefined;
  readonly found: string;

  constructor(found: string, offset: number, instead?: string, place: TextPlace = { line: 1, column: 1 }) {
    super(instead === undefined ? found : `${found}; ${instead}`);
    this.found = found;
    this.offset = offset;
    this.instead = instead;
    this.line = place.line;
    this.column = place.column;
  }

  /** The same with its line and column in a source. */
  in(lines: Lines): LatexError {
    return new LatexError(this.found, this.offset, this.instead, lines.place(this.offset));
  }
}

/** Where the lines of a source begin. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(source: string) {
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  place(offset: number): TextPlace {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }
}

/** What was written, for a message. */
export const quoted = (text: string): string => `'${excerpt(text, 40)}'`;
