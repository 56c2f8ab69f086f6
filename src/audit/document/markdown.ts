/** A fenced block of a Markdown document, and the line of its first line of text, from 1. */
export interface Block {
  readonly text: string;
  readonly line: number;
}

/** The blocks fenced as `ntkcheck`, those of an unclosed fence to the end. Linear in the text. */
export function ntkcheckBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let fence: string | undefined;
  let open: { lines: string[]; line: number } | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})\s*([\w-]*)/.exec(line);
    if (fence === undefined && mark) {
      fence = mark[1]!;
      if (mark[2] === 'ntkcheck') open = { lines: [], line: index + 2 };
      continue;
    }
    if (fence !== undefined && mark && mark[1]!.startsWith(fence) && mark[2] === '') {
      if (open) blocks.push({ text: open.lines.join('\n'), line: open.line });
      fence = undefined;
      open = undefined;
      continue;
    }
    open?.lines.push(line);
  }
  if (open) blocks.push({ text: open.lines.join('\n'), line: open.line });
  return blocks;
}
