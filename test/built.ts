import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Before all tests: builds what has changed, as they run what is built, and gives them a cache of their own, which is empty. After
 * them it goes.
 */
export default function setup(): () => void {
  const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
  execFileSync(process.execPath, [build, '--if-changed'], { stdio: 'inherit' });
  const cache = mkdtempSync(join(tmpdir(), 'ntkcheck-cache-'));
  process.env.NTKCHECK_CACHE = cache;
  return () => rmSync(cache, { recursive: true, force: true });
}
