import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { change, FILE, problem } from './files.ts';

describe('fields', () => {
  test.each([
    [
      'an unknown field',
      `${FILE}extra: 1\n`,
      "15:1 extra: unknown field 'extra'; remove it or correct its name",
    ],
    [
      'a misspelt field',
      change('title:', 'titel:'),
      "2:1 titel: unknown field 'titel'; remove it or correct its name",
    ],
    [
      'an unknown field of a claim',
      change('    relation', '    note: x\n    relation'),
      "13:5 claims.0.note: unknown field 'note'; remove it or correct its name",
    ],
    ['a missing field', change('title: a test\n', ''), '1:1 title: missing; wanted a text'],
    [
      'a missing field of a claim',
      change('    formula: d*(1 + 2*r)\n', ''),
      '12:5 claims.0.formula: missing; wanted a text or a number',
    ],
    ['an empty field', change('a test', ''), '2:8 title: found ""; wanted a text that is not empty'],
    [
      'a word that is none of the choices',
      change('gates: fair', 'gates: coin'),
      '5:8 gates: found "coin"; wanted one of fair, relu',
    ],
    [
      'an expectation of undecided',
      change('supported', 'undecided'),
      '6:9 expect: found "undecided"; wanted one of proved, supported, refuted',
    ],
    [
      'text for named fields',
      change('{ work: ntkcheck }', 'ntkcheck'),
      '3:9 source: found "ntkcheck"; wanted named fields',
    ],
    [
      'named fields for a list',
      `${FILE.split('claims:')[0]}claims: { quantity: E(K) }`,
      '11:9 claims: found {"quantity":"E(K)"}; wanted a list',
    ],
    ['a list for text', change('a test', '[a, test]'), '2:8 title: found ["a","test"]; wanted a text'],
    [
      'an id with a blank',
      change('TEST.mean', 'TEST mean'),
      '1:5 id: found "TEST mean"; wanted letters, digits and "-", in parts joined by "."',
    ],
    ['an id that is a list', change('TEST.mean', '[1]'), '1:5 id: found ["1"]; wanted a text'],
    [
      'an id that is empty',
      change('TEST.mean', ''),
      '1:5 id: found ""; wanted letters, digits and "-", in parts joined by "."',
    ],
    [
      'an id with a line break',
      change('TEST.mean', '"TEST\\n"'),
      '1:5 id: found "TEST\\n"; wanted letters, digits and "-", in parts joined by "."',
    ],
    [
      'a field twice',
      change('gates: fair', 'gates: fair\ngates: relu'),
      '6:1 found a field for the second time; remove one of the two',
    ],
    [
      'a symbol twice',
      change('  r:', '  d: 3\n  r:'),
      '10:3 found a field for the second time; remove one of the two',
    ],
    ['__proto__', `${FILE}__proto__: { polluted: 1 }\n`, "15:1 '__proto__' is no name here"],
    [
      'a key of every object',
      `${FILE}constructor: 1\n`,
      "15:1 constructor: unknown field 'constructor'; remove it or correct its name",
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));

  test('an object has no more keys than before', () => {
    expect(Object.keys({})).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('documents', () => {
  const empty = '1:1 the file is empty; wanted one YAML document';
  test.each([
    ['an empty file', '', empty],
    ['blank lines', ' \n\n', empty],
    ['a comment', '# nothing\n', empty],
    ['a marker', '---\n', empty],
    ['one word', 'hello', '1:1 found "hello"; wanted named fields'],
    ['a list', '- a\n', '1:1 found ["a"]; wanted named fields'],
    ['two documents', `${FILE}---\n${FILE}`, '16:1 found a second YAML document; wanted one in a file'],
    [
      'a file too long',
      `${FILE}# ${'x'.repeat(200_000)}`,
      `1:1 the file has ${FILE.length + 200_002} characters; wanted at most 200000`,
    ],
    ['zero bytes', '\0\u0001\u0002', '1:1 found the control character U+0000; wanted printable text'],
    [
      'a picture',
      '\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR',
      '1:1 found the control character U+001A; wanted printable text',
    ],
    [
      'a title a terminal would obey',
      change('a test', '"\\e[31m"'),
      '2:8 found the control character U+001B; wanted printable text',
    ],
    [
      'a title that turns the line around',
      change('a test', '"E(K) \\u202e= 1"'),
      '2:8 found the control character U+202E; wanted printable text',
    ],
    [
      'the same as it stands, in a name',
      `${FILE}\u2066x: 1\n`,
      '15:1 found the control character U+2066; wanted printable text',
    ],
    [
      'a C1 control',
      change('a test', '"\\x9b31m"'),
      '2:8 found the control character U+009B; wanted printable text',
    ],
    [
      'an endless alias',
      change('a test', `*${'a'.repeat(100_000)}`),
      `2:8 found the alias '*${'a'.repeat(60)}…'; write the value out, or quote it if it is text`,
    ],
    [
      'an endless tag',
      change('a test', `!${'a'.repeat(100_000)} test`),
      `2:8 not valid YAML: Unresolved tag: !${'a'.repeat(143)}…`,
    ],
    [
      'an endless name of a field',
      `${FILE}${'a'.repeat(1000)}: 1\n`,
      `15:1 ${'a'.repeat(60)}…: unknown field '${'a'.repeat(60)}…'; remove it or correct its name`,
    ],
    [
      'a field that stands twice in a list',
      change('    formula', '    relation: equals\n    formula'),
      '14:5 found a field for the second time; remove one of the two',
    ],
    [
      'an anchor',
      change('a test', '&a test'),
      "2:11 found the anchor '&a'; remove it, or quote the value if it is text",
    ],
    [
      'an alias',
      change('a test', '*a'),
      "2:8 found the alias '*a'; write the value out, or quote it if it is text",
    ],
    ['a merge', `${FILE}<<: { notes: x }\n`, "15:1 <<: unknown field '<<'; remove it or correct its name"],
    [
      'a list as a name',
      `${FILE}? [a]\n: 1\n`,
      '15:3 found a list or a map as the name of a field; wanted text',
    ],
    ['a tab', change('  d:', '\td:'), '8:1 not valid YAML: Tabs are not allowed as indentation'],
    ['a tag of its own', change('a test', '!mine test'), '2:8 not valid YAML: Unresolved tag: !mine'],
    ['a directive', `%MINE 1\n---\n${FILE}`, '1:1 not valid YAML: Unknown directive %MINE'],
    [
      'a second colon',
      change('a test', 'a: test'),
      '2:8 not valid YAML: Nested mappings are not allowed in compact mappings',
    ],
    ['an open quote', change('a test', "'a test"), "15:1 not valid YAML: Missing closing 'quote"],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));

  test('thousands of fields are read, and one that stands twice among them is found', () => {
    const many = (count: number): string => Array.from({ length: count }, (_, i) => `k${i}: 1\n`).join('');
    // Comparing each with each would take as many steps as there are pairs: 2·10^8.
    expect(problem(`${FILE}${many(16_000)}`)).toMatch(/^15:1 k0: unknown field 'k0'/);
    expect(problem(`${many(16_000)}k0: 2\n`)).toBe(
      '16001:1 found a field for the second time; remove one of the two',
    );
  });

  test('a billion laughs are not expanded', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n');
    expect(problem(`a0: &a0 x\n${rows}`)).toBe(
      "1:9 found the anchor '&a0'; remove it, or quote the value if it is text",
    );
  });

  test.each([
    ['an open list', '['.repeat(100_000)],
    ['closed maps', `id: ${'{a: '.repeat(3000)}${'}'.repeat(3000)}`],
    ['a few lists', `id: ${'['.repeat(25)}${']'.repeat(25)}`],
    ['dashes', '- '.repeat(50_000)],
    ['indents', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('nesting without end is refused as such: %s', (_, text) => {
    expect(problem(text)).toMatch(/^\d+:\d+ lists and maps are nested .* deep; nothing here is$/);
  });

  test('any text at all gives a statement or a StatementError inside the file', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ...FILE.split(/(?<=[\s,:])/),
        '\t',
        '[',
        '{',
        '}',
        ']',
        '"',
        "'",
        '&a ',
        '*a',
        '? ',
        '- ',
        '|',
        '>-',
        '\n---\n',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 3 }),
        fc.nat(FILE.length),
        fc.nat(12),
        (inserted, at, removed) => {
          const text = FILE.slice(0, at) + inserted.join('') + FILE.slice(at + removed);
          const message = problem(text);
          const found = /^(\d+):(\d+) \S/.exec(message);
          if (!found) return void expect(message).toBe('nothing');
          const lines = text.split('\n');
          expect(Number(found[1])).toBeLessThanOrEqual(lines.length);
          expect(Number(found[2])).toBeLessThanOrEqual(lines[Number(found[1]) - 1]!.length + 1);
        },
      ),
      { seed: 3, numRuns: 400 },
    );
  });
});

describe('what is long', () => {
  const many = (line: (i: number) => string): string =>
    Array.from({ length: 18_000 }, (_, i) => line(i)).join('');

  test('the first of many unknown fields is named', () => {
    expect(problem(many((i) => `k${i}: 1\n`))).toBe(
      "1:1 k0: unknown field 'k0'; remove it or correct its name",
    );
  });

  test('a field that comes again after many others is found', () => {
    expect(problem(`${many((i) => `k${i}: 1\n`)}k7: 1\n`)).toBe(
      '18001:1 found a field for the second time; remove one of the two',
    );
  });

  const long = 'x'.repeat(150_000);
  test.each([
    ['a tag', `id: !${long} a\n`],
    ['an alias', `id: *${long}\n`],
    ['an anchor', `id: &${long} a\n`],
    ['a directive', `%${long}\n---\nid: a\n`],
    ['a convention', change('convention:', `convention: ${long} #`)],
    ['a choice', change('gates: fair', `gates: ${long}`)],
    ['a relation', change('relation: equals', `relation: ${long}`)],
    ['an interval', change('[1, inf]', `"[${long}, inf]"`)],
  ])('%s is not repeated whole', (_, text) => {
    const message = problem(text);
    expect(message).toMatch(/x{20}|found/);
    expect(message!.length).toBeLessThan(1200);
  });
});
