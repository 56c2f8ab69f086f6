import { NtkcheckError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { isPrintableLine, unprintableIn } from '../limits/printable.ts';

/** Data that is not what it should be: where, what was found, what was wanted. */
export class DataError extends NtkcheckError {
  override readonly name = 'DataError';
  /** What was found there, without the place. */
  readonly found: string;
  /** Such as job.method; empty for the data as a whole. */
  readonly place: string;

  constructor(found: string, place = '') {
    super(place === '' ? found : `${place}: ${found}`);
    this.found = found;
    this.place = place;
  }
}

/** A value of untrusted JSON data and its place there. Every reader throws a DataError for anything else. */
export class Data {
  readonly place: string;
  readonly value: unknown;

  constructor(place: string, value: unknown) {
    this.place = place;
    this.value = value;
  }

  /** The fields of an object that has these and no others. */
  fields<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Data>> {
    const value = this.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fail('an object');
    const found = Object.keys(value as object);
    const missing = names.find((name) => !found.includes(name));
    if (missing !== undefined) throw new DataError(`${this.#at(missing)}: missing`);
    const unknown = found.find((name) => !(names as readonly string[]).includes(name));
    if (unknown !== undefined) throw new DataError(`${this.#at(excerpt(unknown))}: unknown field`);
    const entries = names.map((name) => [name, this.#field(name)] as const);
    return Object.fromEntries(entries) as Record<Name, Data>;
  }

  /** The items of a list, of so many if a number is given. */
  items(count?: number): readonly Data[] {
    if (!Array.isArray(this.value)) this.fail('a list');
    const items = this.value as unknown[];
    if (count !== undefined && items.length !== count)
      throw new DataError(`${this.place}: found a list of ${items.length}; wanted one of ${count}`);
    return items.map((item, i) => new Data(`${this.place}[${i}]`, item));
  }

  /** One line, all of which can be seen. */
  text(): string {
    return this.#string(isPrintableLine);
  }

  /** A text that may have several lines. */
  lines(): string {
    return this.#string((text) => unprintableIn(text) === undefined);
  }

  optionalText(): string | null {
    return this.value === null ? null : this.text();
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  integer(least: number, most: number): number {
    const value = this.value;
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : this.fail(`an integer from ${least} to ${most}`);
  }

  /** A number strictly between two others. */
  between(low: number, high: number): number {
    const value = this.value;
    return typeof value === 'number' && value > low && value < high
      ? value
      : this.fail(`a number between ${low} and ${high}`);
  }

  choice<Word extends string>(words: readonly Word[]): Word {
    return words.find((word) => word === this.value) ?? this.fail(`one of ${words.join(', ')}`);
  }

  fail(wanted: string): never {
    throw new DataError(
      `${this.place || 'the data'}: found ${excerpt(JSON.stringify(this.value) ?? 'nothing')}; wanted ${wanted}`,
    );
  }

  #string(isPrintable: (text: string) => boolean): string {
    const value = this.value;
    if (typeof value !== 'string') return this.fail('a text');
    return isPrintable(value) ? value : this.fail('a printable text');
  }

  #field(name: string): Data {
    return new Data(this.#at(name), (this.value as Record<string, unknown>)[name]);
  }

  #at(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }
}
