import { OutOfRange } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { SAMPLES_LIMITS } from '../limits/limits.ts';
import type { Table } from './table.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** What programs write for what is no number. */
const SPECIAL = /^[+-]?(nan|inf|infinity)$/i;

/**
 * A number a line, or columns separated by commas, semicolons, tabs or spaces, perhaps under a line of names. Empty lines and
 * those that start with # say nothing. Throws an OutOfRange that names the line of the first thing that is no number.
 */
export function textTable(bytes: Uint8Array): Table {
  const lines = new Lines(bytes);
  // What says nothing is left out, and few lines do.
  if (linesIn(bytes) > SAMPLES_LIMITS.rows + 1000) throw tooMany();
  let names: string[] | undefined;
  let separator: RegExp | undefined;
  let columns = 0;
  const values = new Numbers();
  /** The line of each row; as they hardly ever differ by more than a constant, those at which this changes. */
  const places: (readonly [row: number, line: number])[] = [];
  let rows = 0;
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line === '' || line.startsWith('#')) continue;
    separator ??= separatorOf(line);
    const cells = line.split(separator).map(unquoted);
    if (columns === 0) {
      columns = cells.length;
      if (columns > SAMPLES_LIMITS.columns)
        throw new OutOfRange(
          `line ${lines.number}: ${columns} columns; wanted ${SAMPLES_LIMITS.columns} at most`,
        );
      if (cells.every((cell) => /^[A-Za-z_]/.test(cell) && !SPECIAL.test(cell))) {
        names = cells;
        continue;
      }
    }
    if (cells.length !== columns)
      throw new OutOfRange(
        `line ${lines.number}: ${count(cells.length)}, and ${count(columns)} before; every line needs as many`,
      );
    if (rows === SAMPLES_LIMITS.rows || rows * columns >= SAMPLES_LIMITS.numbers) throw tooMany();
    const last = places.at(-1);
    if (!last || last[1] + rows - last[0] !== lines.number) places.push([rows, lines.number]);
    for (const cell of cells) values.push(numberOf(cell, lines.number));
    rows += 1;
  }
  const all = values.all();
  return {
    rows,
    columns,
    ...(names && { names }),
    place: (row) => `line ${lineOf(places, row)}`,
    column: (index) => Float64Array.from({ length: rows }, (_, row) => all[row * columns + index]!),
  };
}

const tooMany = (): OutOfRange =>
  new OutOfRange(
    `more than ${SAMPLES_LIMITS.rows} samples, or ${SAMPLES_LIMITS.numbers} numbers; wanted fewer`,
  );

const count = (columns: number): string => `${columns} column${columns === 1 ? '' : 's'}`;

function separatorOf(line: string): RegExp {
  for (const separator of ['\t', ';', ',']) if (line.includes(separator)) return new RegExp(separator);
  return /\s+/;
}

const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/, '$1');

function numberOf(cell: string, line: number): number {
  if (NUMBER.test(cell)) return Number(cell);
  // For the check of all values, which names the observable.
  if (SPECIAL.test(cell))
    return /nan/i.test(cell) ? Number.NaN : Number(`${cell[0] === '-' ? '-' : ''}Infinity`);
  throw new OutOfRange(
    `line ${line}: found '${excerpt(cell)}'; wanted a number such as 1.5 or 1e-3, or names (K, f) in the first line`,
  );
}

function lineOf(places: readonly (readonly [row: number, line: number])[], row: number): number {
  const [from, line] = places.findLast(([first]) => first <= row) ?? [row, row + 1];
  return line + row - from;
}

/** Numbers as they come. */
class Numbers {
  #values = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  all(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}

function linesIn(bytes: Uint8Array): number {
  let lines = 1;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) lines += 1;
  return lines;
}

/** The lines of a text, one after the other, without what is around them. */
class Lines {
  /** Of the last one, counted from 1. */
  number = 0;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  next(): string | undefined {
    const bytes = this.#bytes;
    if (this.#at >= bytes.length) return undefined;
    this.number += 1;
    const found = bytes.indexOf(NEW_LINE, this.#at);
    const end = found < 0 ? bytes.length : found;
    if (end - this.#at > SAMPLES_LIMITS.lineCharacters)
      throw new OutOfRange(
        `line ${this.number}: more than ${SAMPLES_LIMITS.lineCharacters} characters; wanted a number a line, or a few columns`,
      );
    const part = bytes.subarray(this.#at, end);
    this.#at = end + 1;
    try {
      return UTF8.decode(part).trim();
    } catch {
      throw new OutOfRange(
        `line ${this.number}: bytes that are no text; wanted a NumPy file (.npy), CSV, or a number a line`,
      );
    }
  }
}

const NEW_LINE = 10;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
