import { excerpt } from '../limits/excerpt.ts';

/** A message of the argument parser in our words, on one line: `--r: found '1/0'; wanted a rational such as 3/2.` */
export function parserMessage(text: string): string {
  const [, body = '', suggestion] =
    /^error: ([\s\S]*?)(?:\n\(Did you mean ([\s\S]*?)\?\))?\s*$/.exec(text) ?? [];
  const value = /^option '(--[\w-]+)[^']*' argument '([\s\S]*)' is invalid\. ([\s\S]*)$/.exec(body);
  if (value) {
    const [, flag, found = '', wish = ''] = value;
    const choices = /^Allowed choices are (.*)\.$/.exec(wish)?.[1];
    return `${flag}: ${choices ? `found '${excerpt(found)}'; wanted one of ${choices}` : wish}`;
  }
  const line = body.replace(/'([^']*)'/g, (_, word: string) => `'${excerpt(word)}'`);
  return suggestion ? `${line} (did you mean ${suggestion}?)` : line;
}
