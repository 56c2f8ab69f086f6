import { QUOTED_CHARACTERS } from './limits.ts';
import { printableLine } from './printable.ts';

/** What the user wrote, for a message: short, on one line, and with nothing in it that a terminal would obey. */
export function excerpt(text: string, most: number = QUOTED_CHARACTERS): string {
  return printableLine(text.length > most ? `${text.slice(0, most)}…` : text);
}
