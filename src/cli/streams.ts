import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { reasonOf } from '../files/reason.ts';
import { printable, printableLine } from '../limits/printable.ts';

/** Bad input, a full disk among it. */
export const BAD_INPUT = 2;
/** A line of a message at most: what is longer repeats a file. */
const LONGEST_LINE = 1000;
const ESCAPE = '\x1b';
const COLOUR = new RegExp(String.raw`(${ESCAPE}\[\d*m)`);

/** A stream that takes text: that of the process, or one of a test. */
export interface TextStream {
  write(text: string): unknown;
}

/** Writes a text; what a terminal would obey is shown as an escape, colours of ours where `coloured` aside. */
export function write(stream: TextStream, text: string, { coloured = false } = {}): void {
  const parts = coloured ? text.split(COLOUR) : [text];
  stream.write(parts.map((part, i) => (i % 2 === 1 ? part : printable(part))).join(''));
}

/** A result: to the standard output. */
export const print = (text: string): void => write(process.stdout, `${text}\n`);

/** `ntkcheck: …`, a message of one line to the standard error. */
export const say = (message: string): void => write(process.stderr, messageLine(message));

export function messageLine(message: string): string {
  const line = printableLine(withoutPasswords(message));
  return `ntkcheck: ${line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line}\n`;
}

/** Addresses without what may be a password in them. */
export const withoutPasswords = (text: string): string => text.replace(/(rediss?:\/\/)[^\s/]*@/gi, '$1…@');

interface Failing extends TextStream {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Answers failures to write: one line, and `onFailure` for the exit code. A reader that goes away, as in
 * `ntkcheck list | head`, is no failure, and no reason to leave files unwritten.
 */
export function guard(
  { out, err }: { readonly out: Failing; readonly err: Failing },
  onFailure: () => void,
): void {
  const fail = (name: string) => (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    onFailure();
    if (name === 'output') err.write(messageLine(`cannot write the standard output: ${reasonOf(error)}`));
  };
  out.on('error', fail('output'));
  err.on('error', fail('error'));
}

/**
 * Makes a stream to a file write all that it is given, or fail: Node's own takes a write of some of the bytes, all that a disk
 * or a limit had room for, for one of all of them.
 */
export function writeWhole(stream: Writable & { readonly fd: number }): void {
  if (!fstatSync(stream.fd).isFile()) return;
  stream._write = (bytes: Uint8Array, _, done) => {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(stream.fd, bytes, at);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}
