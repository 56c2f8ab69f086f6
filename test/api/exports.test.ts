import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as api from '../../src/index.ts';
import { root } from '../cli/run.ts';
import { exportsOfPackage } from './program.ts';

const all = exportsOfPackage();
const index = new URL('../../dist/index.js', import.meta.url).href;

/** What a program prints with everything that the package exports, line by line. */
async function printedBy(program: string): Promise<string[]> {
  const text = `import { ${Object.keys(api).join(', ')} } from ${JSON.stringify(index)};\n${program}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', text], {
    cwd: root,
  });
  return stdout.trimEnd().split('\n');
}

const expectedOf = (program: string): string[] =>
  [...program.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text!);

describe('what the package exports', () => {
  test('has documentation, each', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ documentation }) => documentation === '').map(({ name }) => name)).toEqual([]);
  });

  test.each(['evaluate', 'derive', 'simulate', 'loadLibrary', 'verifyFile', 'verifyStatements'])(
    '%s has an example',
    (name) => expect(all.find((one) => one.name === name)?.examples).toHaveLength(1),
  );

  const examples = all.flatMap(({ name, examples }) => examples.map((program) => [name, program] as const));
  test.each(examples)('the example of %s prints what its comments say', async (_, program) => {
    const expected = expectedOf(program);
    expect(expected.length).toBeGreaterThan(0);
    expect(await printedBy(program)).toEqual(expected);
  });
});
