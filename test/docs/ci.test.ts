import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { claim, claims, filesOf, ntkcheck, root } from '../cli/run.ts';
import { parseXml } from '../report/xml.ts';

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, body]) => body!);
const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { id?: string; run: string; env: Record<string, string> }[] };
} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const verifyStep = action.runs.steps.find(({ id }) => id === 'verify')!;

describe('the page on continuous integration', () => {
  const [workflow, statement, elsewhere] = blocks('yaml');

  test('prints the annotation that its statement has', async () => {
    const [command, expected] = blocks('console')[0]!.split('\n');
    expect(command).toBe('$ npx ntkcheck verify wrong.yaml --annotations github | grep ::');
    const { stdout } = await ntkcheck(
      ['verify', 'wrong.yaml', '--annotations', 'github'],
      filesOf({ 'wrong.yaml': statement! }),
    );
    expect(stdout.split('\n').filter((line) => line.includes('::'))).toEqual([expected]);
  });

  test('gives the action inputs that it has, and has a row for each', () => {
    const steps = parse(workflow!).jobs.verify.steps;
    const used = steps.find(({ id }: { id?: string }) => id === 'ntkcheck').with;
    const inputs = Object.keys(action.inputs);
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(used)));
    const rows = [
      ...page
        .split('| input |')[1]!
        .split('\n\n')[0]!
        .matchAll(/^\| `(\w+)` \|/gm),
    ];
    expect(rows.map(([, name]) => name)).toEqual(inputs);
    expect(parse(elsewhere!).verify.script).toHaveLength(2);
  });
});

describe('the action', () => {
  /** Its step in a shell, as GitHub runs it. */
  function verified(folder: string, inputs: Readonly<Record<string, string>>) {
    const values = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [
        name.toUpperCase(),
        inputs[name] ?? input.default,
      ]),
    );
    const env = {
      ...process.env,
      ...values,
      ACTION: root,
      NTKCHECK_CACHE: join(folder, 'cache'),
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_WORKSPACE: folder,
    };
    try {
      const options = { cwd: join(folder, 'below'), env, encoding: 'utf8', stdio: 'pipe' } as const;
      return { code: 0, stdout: execFileSync('bash', ['-eo', 'pipefail', '-c', verifyStep.run], options) };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, stdout };
    }
  }

  test('has every variable of its step from an input or from its own', () => {
    expect(Object.keys(verifyStep.env).sort()).toEqual(
      ['ACTION', 'NTKCHECK_CACHE', ...Object.keys(action.inputs).map((name) => name.toUpperCase())].sort(),
    );
  });

  test('verifies the paths, annotates, writes the reports, and fails when a verdict differs', () => {
    const folder = filesOf({
      'my good.yaml': claim(),
      'wrong.yaml': claim({ id: 'MY.wrong', claims: claims('d') }),
    });
    mkdirSync(join(folder, 'below'));
    const { code, stdout } = verified(folder, { paths: '../my good.yaml\n../wrong.yaml\n' });
    expect(code).toBe(1);
    expect(stdout.match(/^::error .*$/gm)).toEqual([
      expect.stringMatching(/^::error file=wrong\.yaml,line=7,col=10,/),
    ]);
    const suite = parseXml(readFileSync(join(folder, 'below/ntkcheck.xml'), 'utf8'));
    expect(suite.attributes).toMatchObject({ tests: '2', failures: '1' });
    expect(JSON.parse(readFileSync(join(folder, 'below/ntkcheck.json'), 'utf8')).verdicts).toHaveLength(2);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('junit=ntkcheck.xml\njson=ntkcheck.json\n');
    expect(verified(folder, { paths: '../my good.yaml' })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 of 1 from the cache'),
    });
  });
});
