import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { readText } from '../files/read.ts';
import { InputError } from '../limits/error.ts';

/** Where the address is looked for when the command line does not hold it: that can be read by every user. */
const VARIABLE = 'NTKCHECK_REDIS_URL';
const WANTED = 'wanted redis://host:port or rediss://host:port, with /0 or another number for a database';

/** `--redis [url|@file]`; without a value it is that of the environment. See `redisUrl`. */
export const redisOption = (what: string) =>
  new Option(
    '--redis [address]',
    `${what}: redis://host:port, rediss://…, or @file for a file that holds it; left out: from ${VARIABLE}`,
  ).argParser(addressFlag);

/** What `--redis` was given: an address, or the name of a file that holds it. */
type Given = URL | { readonly file: string };

function addressFlag(text: string): Given {
  if (text.startsWith('@')) return { file: text.slice(1) };
  const url = addressOf(text);
  if (typeof url === 'string') throw new InvalidArgumentError(url);
  return url;
}

/** The address of the queue's server; `true` is that of the environment. Throws InputError, which never repeats it. */
export function redisUrl(given: Given | true, environment = process.env): URL {
  if (given instanceof URL) return given;
  const text = given === true ? environment[VARIABLE] : readText(given.file);
  if (text === undefined || text.trim() === '')
    throw new InputError(
      given === true
        ? `--redis: no address; give it, or set ${VARIABLE}`
        : `--redis: the file ${given.file} is empty; ${WANTED}`,
    );
  const url = addressOf(text.trim());
  if (typeof url !== 'string') return url;
  throw new InputError(`${given === true ? VARIABLE : `--redis: the file ${given.file}`}: ${url}`);
}

/** The address in a text, or what is wrong with it, without a word of it: it may hold a password. */
function addressOf(text: string): URL | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '' || url.port === '0')
    return `found another kind of address; ${WANTED}`;
  if (!/^\/?$|^\/\d{1,5}$/.test(url.pathname))
    return 'found a database that is no number; wanted one such as redis://host:port/0';
  if (url.search !== '' || url.hash !== '')
    return "found '?' or '#'; in a password write %3F or %23, and leave out whatever follows the database";
  try {
    decodeURIComponent(url.username);
    decodeURIComponent(url.password);
  } catch {
    return "found '%' in the name or the password without two hexadecimal digits after it; write %25 for '%'";
  }
  return url;
}
