import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const src = join(root, 'src');

/** Which rooms of src a room may import: the arrows of ARCHITECTURE.md. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  limits: [],
  rational: [],
  random: [],
  statistics: [],
  network: ['rational'],
  expression: ['rational', 'network'],
  exact: ['rational', 'network'],
  paths: ['rational', 'network', 'random'],
  simulate: ['rational', 'network', 'random'],
  'infinite-width': ['rational', 'network'],
  training: ['rational', 'random', 'network', 'simulate'],
  quantity: ['rational', 'network', 'expression'],
  jobs: ['rational', 'random', 'statistics', 'network', 'expression', 'simulate', 'quantity'],
  parallel: ['jobs'],
  latex: ['rational', 'network', 'expression'],
  statement: ['rational', 'network', 'expression'],
  algebra: ['rational'],
  derive: ['rational', 'network', 'expression', 'exact', 'algebra'],
  asymptotics: ['rational', 'expression', 'algebra', 'derive'],
  certificate: [
    'rational',
    'network',
    'expression',
    'exact',
    'quantity',
    'statement',
    'algebra',
    'derive',
    'asymptotics',
  ],
  checker: [],
  estimate: ['rational', 'random', 'statistics', 'network', 'expression', 'simulate', 'quantity'],
  samples: ['rational', 'statistics', 'network', 'exact', 'simulate', 'statement'],
  verify: [
    'rational',
    'random',
    'statistics',
    'network',
    'expression',
    'exact',
    'paths',
    'simulate',
    'quantity',
    'statement',
    'certificate',
    'checker',
    'estimate',
    'infinite-width',
    'training',
  ],
  mutation: ['rational', 'network', 'expression', 'statement', 'verify'],
  files: ['statement'],
  workflow: [
    'rational',
    'network',
    'expression',
    'exact',
    'quantity',
    'jobs',
    'statement',
    'statistics',
    'files',
    'derive',
    'algebra',
    'asymptotics',
    'certificate',
    'checker',
    'verify',
    'audit',
    'samples',
  ],
  audit: [
    'rational',
    'network',
    'expression',
    'latex',
    'statement',
    'derive',
    'asymptotics',
    'verify',
    'mutation',
  ],
  report: ['rational', 'expression', 'statement', 'verify', 'mutation', 'audit'],
};
/** Every room but the checker, which stands alone, may import what ntkcheck refuses. */
const LEAF = 'limits';
/** What only some rooms may touch. */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  mathjs: ['expression'],
  yaml: ['statement'],
  zod: ['statement', 'audit'],
  'fast-check': ['verify'],
  commander: ['cli'],
  '@commander-js/extra-typings': ['cli'],
  piscina: ['parallel'],
  bullmq: ['parallel'],
  ioredis: ['parallel'],
  'node:fs': ['cli', 'files'],
  'node:path': ['cli', 'files'],
  'node:url': ['cli', 'files'],
  'node:worker_threads': ['cli', 'workflow'],
  'node:timers/promises': ['cli'],
  'node:crypto': ['cli', 'certificate', 'checker', 'parallel', 'verify'],
  'node:v8': ['cli'],
  'env-paths': ['cli'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(join(src, file), 'utf8');
/** Without the programs that comments show. */
const codeOf = (file: string): string => textOf(file).replace(/\/\*\*[\s\S]*?\*\//g, '');
const roomOf = (file: string): string => file.split('/')[0]!;

/** Every module that a file names in an import or export. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name]) => name!);

const arrows = files.flatMap((file) =>
  importsOf(textOf(file)).map((name) => ({
    file,
    name,
    room: roomOf(file),
    target: name.startsWith('.') ? roomOf(relative(src, join(src, dirname(file), name))) : undefined,
  })),
);

describe('who may import whom', () => {
  test('every arrow that is allowed is there', () => {
    const idle = Object.entries(ARROWS).flatMap(([room, allowed]) =>
      allowed
        .filter((to) => !arrows.some((arrow) => arrow.room === room && arrow.target === to))
        .map((to) => `${room} -> ${to}`),
    );
    expect(idle).toEqual([]);
  });

  test('rooms import only what ARCHITECTURE.md allows', () => {
    const bad = arrows.filter(
      ({ room, target }) =>
        target &&
        target !== room &&
        ARROWS[room] &&
        !ARROWS[room].includes(target) &&
        !(target === LEAF && room !== 'checker'),
    );
    expect(bad).toEqual([]);
  });

  test('exact and simulate know neither each other nor the formulas', () => {
    const far = arrows
      .filter(({ room }) => room === 'exact' || room === 'simulate')
      .map(({ target }) => target);
    expect(
      far.filter((target) =>
        ['exact', 'simulate', 'statement', 'expression', 'quantity'].includes(target ?? ''),
      ),
    ).toEqual(
      arrows
        .filter(({ room, target }) => room === target && (room === 'exact' || room === 'simulate'))
        .map(({ target }) => target),
    );
  });

  test('packages are imported only where they belong', () => {
    const bad = arrows.filter(({ name, room }) => {
      const allowed = Object.entries(RESERVED).find(
        ([pack]) => name === pack || name.startsWith(`${pack}/`),
      )?.[1];
      return allowed && !allowed.includes(room);
    });
    expect(bad).toEqual([]);
  });

  test('argv, console, clock and global randomness stay in cli', () => {
    const bad = files.filter(
      (file) =>
        roomOf(file) !== 'cli' &&
        /process\.|console\.|Date\.now|new Date|Math\.random|performance\./.test(codeOf(file)),
    );
    expect(bad).toEqual([]);
  });

  test('the rooms of the table are the folders of src', () => {
    const folders = readdirSync(src, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `src\/([\w-]+)` \|/gm)].map(([, name]) => name!).sort();
    expect(rows).toEqual(folders);
    expect([...Object.keys(ARROWS), 'cli'].sort()).toEqual(folders);
  });

  test('the arrows of the table are those that are checked', () => {
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    for (const [room, allowed] of Object.entries(ARROWS)) {
      const cell = new RegExp(`^\\| \`src/${room}\` \\|[^|]*\\| ([^|]*) \\|$`, 'm').exec(page)?.[1] ?? '';
      const written =
        cell === 'nothing'
          ? []
          : cell === 'all of the above'
            ? allowed
            : cell.replace(' (types)', '').split(', ');
      expect(written, room).toEqual(allowed);
    }
  });

  test('files stay below 300 lines', () => {
    expect(files.filter((file) => textOf(file).split('\n').length > 300)).toEqual([]);
  });
});
