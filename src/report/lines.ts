import { styleText } from 'node:util';

/** How a report looks: the terminal's width in characters, and whether it shows colours. */
export interface Look {
  readonly width: number;
  readonly colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

export const paint = ({ colour }: Look, style: Style, text: string): string =>
  colour && text !== '' ? styleText(style, text, { validateStream: false }) : text;

/** Lines of at most so many characters, broken at blanks; a longer word is cut at the width. Breaks of the text stay. */
export function wrapped(text: string, columns: number): string[] {
  const width = Math.max(1, columns);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ').flatMap((one) => piecesOf(one, width))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (lengthOf(longer) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    return [...lines, line];
  });
}

function piecesOf(word: string, width: number): string[] {
  const characters = [...word];
  const pieces = Array.from({ length: Math.ceil(characters.length / width) }, (_, i) =>
    characters.slice(i * width, (i + 1) * width).join(''),
  );
  return pieces.length > 0 ? pieces : [''];
}

/** One line of at most so many characters. */
export function cut(text: string, width: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= width ? characters.join('') : `${characters.slice(0, width - 1).join('')}…`;
}

/** The same of a path, whose end says most. */
export function cutPath(path: string, width: number): string {
  const characters = [...path];
  return characters.length <= width ? path : `…${characters.slice(characters.length - width + 1).join('')}`;
}

export const lengthOf = (text: string): number => [...text].length;

export const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));

/** Text beside what stands before it, broken between words. */
export function hanging(first: string, indent: number, text: string, { width }: Look): string[] {
  return wrapped(text, Math.max(20, width - indent)).map((line, i) =>
    i === 0 ? `${first}${line}` : `${' '.repeat(indent)}${line}`,
  );
}
