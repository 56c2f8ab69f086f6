import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');

/** Fenced blocks of a document in one language. */
function blocksOf(file: string, language: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, body]) => body!,
  );
}

/** A shell command as arguments: words, and words in single quotes. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);

function inTemporaryFile<T>(name: string, text: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'ntkcheck-docs-'));
  try {
    writeFileSync(join(folder, name), text);
    return use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The share of the false-alarm budget depends on how many statements there are. */
const masked = (text: string): string =>
  text
    .replace(/false-alarm rate of [^;]*;/, 'false-alarm rate of …;')
    .replace(/relative error of [\d.]+% or less/, 'relative error of …% or less');

const run = (args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

describe('documents', () => {
  test.each(blocksOf('README.md', 'console').map((block) => [block.split('\n')[0]!, block] as const))(
    'README transcript: %s',
    (command, block) => {
      expect(command.startsWith('$ npx ntkcheck ')).toBe(true);
      const printed = run([main, ...wordsOf(command.slice('$ npx ntkcheck '.length))]);
      expect(masked(printed)).toBe(masked(block.slice(command.length + 1)));
    },
  );

  test('README program prints what its comment says', () => {
    const [program] = blocksOf('README.md', 'js');
    const installed = program!.replace("'ntkcheck'", `'${new URL('../../dist/index.js', import.meta.url)}'`);
    const expected = /console\.log\(.*\); \/\/ (.*)$/m.exec(program!)![1];
    expect(inTemporaryFile('program.mjs', installed, (file) => run([file])).trim()).toBe(expected);
  });

  test('CONTRIBUTING statement is supported as it stands', () => {
    const [statement] = blocksOf('CONTRIBUTING.md', 'yaml');
    const text = statement!.replace(/^ {3}/gm, '');
    expect(inTemporaryFile('example.yaml', text, (file) => run([main, 'verify', file]))).toContain(
      'all as expected',
    );
  });

  test('every work that a statement or convention cites is in references.bib', () => {
    const keys = new Set(
      [...readFileSync(join(root, 'references.bib'), 'utf8').matchAll(/^@\w+\{([^,]+),/gm)].map(
        ([, key]) => key!,
      ),
    );
    const listed: { file: string }[] = JSON.parse(run([main, 'list', '--json']));
    const cited = listed.flatMap(({ file }) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bwork: ([\w-]+)/g)].map(([, key]) => key!),
    );
    expect([...new Set(cited)].filter((key) => key !== 'ntkcheck' && !keys.has(key))).toEqual([]);
  });

  test('formulas/schema.json is what the build writes', () => {
    const schema = run([
      '-e',
      `import('${new URL('../../dist/statement/schema.js', import.meta.url)}').then(({ statementJsonSchema }) => console.log(JSON.stringify(statementJsonSchema())))`,
    ]);
    expect(JSON.parse(readFileSync(join(root, 'formulas/schema.json'), 'utf8'))).toEqual(JSON.parse(schema));
  });
});
