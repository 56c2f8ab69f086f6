import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ntkcheck, root } from '../cli/run.ts';

const folders = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join('examples', name, 'README.md'));

/** A shell command as arguments: words, and words in single quotes. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);

const transcripts = [...folders, 'docs/audit.md'].flatMap((page) =>
  [
    ...readFileSync(join(root, page), 'utf8').matchAll(/```console\n\$ npx ntkcheck (.*)\n([\s\S]*?)```/g),
  ].map(([, command, printed]) => [page, command!, printed!] as const),
);

describe('examples print what their pages say', () => {
  test.each(transcripts)('%s: %s', async (_, command, printed) => {
    const { code, stdout, stderr } = await ntkcheck(wordsOf(command));
    expect(stderr).toBe('');
    expect(stdout).toBe(printed);
    expect(code).toBe(/^(✓ (proved|supported)|consistent)/m.test(printed) && !/^ *✗/m.test(printed) ? 0 : 1);
  });
});
