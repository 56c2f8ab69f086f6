import { NtkcheckError } from '../limits/error.ts';
/** What is wrong with a file: where, and in words what was found, what was wanted, what to do. */
export class StatementError extends NtkcheckError {
  override readonly name = 'StatementError';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  constructor(file: string, line: number, column: number, message: string) {
    super(`${file}:${line}:${column} ${message}`);
    this.file = file;
    this.line = line;
    this.column = column;
  }
}
