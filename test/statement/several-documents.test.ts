import { expect, test } from 'vitest';
import type { Place } from '../../src/statement/document.ts';
import { readStatements } from '../../src/statement/read.ts';
import { change, conventions, FILE, problem } from './files.ts';

const readAll = (text: string) => readStatements('a.yaml', text, conventions);
const OTHER = change('TEST.mean', 'TEST.other');

test('each YAML document of a file is a statement of its own', () => {
  const [first, second, ...more] = readAll(`${FILE}---\n${OTHER}...\n`);
  expect([first?.id, second?.id, more]).toEqual(['TEST.mean', 'TEST.other', []]);
  // But for where it stands, 15 lines below.
  const below = ({ line, column }: Place): Place => ({ line: line + 15, column });
  expect(second).toEqual({
    ...first!,
    id: 'TEST.other',
    cases: first!.cases.map((one) => ({ ...one, place: below(one.place) })),
    claimPlaces: first!.claimPlaces.map(below),
  });
});

test.each([
  [
    'an error in the second',
    `${FILE}---\n${change('title: a test\n', '', OTHER)}`,
    '16:1 title: missing; wanted a text',
  ],
  [
    'a formula of the second',
    `${FILE}---\n${change('2*r', '2*x', OTHER)}`,
    /^29:23 claims\.0\.formula: .*'x'/,
  ],
  [
    'the same id again',
    `${FILE}---\n${FILE}`,
    "16:5 id: 'TEST.mean' is taken by a statement above; ids are permanent and unique",
  ],
  [
    'an empty one in the middle',
    `${FILE}---\n---\n${OTHER}`,
    "15:1 found an empty YAML document; remove its '---'",
  ],
  ['an empty one at the end', `${FILE}---\n`, "15:1 found an empty YAML document; remove its '---'"],
])('%s is said with its line in the file', (_, text, expected) => {
  if (expected instanceof RegExp) expect(problem(text, readAll)).toMatch(expected);
  else expect(problem(text, readAll)).toBe(expected);
});
