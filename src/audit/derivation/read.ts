import { type Conventions, unknownConvention } from '../../statement/convention.ts';
import { readDocument, type SourceDocument } from '../../statement/document.ts';
import { type ReadClaim, SIGNS, speaksOfNetworks } from '../claim/claim.ts';
import { ClaimError } from '../claim/error.ts';
import { readLink, readSide } from '../claim/plain.ts';
import type { PlainSide } from '../claim/plain-cursor.ts';
import { withRemainder } from '../claim/read.ts';
import type { Setting } from '../claim/setting.ts';
import { domainOf } from '../document/range.ts';
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
  if (!convention) throw document.error(['convention'], unknownConvention(data.convention, conventions));
  const setting: Setting = {
    convention,
    gates: data.gates ?? 'relu',
    where: data.where,
    domain: domainOf(data.domain),
  };
  const at = <T>(index: number, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof ClaimError)
        throw document.error(['derivation', index], error.message, error.position);
      throw error;
    }
  };
  const [first, ...rest] = data.derivation.map(partsOf);
  let from = at(0, () => readSide(first!.text));
  const links = rest.map(({ text, where, why, as }, i): Link => {
    const claim = at(i + 1, () => linkClaim(from, readLink(text)));
    const link = { from: from.text, to: claim.formula, claim, why };
    from = { text: claim.formula, places: claim.places.formula };
    const both = [data.where, where].filter(Boolean).join(' and ') || undefined;
    return { ...link, setting: { ...setting, where: both, growth: as } };
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

/** A link as a claim, with its remainder O(…). */
function linkClaim(
  from: PlainSide,
  { relation, side }: { readonly relation: ReadClaim['relation']; readonly side: PlainSide },
): ReadClaim {
  const { order, ...read } = withRemainder(relation, from, side);
  return claimBetween(read.quantity, read.relation, read.formula, { order });
}

/** A claim about two sides; one between formulas is about a network too, as E(1) = 1. Places in it are not known. */
export function claimBetween(
  from: string,
  relation: ReadClaim['relation'],
  to: string,
  {
    order,
    ...rest
  }: Partial<Pick<ReadClaim, 'conditions' | 'notes' | 'growth'>> & { order?: number | undefined } = {},
): ReadClaim {
  return {
    input: `${from} ${SIGNS[relation]} ${to}`,
    quantity: speaksOfNetworks(from) ? from : `E(1)*(${from})`,
    formula: to,
    relation,
    ...(order !== undefined && { order }),
    places: { quantity: [], formula: [] },
    conditions: [],
    notes: [],
    ...rest,
  };
}
