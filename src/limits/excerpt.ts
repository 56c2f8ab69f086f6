import { QUOTED_CHARACTERS } from './limits.ts';

/** What the user wrote, for a message: short, on one line, and with nothing in it that a terminal would obey. */
export function excerpt(text: string): string {
  const line = text.slice(0, 2 * QUOTED_CHARACTERS).replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
  return line.length > QUOTED_CHARACTERS ? `${line.slice(0, QUOTED_CHARACTERS)}…` : line;
}
