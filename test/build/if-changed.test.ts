import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** A step of the build that only says that it ran, or fails. */
const step = (name: string): string =>
  `import { appendFileSync, existsSync } from 'node:fs';
if (existsSync('broken-${name}')) process.exit(3);
appendFileSync('log', '${name} ');
`;

/** A checkout in which each step of the build writes its name to a log. */
function checkout() {
  const root = mkdtempSync(join(tmpdir(), 'ntkcheck-build-'));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  copyFileSync(fileURLToPath(new URL('../../build.mjs', import.meta.url)), join(root, 'build.mjs'));
  write('package.json', '{ "type": "module" }');
  for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) write(name, '{}');
  write('src/index.ts', '1');
  write('src/simulate/kernel-binary.ts', 'made by the kernel step');
  write('src/simulate/kernel/build.mjs', step('kernel'));
  write('node_modules/typescript/package.json', '{ "type": "module" }');
  write('node_modules/typescript/bin/tsc', step('tsc'));
  write('dist/cli/build-schema.js', step('schema'));
  write('dist/cli/main.js', '');
  const build = (...args: string[]) => {
    rmSync(join(root, 'log'), { force: true });
    const { status } = spawnSync(process.execPath, [join(root, 'build.mjs'), ...args], { cwd: tmpdir() });
    const log = existsSync(join(root, 'log')) ? readFileSync(join(root, 'log'), 'utf8') : '';
    return { status, log };
  };
  return { root, write, build };
}

const BUILT = { status: 0, log: 'kernel tsc schema ' };
const NOTHING = { status: 0, log: '' };

describe('build.mjs --if-changed, which npm ci and npx run', () => {
  test('builds once, and again when a source has changed, come or gone', () => {
    const { root, write, build } = checkout();
    expect(build('--if-changed')).toEqual(BUILT);
    // npx runs it as it is, where it has linked this folder before.
    expect(statSync(join(root, 'dist', 'cli', 'main.js')).mode & 0o111).toBe(0o111);
    expect(build('--if-changed')).toEqual(NOTHING);
    write('src/simulate/kernel-binary.ts', 'made anew');
    expect(build('--if-changed')).toEqual(NOTHING);
    for (const change of [
      () => write('src/index.ts', '2'),
      () => write('src/more.ts', ''),
      () => rmSync(join(root, 'src/more.ts')),
      () => write('package-lock.json', '{ "a": 1 }'),
      () => rmSync(join(root, 'dist/built-from')),
    ]) {
      change();
      expect(build('--if-changed')).toEqual(BUILT);
    }
    expect(build('--if-changed')).toEqual(NOTHING);
    // The same text, written later: the tests would take what was built for an old one.
    utimesSync(join(root, 'src/index.ts'), 1e10, 1e10);
    expect(build('--if-changed')).toEqual(BUILT);
    utimesSync(join(root, 'src/index.ts'), 1, 1);
    expect(build('--if-changed')).toEqual(NOTHING);
  });

  test('without the flag builds whatever there is', () => {
    const { build } = checkout();
    expect(build()).toEqual(BUILT);
    expect(build()).toEqual(BUILT);
    expect(build('--if-changed')).toEqual(NOTHING);
  });

  test('after a step that failed: builds again', () => {
    const { root, write, build } = checkout();
    write('broken-tsc', '');
    expect(build('--if-changed')).toEqual({ status: 3, log: 'kernel ' });
    rmSync(join(root, 'broken-tsc'));
    expect(build('--if-changed')).toEqual(BUILT);
  });
});
