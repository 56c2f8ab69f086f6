import { NtkcheckError } from '../../limits/error.ts';

/** What is wrong with a claim, with its place in the text. */
export function placedText(text: string, { position, message }: ClaimError): string {
  const lines = text.slice(0, position).split('\n');
  const character = `character ${lines.at(-1)!.length + 1}`;
  return `${lines.length > 1 ? `line ${lines.length}, ` : ''}${character}: ${message}`;
}

/** A claim that cannot be read: where in the text, what is wrong, and what to write instead. */
export class ClaimError extends NtkcheckError {
  override readonly name = 'ClaimError';
  /** Characters from the start of the text. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
