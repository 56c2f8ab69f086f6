import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { statementJsonSchema } from '../../src/statement/schema.ts';
import { ntkcheck, root } from '../cli/run.ts';

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

async function inTemporaryFile<T>(
  name: string,
  text: string,
  use: (file: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ntkcheck-docs-'));
  try {
    writeFileSync(join(folder, name), text);
    return await use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The share of the false-alarm budget depends on how many statements there are. */
const masked = (text: string): string =>
  text
    .replace(/false-alarm rate of [^;]*;/, 'false-alarm rate of …;')
    .replace(/relative error of [\d.]+% or less/, 'relative error of …% or less');

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await ntkcheck(args);
  // A claim that is false is what some snippets are about.
  const expected = args[0] === 'check' && /^✗/m.test(stdout) ? 1 : 0;
  expect([code, stderr]).toEqual([expected, '']);
  return stdout;
}

describe('documents', () => {
  test.each(blocksOf('README.md', 'console').map((block) => [block.split('\n')[0]!, block] as const))(
    'README transcript: %s',
    async (command, block) => {
      expect(command.startsWith('$ npx ntkcheck ')).toBe(true);
      const words = wordsOf(command.slice('$ npx ntkcheck '.length));
      // As on a machine on which nothing was decided yet.
      const fresh = words[0] === 'verify' && !words.includes('--mutate') ? ['--fresh'] : [];
      const found = await printed(...words, ...fresh);
      expect(masked(found)).toBe(masked(block.slice(command.length + 1)));
    },
  );

  test.each(blocksOf('docs/samples.md', 'console').map((block) => [block.split('\n')[0]!, block] as const))(
    'docs/samples.md: %s',
    async (command, block) => {
      const { code, stdout, stderr } = await ntkcheck(wordsOf(command.slice('$ npx ntkcheck '.length)));
      expect([code, stderr]).toEqual([/^consistent/m.test(block) ? 0 : 1, '']);
      expect(stdout).toBe(block.slice(command.length + 1));
    },
  );

  test('README program prints what its comments say', async () => {
    const [program] = blocksOf('README.md', 'js');
    const installed = program!.replace("'ntkcheck'", `'${new URL('../../dist/index.js', import.meta.url)}'`);
    const expected = [...program!.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    const found = await inTemporaryFile('program.mjs', installed, (file) =>
      execFileSync(process.execPath, [file], { encoding: 'utf8', cwd: root }),
    );
    expect(found.trim().split('\n')).toEqual(expected);
  });

  test('CONTRIBUTING statement is supported as it stands', async () => {
    const [statement] = blocksOf('CONTRIBUTING.md', 'yaml');
    const text = statement!.replace(/^ {3}/gm, '');
    const found = await inTemporaryFile('example.yaml', text, (file) => printed('verify', file));
    expect(found).toContain('all as expected');
  });

  test('every work that a statement or convention cites is in references.bib', async () => {
    const keys = new Set(
      [...readFileSync(join(root, 'references.bib'), 'utf8').matchAll(/^@\w+\{([^,]+),/gm)].map(
        ([, key]) => key!,
      ),
    );
    const listed: { file: string }[] = JSON.parse(await printed('list', '--json'));
    const cited = listed.flatMap(({ file }) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bwork: ([\w-]+)/g)].map(([, key]) => key!),
    );
    expect([...new Set(cited)].filter((key) => key !== 'ntkcheck' && !keys.has(key))).toEqual([]);
  });

  test('formulas/schema.json is what the build writes', () => {
    expect(JSON.parse(readFileSync(join(root, 'formulas/schema.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(statementJsonSchema())),
    );
  });
});
