import type { Conventions } from '../../statement/convention.ts';
import { readDocument, type SourceDocument } from '../../statement/document.ts';
import type { ReadClaim } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import type { Setting } from '../claim/setting.ts';
import { isVague, readSide, relationOf } from '../claim/side.ts';
import { type DerivationFile, derivationSchema } from './schema.ts';

/** A link of a derivation: a claim about two neighbouring sides. */
export interface Link {
  /** The sides in the language of formulas. */
  readonly from: string;
  readonly to: string;
  readonly claim: ReadClaim;
  readonly setting: Setting;
  readonly why?: string | undefined;
}

export interface Derivation {
  readonly title?: string | undefined;
  readonly setting: Setting;
  readonly links: readonly Link[];
  /** The error to throw about a link, by its place from 0. */
  readonly error: (link: number, message: string) => Error;
}

/** Reads a derivation file. Throws StatementError with the place in it. */
export const readDerivation = (file: string, text: string, conventions: Conventions): Derivation =>
  derivationOf(readDocument(file, text, derivationSchema), conventions);

function derivationOf(document: SourceDocument<DerivationFile>, conventions: Conventions): Derivation {
  const { data } = document;
  const convention = conventions.get(data.convention);
  if (!convention)
    throw document.error(['convention'], `unknown convention; known: ${[...conventions.keys()].join(', ')}`);
  const domain = Object.fromEntries(
    Object.entries(data.domain ?? {}).map(([name, range]) => [name, rangeText(range)]),
  );
  const setting: Setting = { convention, gates: data.gates ?? 'relu', where: data.where, domain };
  const at = (index: number, work: () => string): string => {
    try {
      return work();
    } catch (error) {
      if (error instanceof ClaimError)
        throw document.error(['derivation', index], error.message, error.position);
      throw error;
    }
  };
  const [first, ...rest] = data.derivation.map((entry) => partsOf(entry));
  let before = at(0, () => readSide(first!.text));
  const links = rest.map(({ text, where, why, as }, i): Link => {
    const index = i + 1;
    const sign = relationOf(text);
    if (sign === undefined || isVague(text))
      throw document.error(
        ['derivation', index],
        'wanted a relation and a formula, as in "= d", "<= d^2", "~ d*exp(d/n)" or "-> 1"',
      );
    const body = at(index, () => readSide(text.slice(text.indexOf(sign.written) + sign.written.length)));
    const from = before;
    before = body;
    return {
      from,
      to: body,
      claim: linkClaim(from, sign.relation, body),
      setting: {
        ...setting,
        where: [data.where, where].filter(Boolean).join(' and ') || undefined,
        growth: as,
      },
      why,
    };
  });
  return {
    title: data.title,
    setting,
    links,
    error: (link, message) => document.error(['derivation', link + 1], message),
  };
}

interface Parts {
  readonly text: string;
  readonly where?: string | undefined;
  readonly why?: string | undefined;
  readonly as?: Setting['growth'];
}

/** `- <= d^2: { where: …, why: … }` is a map of one entry. */
function partsOf(entry: DerivationFile['derivation'][number]): Parts {
  if (typeof entry === 'string') return { text: entry };
  const [[text, more] = ['', {}]] = Object.entries(entry);
  return { text, ...more };
}

function rangeText(range: NonNullable<DerivationFile['domain']>[string]): string {
  if (typeof range === 'object') return JSON.stringify(range);
  return range === 'widths' || range === 'width' ? `{ ${range}: [1, inf] }` : range;
}

/** A link as a claim; one between formulas is about a network too: E(1) = 1. */
export function linkClaim(from: string, relation: ReadClaim['relation'], to: string): ReadClaim {
  const speaks = /\b(E|[A-Z][A-Za-z]+)\(/.test(from.replaceAll(/\b(Sum|Prod)\(/g, '('));
  const quantity = speaks ? from : `E(1)*(${from})`;
  const places = (text: string): number[] => Array.from(text, () => 0);
  return {
    input: `${from} ${to}`,
    quantity,
    formula: to,
    relation,
    conditions: [],
    notes: [],
    places: { quantity: places(quantity), formula: places(to) },
  };
}
