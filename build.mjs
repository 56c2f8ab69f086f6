// Builds dist: the kernel, the program, the schema. With --if-changed only when something that it is made from has changed,
// so that `npx ntkcheck` in a clone, which installs the package once more and prepares it, starts at once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
/** What dist was made from, as a digest; it is there only when all of dist is. */
const stamp = join(root, 'dist', 'built-from');
const made = [join('src', 'simulate', 'kernel-binary.ts')];
const steps = [
  ['src/simulate/kernel/build.mjs'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['dist/cli/build-schema.js'],
];

function sourceFiles() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name))
    .filter((name) => statSync(join(root, name)).isFile() && !made.includes(name));
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  return [...sources, 'build.mjs', ...settings].sort();
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const name of files) {
    const bytes = readFileSync(join(root, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** The same content, and, as the tests want it, older than what was made from it. */
function isCurrent(files, digest) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) return false;
  const { mtimeMs } = statSync(stamp);
  return files.every((name) => statSync(join(root, name)).mtimeMs <= mtimeMs);
}

const files = sourceFiles();
const digest = digestOf(files);
if (!process.argv.includes('--if-changed') || !isCurrent(files, digest)) {
  rmSync(stamp, { force: true });
  for (const step of steps) {
    const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  // npm does so where it links the program; npx has linked a folder before, and does not again.
  chmodSync(join(root, 'dist', 'cli', 'main.js'), 0o755);
  writeFileSync(stamp, digest);
}
