import { OutOfRange } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import type { Table } from './table.ts';

/** The first bytes of every file of this format: \x93NUMPY. */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** How a number of each kind is read from its place. */
const READERS: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
};

/**
 * An array of one or two axes in NumPy's format, versions 1 to 3, of floating-point numbers of 4 or 8 bytes or of integers,
 * in either byte order and either order of the axes. Throws an OutOfRange for anything else, also for bytes that are too few
 * or too many for the shape.
 */
export function npyTable(bytes: Uint8Array): Table {
  const { header, start } = headerOf(bytes);
  const { order, kind } = typeOf(field(header, 'descr', /'([^']*)'/.source));
  const fortran = field(header, 'fortran_order', 'True|False') === 'True';
  const { rows, columns } = sizesOf(field(header, 'shape', /\([\d,\sL]*\)/.source));
  const size = Number(kind[1]);
  const wanted = rows * columns * size;
  const found = bytes.length - start;
  if (found !== wanted)
    throw new OutOfRange(
      `its header says ${rows} × ${columns} numbers of ${size} bytes, ${wanted} bytes; found ${found}: the file is cut off or its header is wrong`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, found);
  const read = READERS[kind]!;
  const little = order !== '>';
  return {
    rows,
    columns,
    place: (row) => `sample ${row + 1}`,
    column(index) {
      const values = new Float64Array(rows);
      const [from, step] = fortran ? [index * rows, 1] : [index, columns];
      for (let row = 0; row < rows; row++) values[row] = read(view, size * (from + step * row), little);
      return values;
    },
  };
}

/** The text of the header, and where the numbers start. */
function headerOf(bytes: Uint8Array): { readonly header: string; readonly start: number } {
  const cutOff = new OutOfRange('a NumPy file that ends within its header');
  if (bytes.length < 12) throw cutOff;
  const version = bytes[6]!;
  if (version < 1 || version > 3)
    throw new OutOfRange(`a NumPy file of version ${version}; wanted 1, 2 or 3`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > bytes.length) throw cutOff;
  if (length > LONGEST_HEADER)
    throw new OutOfRange(`a NumPy file with a header of ${length} bytes; wanted ${LONGEST_HEADER} at most`);
  const header = new TextDecoder('latin1').decode(bytes.subarray(from, from + length));
  return { header, start: from + length };
}

/** As NumPy itself has it. */
const LONGEST_HEADER = 10_000;

/** What stands after a key of the header. */
function field(header: string, key: string, pattern: string): string {
  const value = new RegExp(`'${key}'\\s*:\\s*(${pattern})`).exec(header)?.[1];
  if (value !== undefined) return value;
  if (key === 'descr' && /'descr'\s*:\s*\[/.test(header))
    throw new OutOfRange(
      'a NumPy file of records; save one column of numbers, or several as one array of two axes',
    );
  throw new OutOfRange(
    `a NumPy file whose header has no '${key}' that can be read: ${excerpt(header.trim())}`,
  );
}

function typeOf(written: string): { readonly order: string; readonly kind: string } {
  const [, order = '', kind = ''] = /^'([<>=|]?)(.*)'$/.exec(written) ?? [];
  if (/^O/.test(kind))
    throw new OutOfRange('a NumPy file of Python objects (dtype object); save K.astype(float) instead');
  if (READERS[kind] === undefined)
    throw new OutOfRange(
      `a NumPy file of dtype ${excerpt(written)}; wanted float32, float64 or integers: save K.astype(float)`,
    );
  return { order, kind };
}

function sizesOf(written: string): { readonly rows: number; readonly columns: number } {
  const sizes = written
    .slice(1, -1)
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number);
  const [rows, columns = 1] = sizes;
  if (rows === undefined || sizes.length > 2 || !sizes.every(Number.isSafeInteger))
    throw new OutOfRange(
      `a NumPy array of shape ${excerpt(written)}; wanted one axis of samples, or two: samples and columns`,
    );
  return { rows, columns };
}
