/** Characters on a rectangle; `baseline` is the line that stands on the writing line. All lines are equally long. */
export interface Box {
  readonly lines: readonly string[];
  readonly baseline: number;
}

export const widthOf = ({ lines }: Box): number => lengthOf(lines[0] ?? '');
const lengthOf = (line: string): number => [...line].length;
export const heightOf = ({ lines }: Box): number => lines.length;

export const text = (line: string): Box => ({ lines: [line], baseline: 0 });

const centred = (line: string, width: number): string => {
  const left = Math.floor((width - lengthOf(line)) / 2);
  return `${' '.repeat(left)}${line}`.padEnd(line.length + width - lengthOf(line));
};

/** Side by side, on one baseline. */
export function beside(...boxes: readonly Box[]): Box {
  const above = Math.max(...boxes.map(({ baseline }) => baseline));
  const below = Math.max(...boxes.map(({ lines, baseline }) => lines.length - baseline));
  const lines = Array.from({ length: above + below }, (_, y) =>
    boxes.map((box) => box.lines[y - above + box.baseline] ?? ' '.repeat(widthOf(box))).join(''),
  );
  return { lines, baseline: above };
}

/** One above the other, centred; the baseline is that of the box at `place`. */
export function stacked(boxes: readonly Box[], place: number): Box {
  const width = Math.max(...boxes.map(widthOf));
  const above = boxes.slice(0, place).reduce((total, box) => total + heightOf(box), 0);
  return {
    lines: boxes.flatMap(({ lines }) => lines.map((line) => centred(line, width))),
    baseline: above + boxes[place]!.baseline,
  };
}

export function fraction(above: Box, below: Box): Box {
  const bar = text('─'.repeat(Math.max(widthOf(above), widthOf(below)) + 2));
  return stacked([above, bar, below], 1);
}

/** With another box at its upper right corner. */
export function raised(base: Box, exponent: Box): Box {
  const blank = ' '.repeat(widthOf(base));
  const side = ' '.repeat(widthOf(exponent));
  return {
    lines: [...exponent.lines.map((line) => blank + line), ...base.lines.map((line) => line + side)],
    baseline: heightOf(exponent) + base.baseline,
  };
}

const BRACKETS = {
  '()': ['⎛⎜⎝', '⎞⎟⎠', '()'],
  '[]': ['⎡⎢⎣', '⎤⎥⎦', '[]'],
  '||': ['│││', '│││', '││'],
  '⌊⌋': ['⎢⎢⎣', '⎥⎥⎦', '⌊⌋'],
} as const;

/** Between brackets as tall as it is. */
export function bracketed(inside: Box, kind: keyof typeof BRACKETS = '()'): Box {
  const [left, right, plain] = BRACKETS[kind];
  const height = heightOf(inside);
  const tall = ([top, middle, bottom]: string): Box => ({
    lines: Array.from({ length: height }, (_, y) => (y === 0 ? top : y === height - 1 ? bottom : middle)!),
    baseline: inside.baseline,
  });
  if (height === 1) return beside(text(plain[0]!), inside, text(plain[1]!));
  return beside(tall(left), inside, tall(right));
}

/** The lines of boxes that follow one another, broken between them where a line would be longer than `width`. */
export function flowed(boxes: readonly Box[], width: number, indent: number): string[] {
  const rows: Box[][] = [[]];
  for (const box of boxes) {
    const row = rows.at(-1)!;
    const used = row.reduce((total, one) => total + widthOf(one), rows.length > 1 ? indent : 0);
    if (row.length > 0 && used + widthOf(box) > width) rows.push([box]);
    else row.push(box);
  }
  return rows.flatMap((row, i) => {
    const { lines } = beside(...row);
    return i === 0 ? lines : ['', ...lines.map((line) => ' '.repeat(indent) + line)];
  });
}
