import { readFileSync } from 'node:fs';

/**
 * What decides: a digest of the sources and dependencies that this build was made from, and the machine's arithmetic. Undefined where
 * there is no build, as when the sources run themselves.
 */
export function engineBuild(): string | undefined {
  try {
    const made = readFileSync(new URL('../built-from', import.meta.url), 'utf8');
    return `${made} ${process.version} ${process.arch}`;
  } catch {
    return undefined;
  }
}
