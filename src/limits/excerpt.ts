import { QUOTED_CHARACTERS } from './limits.ts';

/** What the user wrote, for a message: short, on one line, and with nothing in it that a terminal would obey. */
export function excerpt(text: string, most: number = QUOTED_CHARACTERS): string {
  const line = text.slice(0, 2 * most).replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
