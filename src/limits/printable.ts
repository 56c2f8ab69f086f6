/**
 * Characters that a terminal or a page obeys instead of showing them: controls, what turns the direction of a line (a
 * title could show a claim that is not there), what is invisible but for the joiners of some scripts, halves of characters.
 */
const UNPRINTABLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const EACH = new RegExp(UNPRINTABLE, 'gu');
const EACH_BUT_LINES = new RegExp(`(?![\\t\\n])${UNPRINTABLE.source}`, 'gu');
const BUT_LINES = new RegExp(`(?![\\t\\n\\r])${UNPRINTABLE.source}`, 'u');

/** `U+202E`: the first character of a text of several lines that may not be in it; undefined if there is none. */
export function unprintableIn(text: string): string | undefined {
  const code = BUT_LINES.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a text is one line and shows all that is in it. */
export const isPrintableLine = (text: string): boolean => !UNPRINTABLE.test(text);

/** A text of several lines with every unprintable character as its escape, `\u202e`, which JSON reads as the same. */
export const printable = (text: string): string => text.replace(EACH_BUT_LINES, escaped);

/** The same on one line, with blanks for what is blank. */
export const printableLine = (text: string): string => text.replace(/[\t\n\r]+/g, ' ').replace(EACH, escaped);

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
