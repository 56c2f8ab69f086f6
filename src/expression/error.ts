import { NtkcheckError } from '../limits/error.ts';
/** The text is not a formula. `position` is the 0-based offset in the text where the trouble starts. */
export class ExpressionError extends NtkcheckError {
  override readonly name = 'ExpressionError';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** `'text'` for a message: short, and with nothing in it that a terminal would obey. */
export function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `'${shown.replace(/[^\x20-\x7e…]/g, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)}'`;
}
