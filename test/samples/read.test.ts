import { describe, expect, test } from 'vitest';
import { readSamples } from '../../src/samples/read.ts';

const text = (written: string, columns?: readonly string[]) =>
  readSamples(new TextEncoder().encode(written), columns);
const listed = ({ K, f }: ReturnType<typeof text>) => ({ K: K && [...K], f: f && [...f] });

/** A file of NumPy's format with any header. */
function npy(header: string, body: Uint8Array, version = 1): Uint8Array {
  const head = new TextEncoder().encode(`${header}\n`);
  const size =
    version === 1 ? [head.length & 255, head.length >> 8] : [head.length & 255, head.length >> 8, 0, 0];
  return Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...size, ...head, ...body);
}
const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
const doubles = (...values: number[]) => new Uint8Array(Float64Array.of(...values).buffer);

describe('text', () => {
  test.each([
    ['a number a line', '1\n2.5e-1\n.5\n', { K: [1, 0.25, 0.5], f: undefined }],
    ['no line end, empty lines, comments, CRLF', '# K\r\n1\r\n\r\n2', { K: [1, 2], f: undefined }],
    ['names and commas', 'f,K\n-1,2\n3,4\n', { K: [2, 4], f: [-1, 3] }],
    ['names, semicolons, another column', 'seed;K\n1;2\n2;3\n', { K: [2, 3], f: undefined }],
    ['tabs, quotes, a byte order mark', '\ufeff"K"\t"f"\n1\t-1e0\n', { K: [1], f: [-1] }],
    ['spaces', 'K f\n1 2\n', { K: [1], f: [2] }],
  ])('%s', (_, written, expected) => expect(listed(text(written))).toEqual(expected));

  test('columns may be named from outside', () => {
    expect(listed(text('1,2,3\n4,5,6\n', ['f', '_', 'K']))).toEqual({ K: [3, 6], f: [1, 4] });
    expect(listed(text('-1\n', ['f']))).toEqual({ K: undefined, f: [-1] });
    expect(listed(text('a,b\n1,2\n', ['_', 'K']))).toEqual({ K: [2], f: undefined });
  });

  test.each([
    ['', 'it is empty'],
    ['K\n', 'it has no numbers'],
    ['1\n2\nx\n', "line 3: found 'x'; wanted a number"],
    ['1\n\nnan\n', 'line 3: K is NaN; wanted a finite number'],
    ['1\n-inf\n', 'line 2: K is -Infinity; wanted a finite number'],
    ['1\n1e999\n', 'line 2: K is Infinity; wanted a finite number'],
    ['# first\n1\n-0.5\n', 'line 3: K is -0.5, which is negative'],
    ['1,2\n', '2 columns without names; name the columns'],
    ['K,f\n1\n', 'line 2: 1 column, and 2 columns before'],
    ['loss,step\n1,2\n', 'its first line names loss,step, neither K nor f'],
    ['K,K\n1,2\n', 'its first line names K twice'],
    ['1\u0000\n', 'bytes that are no text'],
    [`${'1'.repeat(20_000)}\n`, 'line 1: more than 10000 characters'],
    [`${'1\n'.repeat(2_002_000)}`, 'more than 2000000 samples'],
    ['PK\u0003\u0004', 'it is an archive'],
  ])('refused: %j', (written, message) => expect(() => text(written)).toThrow(message));

  test('bytes that are no UTF-8, and names that do not fit, are refused', () => {
    expect(() => readSamples(Uint8Array.of(49, 10, 0xff, 0xfe))).toThrow('line 2: bytes that are no text');
    expect(() => text('1,2\n', ['K'])).toThrow('2 columns, and 1 named (K)');
  });
});

describe("NumPy's format", () => {
  const saved = (base64: string) => listed(readSamples(new Uint8Array(Buffer.from(base64, 'base64'))));

  test.each([
    [
      'doubles',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADgPwAAAAAAAPQ/AAAAAAAACED8qfHSTWJQPw==',
      { K: [0.5, 1.25, 3, 1e-3], f: undefined },
    ],
    [
      'singles in Fortran order, the other byte first',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/gAAAQEAAAECgAADAAAAAQJAAAAAAAAA=',
      { K: [1, 3, 5], f: [-2, 4.5, 0] },
    ],
    [
      'integers',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPGkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAIAAwA=',
      { K: [1, 2, 3], f: undefined },
    ],
    [
      'version 2',
      'k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAARA',
      { K: [1.5], f: [2.5] },
    ],
    [
      'version 3',
      'k05VTVBZAwB0AAAAeydkZXNjcic6ICc8dTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoHAAAAAAAAAA==',
      { K: [7], f: undefined },
    ],
  ])('as NumPy 2.4 writes it: %s', (_, base64, expected) => expect(saved(base64)).toEqual(expected));

  test('two axes in C order, and named columns', () => {
    const bytes = npy(header("'<f8'", '(2, 3)'), doubles(1, 2, 3, 4, 5, 6));
    expect(listed(readSamples(bytes, ['_', 'f', 'K']))).toEqual({ K: [3, 6], f: [2, 5] });
  });

  test.each([
    [
      'shape that asks for more',
      npy(header("'<f8'", '(3,)'), doubles(1, 2)),
      'cut off or its header is wrong',
    ],
    [
      'shape that asks for less',
      npy(header("'<f8'", '(1,)'), doubles(1, 2)),
      'cut off or its header is wrong',
    ],
    ['shape beyond all memory', npy(header("'<f8'", '(999999999999,)'), doubles(1)), 'cut off'],
    [
      'shape that is no number',
      npy(header("'<f8'", '(99999999999999999999,)'), doubles(1)),
      'wanted one axis',
    ],
    ['three axes', npy(header("'<f8'", '(1, 1, 1)'), doubles(1)), 'wanted one axis of samples'],
    ['no axis', npy(header("'<f8'", '()'), doubles(1)), 'wanted one axis of samples'],
    ['no samples', npy(header("'<f8'", '(0,)'), doubles()), 'it has no numbers'],
    ['objects', npy(header("'|O'", '(1,)'), doubles(1)), 'Python objects (dtype object)'],
    ['complex numbers', npy(header("'<c16'", '(1,)'), doubles(1, 2)), "dtype '<c16'"],
    ['records', npy(header("[('K', '<f8')]", '(1,)'), doubles(1)), 'a NumPy file of records'],
    ['no header', npy('nothing', doubles(1)), "has no 'descr'"],
    [
      'a header that is cut off',
      npy(header("'<f8'", '(1,)'), doubles(1)).subarray(0, 30),
      'ends within its header',
    ],
    ['the magic alone', npy('', doubles()).subarray(0, 6), 'ends within its header'],
    ['version 9', npy(header("'<f8'", '(1,)'), doubles(1), 9), 'version 9; wanted 1, 2 or 3'],
    [
      'three columns without names',
      npy(header("'<f8'", '(1, 3)'), doubles(1, 2, 3)),
      '3 columns without names',
    ],
    ['a value that is no number', npy(header("'<f8'", '(2,)'), doubles(1, Number.NaN)), 'sample 2: K is NaN'],
    ['a negative one', npy(header("'<f8'", '(2,)'), doubles(-1, 2)), 'sample 1: K is -1'],
  ])('refused: %s', (_, bytes, message) => expect(() => readSamples(bytes)).toThrow(message));
});
