import { parseExpression } from '../expression/index.ts';
import { excerpt } from '../limits/excerpt.ts';
import { MAX_DEPTH, MAX_WIDTH } from '../network/build.ts';
import { compare, negate, ONE, type Rational, rational, ZERO } from '../rational/rational.ts';
import type { SourceDocument } from './document.ts';
import { contains, formatInterval, type Interval, parseInterval } from './domain.ts';
import { readFormula, scopeOf } from './formula.ts';
import type { StatementFile } from './schema.ts';
import type { Domain, Range } from './statement.ts';

/** What each symbol of a domain may be; every statement has d and n. */
const SYMBOLS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    d: ['integer', 'equals', 'value'],
    n: ['width', 'widths'],
    n0: ['integer', 'value'],
    r: ['rational', 'value', 'equals'],
    sigma_w2: ['rational', 'value', 'equals'],
    sigma_b2: ['rational', 'value', 'equals'],
    bias_gradient: ['rational', 'value', 'equals'],
    output_sigma_w2: ['rational', 'value', 'equals'],
    mu_4: ['rational', 'value'],
    lambda: ['rational', 'value'],
    rho: ['rational', 'value'],
    c: ['rational', 'value'],
  }),
);

/** Symbols of which zero makes no network. */
const POSITIVE = new Set(['sigma_w2', 'output_sigma_w2']);

type Entry = StatementFile['domain'][string];

/** Reads `domain` and `where`. Throws StatementError for an unknown symbol, a wrong kind, or an empty range. */
export function readDomain(document: SourceDocument<StatementFile>): Domain {
  const entries = Object.entries(document.data.domain);
  for (const needed of ['d', 'n', 'r']) {
    if (!(needed in document.data.domain))
      throw document.error(['domain'], `missing '${needed}'; every domain declares d, n and r`);
  }
  const ranges = new Map<string, Range>();
  for (const [name, entry] of entries) {
    const kinds = SYMBOLS.get(name);
    if (!kinds)
      throw document.error(
        ['domain', name],
        `unknown symbol '${excerpt(name)}'; a domain has ${[...SYMBOLS.keys()].join(', ')}`,
        'name',
      );
    const kind = typeof entry === 'string' ? 'value' : Object.keys(entry)[0]!;
    if (!kinds.includes(kind))
      throw document.error(['domain', name], `found '${kind}'; ${name} is given by ${kinds.join(' or ')}`);
    ranges.set(name, readRange(document, name, entry));
  }
  if (ranges.get('n')?.kind === 'widths' && ranges.has('n0'))
    throw document.error(['domain', 'n0'], "write n[0] for the input width; n0 goes with 'width'", 'name');
  const domain: Domain = { ranges };
  const scope = scopeOf(domain);
  for (const [name, entry] of entries) {
    if (typeof entry === 'string' || !('equals' in entry)) continue;
    const path = ['domain', name, 'equals'];
    const { symbols } = scope;
    const value = readFormula(document, path, entry.equals, { symbols, lists: new Set() }, 'formula');
    const early = [...value.free].find((other) => !isKnownBefore(ranges, name, other));
    if (early !== undefined) throw document.error(path, earlyText(name, early));
    ranges.set(name, { kind: 'equals', value });
  }
  const { where } = document.data;
  return where === undefined
    ? domain
    : { ranges, where: readFormula(document, ['where'], where, scope, 'condition') };
}

/**
 * Whether a range that is computed may use another: depth comes first, from a width and what is drawn; after it the others
 * are computed in the order of the file.
 */
export function isKnownBefore(ranges: ReadonlyMap<string, Range>, name: string, other: string): boolean {
  if (other === name) return false;
  const kind = ranges.get(other)!.kind;
  if (name === 'd') return kind === 'width' || kind === 'rational';
  const names = [...ranges.keys()];
  return kind !== 'equals' || other === 'd' || names.indexOf(other) < names.indexOf(name);
}

function earlyText(name: string, other: string): string {
  if (name === other) return `'${name}' is computed from itself`;
  if (name === 'd') return `d is computed from '${other}'; use n and rational symbols alone`;
  return `'${name}' is computed from '${other}', which comes later; put '${other}' before it`;
}

function readRange(document: SourceDocument<StatementFile>, name: string, entry: Entry): Range {
  if (typeof entry === 'string') {
    const interval = parseInterval([entry, entry]);
    if (typeof interval === 'string')
      throw document.error(
        ['domain', name],
        `found ${JSON.stringify(entry.slice(0, 60))}; wanted a range or a rational such as 1/2`,
      );
    return checked(document, name, {
      kind: name === 'd' || name === 'n0' ? 'integer' : 'rational',
      interval,
    });
  }
  if ('equals' in entry)
    return {
      kind: 'equals',
      value: parseExpression('0', { symbols: new Set(), lists: new Set(), form: 'formula' }),
    };
  const [kind, range] = Object.entries(entry)[0] as [
    'integer' | 'widths' | 'width' | 'rational',
    [string, string] | string,
  ];
  const interval = parseInterval(range);
  if (typeof interval === 'string') throw document.error(['domain', name, kind], interval);
  return checked(document, name, { kind, interval });
}

/** Widths and depth count from 1, variances and scales from 0; integers need one inside. */
function checked(
  document: SourceDocument<StatementFile>,
  name: string,
  range: Range & { interval: Interval },
): Range {
  const isSmall = range.kind === 'rational' && name !== 'mu_4';
  const least: Rational = name === 'rho' ? negate(ONE) : isSmall ? ZERO : ONE;
  const { interval } = range;
  const found = `found ${formatInterval(interval)}; ${name} is`;
  if (!interval.low || compare(interval.low, least) < 0)
    throw document.error(['domain', name], `${found} at least ${least.num}`);
  if (name === 'rho' && (!interval.high || compare(interval.high, ONE) > 0))
    throw document.error(['domain', name], `${found} a cosine, at most 1`);
  if (POSITIVE.has(name) && contains(interval, ZERO))
    throw document.error(['domain', name], `${found} above 0, as in "(0, inf)"`);
  if (
    range.kind !== 'rational' &&
    interval.high &&
    firstInteger(interval) > lastInteger(interval.high, interval.highOpen)
  ) {
    throw document.error(['domain', name], `the range ${formatInterval(interval)} holds no integer`);
  }
  const most = name === 'd' ? MAX_DEPTH : MAX_WIDTH;
  if (range.kind !== 'rational' && firstInteger(interval) > most)
    throw document.error(['domain', name], `${found} at most ${most} somewhere`);
  return range;
}

/** The least integer of an interval that is bounded below. */
export function firstInteger({ low, lowOpen }: Interval): bigint {
  const floor = low!.num / low!.den;
  const isExact = compare(rational(floor), low!) === 0;
  return isExact && !lowOpen ? floor : floor + 1n;
}

export function lastInteger(high: Rational, isOpen: boolean): bigint {
  const floor = high.num / high.den;
  return isOpen && compare(rational(floor), high) === 0 ? floor - 1n : floor;
}
