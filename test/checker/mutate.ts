import { parseRational } from '../../src/rational/text.ts';
import { forged } from './forge.ts';
import { type Certificate, digested, made, madeAnyWidths } from './make.ts';

/** Hostile certificates: real ones changed at random, and statements changed at random with a proof forged for them. */

/** A deterministic source of choices. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 to below - 1 (mulberry32). */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) % below;
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }
}

const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '1/2',
  '5',
  '7',
  '12',
  '0.5',
  '1e-300',
  '1e300',
  '999999999999',
  '2/3',
  '1/0',
  '',
];
const NAMES = [
  'd',
  'n',
  'r',
  'n0',
  'sigma_w2',
  'sigma_b2',
  'bias_gradient',
  'output_sigma_w2',
  'lambda',
  'y',
  'e',
  'K',
];
const MOMENTS = ['E(K)', 'E(Kw)', 'E(Kb)', 'E(f^2)', 'E(f)', 'E(K^2)', 'E(Q*f)', 'E(0*K)', 'E(1)', 'E(K*r)'];
/** What is 0, or 1, in many places and not in all. */
const TRAPS = [
  '+ (d - 1)*(d - 2)*(d - 3)*(d - 4)*(d - 5)*(d - 6)*(d - 7)*(d - 8)',
  '+ (n - 1)*(n - 2)*(n - 3)*(n - 4)',
  '+ (r - 1)*(r - 2)*r',
  '*(r - 7)/(r - 7)',
  '*(n - 3)/(n - 3)',
  '*(d - 4)/(d - 4)',
  '+ 0^(d - 1)',
  '- 0^(n - 1)',
  '+ 0*(1/r)',
  '+ 0/(sigma_b2)',
  '*r^0',
  '+ (1/2)^(n*d)',
  '+ 2^(-n) - (1/2)^n',
  '+ 2^(n - n) - 1',
  '+ (1 - 2^(-n))^d - 1',
  '+ Sum(k, 1, d - 1, 0)',
  '+ Sum(k, 2, 1, 1/0)',
  '*Prod(k, 1, d - 1, n/n)',
  '+ Sum(k, 1, d - 1, (n[k] - 1)*(n[k] - 2))',
  '+ n[d] - 1',
  '+ n[0] - n0',
  '+ 1/n[d - 1] - 1/n[d - 1]',
  '+ exp(0) - 1',
  '+ (sigma_w2 - 2)',
  '*(sigma_b2 + 1)/(sigma_b2 + 1)',
  '+ sigma_b2*bias_gradient',
  '+ E(K) - E(K)',
  '+ E(K)/E(K) - 1',
  '*E(Kb)/E(Kb)',
];
const RANGES = [
  '[1, inf)',
  '(0, inf)',
  '[0, inf)',
  '[0, 0]',
  '[1, 1]',
  '[2, 2]',
  '[3, 7]',
  '(0, 2)',
  '[1/2, 3/2]',
  '(1, 2)',
  '[0, 1)',
  '[5, inf)',
  '= lambda*n',
  '(2, inf)',
  '[2, 1]',
  '[1,inf)',
  ' [1, inf)',
];
const WHERES = [
  'r != 1',
  'n != 1',
  'r > 2',
  'd > 3',
  'n > d',
  'r != 0',
  'r == 1',
  'n - 7 != 0',
  'sigma_b2 != 0',
  'E(K) > 1',
  '1 != 1',
  'r != 7 and n != 3',
];
const WORDS = [
  'relu',
  'fair',
  'ntk',
  'standard',
  'linear',
  'equal',
  'list',
  'equals',
  'at-most',
  'at-least',
  'tends-to',
  'asymptotic',
  'witness',
  'substitution',
  'any-widths',
  'fixed-depths',
  'equal-widths',
  'limit',
  'sigma_w2',
  'sigma_b2',
  'r',
];

const TOKEN = /\d+(?:\.\d+)?|[A-Za-z_]\w*|[-+*/^()[\],]/g;

/** A formula with one of its tokens changed, or something put around it. */
export function changedFormula(text: string, draw: Draw): string {
  const kind = draw.below(8);
  if (kind === 0) return `(${text})${draw.of(TRAPS)}`;
  if (kind === 1) return `${text} ${draw.of(TRAPS)}`;
  if (kind === 2)
    return draw.of([
      `-(${text})`,
      `(${text})^2`,
      `1/(${text})`,
      `(${text})^(1/2)`,
      `sqrt(${text})`,
      `${text})`,
      `((${text}))`,
      `${text}+0`,
      ` ${text}  `,
    ]);
  if (kind === 3) return draw.of([...MOMENTS, ...NAMES]);
  const tokens = [...text.matchAll(TOKEN)];
  const token = draw.of(tokens);
  if (!token) return draw.of(NUMBERS);
  const [here] = token;
  const by = /^\d/.test(here)
    ? draw.of(NUMBERS)
    : /^[A-Za-z]/.test(here)
      ? draw.of([...NAMES, ...MOMENTS])
      : draw.of(['+', '-', '*', '/', '^', '(', ')', '', ',']);
  return text.slice(0, token.index) + by + text.slice(token.index + here.length);
}

type Statement = { claim: Certificate; network: Certificate; domain: Certificate };

/** One to three changes of what is claimed, of which networks, and where. */
export function changedStatement({ claim, network, domain }: Statement, draw: Draw): Statement {
  let changed: Statement = { claim: { ...claim }, network: { ...network }, domain: { ...domain } };
  for (let i = 0; i <= draw.below(3); i++) changed = changedOnce(changed, draw);
  return changed;
}

function changedOnce({ claim, network, domain }: Statement, draw: Draw): Statement {
  const name = draw.of(Object.keys(network));
  const symbol = draw.of(NAMES);
  const own = draw.of(Object.keys(domain));
  switch (draw.below(9)) {
    case 0:
    case 1:
      return { claim: { ...claim, formula: changedFormula(String(claim.formula), draw) }, network, domain };
    case 2:
      return { claim: { ...claim, quantity: changedFormula(String(claim.quantity), draw) }, network, domain };
    case 3: {
      // The same on both sides.
      const trap = draw.of(TRAPS);
      const both = (text: unknown): string => `(${text})${trap}`;
      return {
        claim: { ...claim, quantity: both(claim.quantity), formula: both(claim.formula) },
        network,
        domain,
      };
    }
    case 4:
      return {
        claim,
        network: {
          ...network,
          [name]: typeof network[name] === 'boolean' ? !network[name] : draw.of([...WORDS, ...NUMBERS]),
        },
        domain,
      };
    case 5:
      return {
        claim,
        network: name in domain ? network : { ...network, ...(symbol.includes('_') && { [symbol]: symbol }) },
        domain: { ...domain, [symbol]: draw.of(RANGES) },
      };
    case 6:
      return {
        claim,
        network,
        domain: { ...domain, [own]: own === 'widths' ? draw.of(['equal', 'list']) : draw.of(RANGES) },
      };
    case 7:
      return { claim, network, domain: { ...domain, where: draw.of(WHERES) } };
    default: {
      const { [own]: _, ...rest } = domain;
      return { claim, network, domain: rest };
    }
  }
}

/** The best proof that an adversary can write for a statement; undefined where not even values can be computed. */
export function proofFor(theorem: string, statement: Statement, draw: Draw): Certificate | undefined {
  const first = Number(/\d+/.exec(String(statement.domain.d))?.[0] ?? 1);
  const fixed: Record<string, string> = draw.below(4) === 0 ? { r: draw.of(['0', '1']) } : {};
  try {
    if (draw.below(4) === 0) {
      const kind = draw.of(['equal-widths', 'fixed-depths', 'any-widths'] as const);
      return forged({ theorem: kind, ...statement, fixed, depths: [first, first + draw.of([0, 1, 12, 60])] });
    }
    if (theorem === 'any-widths')
      return madeAnyWidths(statement, draw.below(3) === 0 ? [{}, { r: '0' }] : [fixed]);
    const depths =
      theorem === 'fixed-depths' ? ([first, first] as const) : ([first, first + draw.of([8, 20])] as const);
    const random = draw.below(3) > 0;
    return made(theorem === 'fixed-depths' ? theorem : 'equal-widths', statement, [
      { depths, random, fixed },
      ...(draw.below(3) === 0 ? [{ depths, random, fixed: { r: '0' } }] : []),
    ]);
  } catch {
    return undefined;
  }
}

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    leaves(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce((part, key) => (part as Record<string, unknown>)[key], value);

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  const inner = replaced(copy[key], rest, by);
  if (inner === undefined && Array.isArray(value)) return value.toSpliced(Number(key), 1);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** A certificate with one to three leaves changed, and a digest that fits again, here and in what it uses. */
export function changedLeaves(certificate: Certificate, draw: Draw): Certificate {
  let changed: unknown = certificate;
  for (let i = 0; i <= draw.below(3); i++) {
    const path = draw.of(leaves(changed));
    changed = replaced(changed, path, changedLeaf(at(changed, path), path, draw));
  }
  return resealed(changed as Certificate);
}

const resealed = (certificate: Certificate): Certificate =>
  digested(
    Array.isArray(certificate.uses)
      ? { ...certificate, uses: certificate.uses.map(resealedUse) }
      : certificate,
  );
const resealedUse = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && 'digest' in one ? resealed(one as Certificate) : one;

function changedLeaf(leaf: unknown, path: Path, draw: Draw): unknown {
  if (draw.below(12) === 0)
    return draw.of<unknown>([
      undefined,
      null,
      {},
      [],
      0,
      -1,
      1e300,
      2 ** 53,
      '',
      true,
      'x'.repeat(1000),
      [[[]]],
    ]);
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + draw.of([1, -1, 2, 0.5, 1000, 2 ** 40]);
  const text = String(leaf);
  const name = path.at(-1);
  if (name === 'formula' || name === 'quantity') return changedFormula(text, draw);
  if (path.includes('domain'))
    return name === 'where' ? draw.of(WHERES) : draw.of([...RANGES, 'equal', 'list']);
  if (parseRational(text)) return draw.of([...NUMBERS, `${text}0`, `-${text}`]);
  return draw.of(WORDS);
}

/** The text of a certificate, damaged: a key given twice, a character that is not seen, a cut, a swap. */
export function changedText(text: string, draw: Draw): string {
  const keys = [...text.matchAll(/"(\w+)":/g)];
  const key = draw.of(keys);
  const place = draw.below(text.length);
  const quotes = [...text.matchAll(/"/g)];
  const inside = draw.of(quotes).index + 1;
  switch (draw.below(5)) {
    case 0: {
      const value = draw.of(['0', '"2"', 'null', '{}', '"relu"', '"[1, inf)"', '"(0, inf)"', '[]', 'true']);
      const name =
        draw.below(2) === 0 ? key[1]! : `\\u00${key[1]!.charCodeAt(0).toString(16)}${key[1]!.slice(1)}`;
      return `${text.slice(0, key.index)}"${name}":${value},${text.slice(key.index)}`;
    }
    case 1:
      return (
        text.slice(0, inside) +
        draw.of(['\\u202e', '\\u001b[2J', '\u202e', '\\u0000', '\\n', '\u200b', '\\u2028', 'é']) +
        text.slice(inside)
      );
    case 2:
      return text.slice(0, place);
    case 3:
      return (
        text.slice(0, place) + draw.of(['[', '{', '"', ',', '}', '9', '[['.repeat(200)]) + text.slice(place)
      );
    default:
      return text.slice(0, place) + text.slice(place + 1);
  }
}
