import { digestOf } from '../verify/key.ts';

/**
 * What an audit found, by everything that it follows from, so that the next audit of a document that was changed a little
 * decides only what changed. It holds what its audit and nothing before it has asked for.
 */
export class Memory {
  readonly #before: ReadonlyMap<string, unknown>;
  readonly #found = new Map<string, unknown>();

  constructor(before?: Memory) {
    this.#before = before ? before.#found : new Map();
  }

  /** What was found from the same before, or else is found now. `kind` tells apart what is found from the same. */
  recall<T>(kind: string, from: unknown, find: () => T): T {
    const key = digestOf([kind, from]);
    const known = [this.#found, this.#before].find((map) => map.has(key));
    const found = known ? (known.get(key) as T) : find();
    this.#found.set(key, found);
    return found;
  }
}
