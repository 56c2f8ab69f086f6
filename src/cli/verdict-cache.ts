import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import envPaths from 'env-paths';
import { reasonOf } from '../files/reason.ts';
import { InputError } from '../limits/error.ts';
import type { ClaimVerdict } from '../verify/verdict.ts';

/** The folder for what can be made again, by the platform's custom, unless the environment names one. */
export const cacheFolder = (): string =>
  process.env.NTKCHECK_CACHE || envPaths('ntkcheck', { suffix: '' }).cache;

/** Builds whose verdicts are kept. */
const BUILDS = 4;
const BUILD = /^[0-9a-f]{16}$/;

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** What is there of a draft; its folder may not be. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Nothing was written.
  }
}

/**
 * Verdicts on claims that were decided before, a file each, named by everything that they depend on (`verdictKey`). An entry that
 * is damaged, or of another name, is none. Older builds are forgotten.
 */
export class VerdictCache {
  readonly engine: string;
  readonly folder: string;
  readonly #build: string;
  /** Why nothing can be kept, once that is seen. */
  #failure: string | undefined;

  constructor(folder: string, engine: string) {
    this.folder = folder;
    this.engine = engine;
    this.#build = join(folder, digestOf(engine).slice(0, 16));
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** Throws InputError where nothing can be kept. */
  checkWritable(): void {
    try {
      mkdirSync(this.#build, { recursive: true });
      const probe = join(this.#build, `.${process.pid}.tmp`);
      writeFileSync(probe, '');
      rmSync(probe);
    } catch (error) {
      throw new InputError(`--cache: cannot write ${this.folder}: ${reasonOf(error)}`);
    }
  }

  read(key: string): readonly ClaimVerdict[] | undefined {
    try {
      const bytes = readFileSync(join(this.#build, key));
      const [digest, body] = [bytes.subarray(0, 64).toString('latin1'), bytes.subarray(64)];
      if (digestOf(body) !== digest) return undefined;
      const entry: { key: string; claims: readonly ClaimVerdict[] } = deserialize(body);
      return entry.key === key ? entry.claims : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps it, whole or not at all. What cannot be kept is decided again. */
  write(key: string, claims: readonly ClaimVerdict[]): void {
    if (this.#failure !== undefined) return;
    const body = serialize({ key, claims });
    const draft = join(this.#build, `.${key}.${process.pid}.tmp`);
    try {
      if (mkdirSync(this.#build, { recursive: true }) !== undefined) this.#forget();
      writeFileSync(draft, Buffer.concat([Buffer.from(digestOf(body), 'latin1'), body]));
      renameSync(draft, join(this.#build, key));
    } catch (error) {
      this.#failure = reasonOf(error);
      discard(draft);
    }
  }

  /** All builds but the latest ones. */
  #forget(): void {
    const builds = readdirSync(this.folder)
      .filter((name) => BUILD.test(name))
      .map((name) => join(this.folder, name))
      .map((path) => ({ path, time: statSync(path).mtimeMs }))
      .sort((a, b) => b.time - a.time);
    for (const { path } of builds.slice(BUILDS)) rmSync(path, { recursive: true, force: true });
  }
}
