// Peers are programs that stay alive and are asked for work line by line; see peers/protocol.py.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NotHere } from './side.mjs';

const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

const peerFile = (file) => fileURLToPath(new URL(`../peers/${file}`, import.meta.url));

/** `peers/file` under the first Python that has `module`: $NTKCHECK_BENCH_PYTHON, python3, /usr/bin/python3. */
export function python(name, module, file, args) {
  return {
    name,
    start: async () => {
      const interpreter = interpreterWith(module);
      return startProgram(interpreter, [peerFile(file), ...args.map(String)], ` (${interpreter})`);
    },
  };
}

const interpreters = new Map();

function interpreterWith(module) {
  if (!interpreters.has(module)) {
    const found = [process.env.NTKCHECK_BENCH_PYTHON, 'python3', '/usr/bin/python3'].find(
      (command) => command && spawnSync(command, ['-c', `import ${module}`]).status === 0,
    );
    interpreters.set(module, found);
  }
  const interpreter = interpreters.get(module);
  if (!interpreter) throw new NotHere('not installed here');
  return interpreter;
}

/** `peers/file`, compiled for this processor with $CC or cc. */
export function c(name, file, args) {
  return {
    name,
    start: async () => startProgram(compiled(file), args.map(String), ''),
  };
}

const programs = new Map();

function compiled(file) {
  if (!programs.has(file)) programs.set(file, compile(file));
  const program = programs.get(file);
  if (program instanceof NotHere) throw program;
  return program;
}

function compile(file) {
  const folder = mkdtempSync(join(tmpdir(), 'ntkcheck-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'peer');
  const flags = ['-O3', '-march=native', '-o', program, peerFile(file), '-lm'];
  const { error, status, stderr } = spawnSync(process.env.CC ?? 'cc', flags, { encoding: 'utf8' });
  if (error) return new NotHere('no C compiler here');
  return status === 0 ? program : new NotHere(`does not compile here: ${stderr.split('\n')[0]}`);
}

async function startProgram(command, args, suffix) {
  const env = { ...process.env, ...ONE_THREAD, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close').then(() => ({ done: true }));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await Promise.race([lines.next(), ended]);
    if (done) throw new Error(`${[command, ...args].join(' ')} ended with code ${child.exitCode}`);
    return value;
  };
  return {
    version: (await line()) + suffix,
    async run(count) {
      child.stdin.write(`${count}\n`);
      const [seconds, ...answer] = (await line()).split(' ');
      return { seconds: Number(seconds), answer };
    },
    stop() {
      child.stdin.end();
    },
  };
}
