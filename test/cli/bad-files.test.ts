import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claim, claims, expectRefusal, filesOf, ntkcheck } from './run.ts';

const good = claim();
const directory = filesOf({
  'good.yaml': good,
  'twin.yaml': good,
  'tab.yaml': good.replace('title', '\ttitle'),
  'relation.yaml': good.replace('equals', 'eqals'),
  'convention.yaml': claim({ convention: 'nope' }),
  'open.yaml': claim({ claims: claims('d*(1 + 2*r') }),
  'symbol.yaml': claim({ claims: claims('d*(1 + 2*x)') }),
  'empty.yaml': '',
  'untitled.yaml': good.replace(/title.*\n/, ''),
  'extra.yaml': `${good}extra: 1\n`,
  'twice.yaml': `${good}id: AGAIN\n`,
  'interval.yaml': good.replace('[1, 4]', '[5, 2]'),
  'two.yaml': `${good}---\n${good}`,
  'inline.yaml': claim({ convention: '{ name: mine, parametrization: ntk }' }),
  'mine.yml': 'mine: { title: x }\n',
  'turned.yaml': claim({ title: '"E(K) \\u202e= d"' }),
  'anchor.yaml': 'a: &a [*a, *a]\n',
  'latin1.yaml': Buffer.from(claim({ title: 'Modèle' }), 'latin1'),
  'utf16.yaml': Buffer.from(good, 'utf16le'),
});
mkdirSync(join(directory, 'folder.yaml'));
mkdirSync(join(directory, 'nothing'));
symlinkSync('loop.yaml', join(directory, 'loop.yaml'));
const listing = readdirSync(directory).sort();

const ROWS: readonly (readonly [args: string[], message: RegExp])[] = [
  [['@missing.yaml'], /cannot read .*missing\.yaml: there is no such file/],
  [['@folder.yaml'], /cannot read .*folder\.yaml: it is a folder/],
  [['@tab.yaml'], /tab\.yaml:2:1 .*[Tt]abs/],
  [['@relation.yaml'], /relation\.yaml:7:\d+ claims\.0\.relation: found "eqals"; wanted one of equals, /],
  [['@convention.yaml'], /convention\.yaml:4:13 convention: unknown convention 'nope'; known: ntk, /],
  [['@open.yaml'], /open\.yaml:7:\d+ claims\.0\.formula: the '\(' at 2 is never closed/],
  [['@symbol.yaml'], /symbol\.yaml:7:\d+ claims\.0\.formula: .*'x'/],
  [['@empty.yaml'], /empty\.yaml:1:1 the file is empty/],
  [['@untitled.yaml'], /untitled\.yaml:1:1 title: missing/],
  [['@extra.yaml'], /extra\.yaml:9:1 extra: unknown field 'extra'/],
  [['@twice.yaml'], /twice\.yaml:9:1 found a field for the second time/],
  [['@interval.yaml'], /interval\.yaml:6:\d+ domain\.d\.integer: the interval \[5, 2\] is empty/],
  [['@two.yaml'], /two\.yaml:10:5 id: 'MY\.claim' is taken by a statement above/],
  [['@nothing'], /nothing: a folder without statement files \(\.yaml\)/],
  [[`@${'x'.repeat(300)}.yaml`], /cannot read .*: the name is too long/],
  [[`@${'é'.repeat(200)}.yaml`], /cannot read .*: the name is too long/],
  [['@loop.yaml'], /cannot read .*loop\.yaml: its symbolic links lead in a circle/],
  [['@good.yaml/x.yaml'], /cannot read .*x\.yaml: a part of the path is no folder/],
  [['@good.yaml', '--json', `@${'x'.repeat(300)}`], /--json: cannot write .*: the name is too long/],
  [['@good.yaml', '--json', '@loop.yaml'], /--json: cannot write .*: its symbolic links lead in a circle/],
  [['@a\u001b[2J\u202e.yaml'], /cannot read .*a\\u001b\[2J\\u202e\.yaml: there is no such file/],
  [['@turned.yaml'], /turned\.yaml:2:8 found the control character U\+202E/],
  [['@inline.yaml'], /inline\.yaml:4:\d+ convention\.sigma_w2: missing; wanted a text or a number/],
  [['@good.yaml', '--conventions', '@none'], /cannot read .*none: there is no such file/],
  [['@good.yaml', '--conventions', '@mine.yml'], /mine\.yml:1:7 mine\.source: missing; wanted a text/],
  [['HN19.T1.mean', '--conventions', '@mine.yml'], /--conventions: is for statements of your own/],
  [['@anchor.yaml'], /anchor\.yaml:1:\d+ found the anchor/],
  [['@latin1.yaml'], /latin1\.yaml: found bytes that are not UTF-8/],
  [['@utf16.yaml'], /utf16\.yaml:/],
  [['@good.yaml', '@twin.yaml'], /twin\.yaml: the id 'MY\.claim' is taken by .*good\.yaml/],
  [['@good.yaml', 'HN19.*'], /no statement of .*good\.yaml matches 'HN19\.\*'/],
  [
    ['@good.yaml', '--json', '@no/out.json'],
    /--json: cannot write .*no\/out\.json: there is no such file or folder/,
  ],
  [['@good.yaml', '--junit', '.'], /--junit: cannot write \.: it is a folder/],
  [['@good.yaml', '--json', ''], /--json: found ''; wanted the name of a file/],
  [['@good.yaml', '--json', '--junit'], /--json: found '--junit'; wanted the name of a file/],
  [['@good.yaml', '--json', '@out', '--junit', '@./out'], /--junit .*\/out: this is the file of --json too/],
  [['@good.yaml', '--json', '@good.yaml'], /--json .*good\.yaml: this is a statement to be checked too/],
];

/** In that folder: `@` stands for it. */
const at = (text: string): string => text.replace(/^@/, `${directory}/`);

describe('verify refuses files that it cannot read, or write, before any work', () => {
  test.each(ROWS.map(([args, message]) => [args.join(' '), args, message] as const))(
    'verify %s',
    async (_, args, message) => {
      expectRefusal(await ntkcheck(['verify', ...args.map(at)]), message);
      expect(readdirSync(directory).sort()).toEqual(listing);
      expect(readFileSync(join(directory, 'good.yaml'), 'utf8')).toBe(good);
    },
  );
});
