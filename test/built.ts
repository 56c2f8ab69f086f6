import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before all tests: builds what has changed, as they run what is built. */
export default function setup(): void {
  const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
  execFileSync(process.execPath, [build, '--if-changed'], { stdio: 'inherit' });
}
