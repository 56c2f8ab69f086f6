import { createHash } from 'node:crypto';
import { refuse } from './refusal.ts';

/** JSON as this checker holds it: objects are maps, so that no key can reach a prototype. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

const MAX_DEPTH = 64;
export const MAX_VALUES = 2_000_000;
const MAX_CHARACTERS = 100_000_000;

/** What a reader may not see as it is: control and bidirectional characters, letters that look like others. */
const HIDDEN = /[^\x20-\x7e]/u;

/**
 * A private copy of a value, so that what is checked once cannot change later. Its texts are printable ASCII, since they are
 * printed in the theorem.
 */
export function snapshot(value: unknown): Json {
  let values = 0;
  let characters = 0;
  const place: (string | number)[] = [];
  const read = (text: string): string => {
    characters += text.length;
    if (characters > MAX_CHARACTERS) refuse('the certificate is too long');
    const hidden = HIDDEN.exec(text)?.[0].codePointAt(0);
    if (hidden === undefined) return text;
    const code = hidden.toString(16).toUpperCase().padStart(4, '0');
    return refuse(
      `${place.join('.') || 'the certificate'}: found the character U+${code}; wanted printable ASCII`,
    );
  };
  const inside = (name: string | number, item: unknown): Json => {
    place.push(name);
    const found = copy(item, place.length);
    place.pop();
    return found;
  };
  const copy = (part: unknown, depth: number): Json => {
    if (depth > MAX_DEPTH) refuse(`the certificate is nested more than ${MAX_DEPTH} deep`);
    values += 1;
    if (values > MAX_VALUES) refuse(`the certificate has more than ${MAX_VALUES} values`);
    if (part === null || typeof part === 'boolean') return part;
    if (typeof part === 'string') return read(part);
    if (typeof part === 'number' && Number.isFinite(part)) return part;
    if (Array.isArray(part)) return Array.from(part, (item, i) => inside(i, item));
    if (typeof part !== 'object') return refuse(`a ${typeof part} is not JSON`);
    return new Map(Object.entries(part).map(([key, item]) => [read(key), inside(key, item)]));
  };
  return copy(value, 0);
}

export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;

/** The canonical text: keys sorted by code units, no white space. */
export function canonical(value: Json): string {
  if (isObject(value)) {
    const keys = [...value.keys()].sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value.get(key)!)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  return JSON.stringify(value);
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The fields named, in their order; any other, or a missing one, is refused. A name ending in ? is optional. */
export function fields(
  value: Json | undefined,
  where: string,
  names: readonly string[],
): (Json | undefined)[] {
  if (!isObject(value)) return refuse(`${where}: found ${kindOf(value)}; wanted an object`);
  const known = new Set(names.map((name) => name.replace('?', '')));
  for (const key of value.keys())
    if (!known.has(key)) refuse(`${where}: unknown field ${JSON.stringify(key.slice(0, 40))}`);
  return names.map((name) => {
    const found = value.get(name.replace('?', ''));
    if (found === undefined && !name.endsWith('?')) refuse(`${where}: the field ${name} is missing`);
    return found;
  });
}

export function text(value: Json | undefined, where: string): string {
  return typeof value === 'string' ? value : refuse(`${where}: found ${kindOf(value)}; wanted a text`);
}

export function list(value: Json | undefined, where: string): readonly Json[] {
  return Array.isArray(value) ? value : refuse(`${where}: found ${kindOf(value)}; wanted an array`);
}

/** An integer from `low` to 2^53, as a number. */
export function count(value: Json | undefined, where: string, low: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= low) return value;
  return refuse(
    `${where}: found ${typeof value === 'number' ? value : kindOf(value)}; wanted an integer >= ${low}`,
  );
}

export function oneOf<Word extends string>(
  value: Json | undefined,
  where: string,
  words: readonly Word[],
): Word {
  const word = words.find((candidate) => candidate === value);
  return word ?? refuse(`${where}: wanted one of ${words.join(', ')}`);
}

const kindOf = (value: Json | undefined): string =>
  value === undefined
    ? 'nothing'
    : isObject(value)
      ? 'an object'
      : Array.isArray(value)
        ? 'an array'
        : typeof value;
