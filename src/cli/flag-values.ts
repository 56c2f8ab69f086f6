import { InvalidArgumentError } from '@commander-js/extra-typings';
import { excerpt } from '../limits/excerpt.ts';
import type { Rational } from '../rational/rational.ts';
import { parseRational } from '../rational/text.ts';

const wanted = (found: string, wish: string): InvalidArgumentError =>
  new InvalidArgumentError(`found '${excerpt(found)}'; wanted ${wish}`);

/** An exact rational: `3/2`, `1.5` or `1e-3`. */
export function rationalFlag(text: string): Rational {
  const value = parseRational(text);
  if (!value) throw wanted(text, 'a rational such as 3/2, 1.5 or 1e-3');
  return value;
}

export const integerFlag =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw wanted(text, `an integer from ${least} to ${most}`);
    return value;
  };

export const seedFlag = integerFlag(0, Number.MAX_SAFE_INTEGER);

/** `3,4,5,1`; whether it makes a network is for the network to say. */
export function widthsFlag(text: string): number[] {
  const parts = text.split(',');
  const bad = parts.findIndex((part) => !/^\s*\d{1,15}\s*$/.test(part));
  if (bad >= 0)
    throw new InvalidArgumentError(
      `found n_${bad} = '${excerpt(parts[bad]!)}'; wanted integers with commas between, such as 3,4,5,1`,
    );
  return parts.map(Number);
}

export function probabilityFlag(text: string): number {
  const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value < 1)) throw wanted(text, 'a probability between 0 and 1, such as 1e-6');
  return value;
}

/** A relative error: any number between 0 and 1 that is one as a double too. */
export function fractionFlag(text: string): number {
  const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value < 1)) throw wanted(text, 'a number between 0 and 1, such as 0.01');
  return value;
}

export function fileFlag(text: string): string {
  if (text === '' || text.startsWith('--'))
    throw wanted(text, "the name of a file, or '-' for the standard output");
  return text;
}

/** For options that may be repeated. */
export const collect = (text: string, before: string[]): string[] => [...before, text];
