import { MAX_VALUES } from './json.ts';
import { refuse, short } from './refusal.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/**
 * The data of a JSON text. Throws a Refusal for an object that gives a key twice, since readers differ in which value they
 * take, and for more values than a certificate may have; a SyntaxError for what is no JSON.
 */
export function parseJson(text: string): unknown {
  const repeated = scan(text);
  const data: unknown = JSON.parse(text);
  return repeated === undefined ? data : refuse(`the key ${JSON.stringify(short(repeated))} is given twice`);
}

/** The first key that its object has already, in a text that is JSON; counts values before they take memory. */
function scan(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let values = 0;
  let last = '';
  let repeated: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : undefined);
    if (token === '}' || token === ']') open.pop();
    if (token === '{' || token === '[' || token === ',') values += 1;
    if (values > MAX_VALUES) refuse(`it has more than ${MAX_VALUES} values`);
    const keys = token === ':' ? open.at(-1) : undefined;
    // Written with escapes a key is still the same.
    const key = keys && last.startsWith('"') ? keyOf(last) : undefined;
    if (key !== undefined && keys!.has(key)) repeated ??= key;
    if (key !== undefined) keys!.add(key);
    last = token;
  }
  return repeated;
}

function keyOf(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
