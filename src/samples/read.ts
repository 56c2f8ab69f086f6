import { OutOfRange } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { SAMPLES_LIMITS } from '../limits/limits.ts';
import { isNpy, npyTable } from './npy.ts';
import { SAMPLED, type Sampled, type Samples } from './samples.ts';
import type { Table } from './table.ts';
import { textTable } from './text.ts';

/** The name of a column that is left out. */
export const SKIPPED = '_';

/**
 * Samples from the bytes of a file: NumPy's format, or text. `columns` names its columns from the left, K, f, or _ for one
 * to leave out; without it they have the names that the file gives them, one column is K, and two of a NumPy array are K and f.
 *
 * Throws an OutOfRange for bytes that hold no numbers in rows, and for numbers that are not finite, or negative for K.
 */
export function readSamples(bytes: Uint8Array, columns?: readonly string[]): Samples {
  if (bytes.length === 0) throw new OutOfRange('it is empty');
  const table = isNpy(bytes) ? npyTable(bytes) : textTable(plainText(bytes));
  const { rows } = table;
  if (rows > SAMPLES_LIMITS.rows)
    throw new OutOfRange(`${rows} samples; wanted ${SAMPLES_LIMITS.rows} at most`);
  const names = columns ? named(table, columns) : namesOf(table, isNpy(bytes));
  if (rows === 0) throw new OutOfRange('it has no numbers');
  const valuesOf = (name: Sampled): Float64Array | undefined => {
    const index = names.indexOf(name);
    return index < 0 ? undefined : checked(name, table.column(index), table.place);
  };
  const [K, f] = SAMPLED.map(valuesOf);
  return { count: rows, K, f };
}

/** Throws for archives and other bytes that are no text at first sight. */
function plainText(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    throw new OutOfRange('it is an archive (.npz?); save one array with np.save');
  if (bytes.subarray(0, 4096).includes(0))
    throw new OutOfRange('bytes that are no text; wanted a NumPy file (.npy), CSV, or a number a line');
  return bytes;
}

/** By the names that the user gives. */
function named({ columns }: Table, names: readonly string[]): readonly string[] {
  if (names.length !== columns)
    throw new OutOfRange(
      `${columns} column${columns === 1 ? '' : 's'}, and ${names.length} named (${names.join(',')}); name each, ${SKIPPED} for one to leave out`,
    );
  return names;
}

/** By those that the file gives, or by custom. */
function namesOf({ names, columns }: Table, isArray: boolean): readonly string[] {
  const hint = `name the columns, as in --columns K,f, with ${SKIPPED} for one to leave out`;
  if (names) {
    const known = names.map((name) => ({ k: 'K', K: 'K', f: 'f', F: 'f' })[name] ?? SKIPPED);
    for (const name of SAMPLED)
      if (known.filter((one) => one === name).length > 1)
        throw new OutOfRange(`its first line names ${name} twice: ${excerpt(names.join(','))}; ${hint}`);
    if (known.every((name) => name === SKIPPED))
      throw new OutOfRange(`its first line names ${excerpt(names.join(','))}, neither K nor f; ${hint}`);
    return known;
  }
  if (columns === 1) return ['K'];
  if (columns === 2 && isArray) return ['K', 'f'];
  throw new OutOfRange(`${columns} columns without names; ${hint}${isArray ? '' : ', or in a first line'}`);
}

/** The values, where all are finite and none of K is negative. Throws an OutOfRange with the place of one that is not. */
export function checked(name: Sampled, values: Float64Array, place: Table['place']): Float64Array {
  for (const [row, value] of values.entries()) {
    if (!Number.isFinite(value))
      throw new OutOfRange(`${place(row)}: ${name} is ${value}; wanted a finite number`);
    if (name === 'K' && value < 0)
      throw new OutOfRange(
        `${place(row)}: K is ${value}, which is negative; K is a sum of squares (are the columns named right?)`,
      );
  }
  return values;
}
