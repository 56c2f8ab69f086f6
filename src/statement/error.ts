import { NtkcheckError } from '../limits/error.ts';
import { MESSAGE_CHARACTERS } from '../limits/limits.ts';
/** What is wrong with a file: where, and in words what was found, what was wanted, what to do. */
export class StatementError extends NtkcheckError {
  override readonly name = 'StatementError';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The message without the place. */
  readonly problem: string;
  constructor(file: string, line: number, column: number, message: string) {
    const short = message.length > MESSAGE_CHARACTERS ? `${message.slice(0, MESSAGE_CHARACTERS)}…` : message;
    super(`${file}:${line}:${column} ${short}`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = short;
  }
}
