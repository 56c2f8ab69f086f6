import { createHash } from 'node:crypto';

/** JSON as it is written to a file and hashed. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is claimed, of which networks, on which domain: texts that the checker reads for itself. */
export interface Proposition {
  readonly claim: {
    readonly quantity: string;
    readonly relation: string;
    readonly formula: string;
    readonly order?: number;
  };
  readonly network: { readonly [key: string]: string | boolean };
  readonly domain: { readonly [key: string]: string };
}

/** Where values are compared: on a full grid, or at points that a hash of the proposition decides. */
export type Method =
  | { readonly kind: 'grid'; readonly points: { readonly [symbol: string]: readonly number[] } }
  | {
      readonly kind: 'random';
      readonly bits: 128;
      readonly trials: number;
      readonly points: readonly { readonly [symbol: string]: string }[];
      readonly degree: number;
    };

/** A proof, or a refutation, as data: `docs/certificates.md` says what each theorem rests on. */
export interface Certificate extends Proposition {
  readonly format: typeof FORMAT;
  readonly theorem: 'equal-widths' | 'fixed-depths' | 'any-widths' | 'substitution' | 'limit' | 'witness';
  readonly digest: string;
  readonly [field: string]: unknown;
}

export const FORMAT = 'ntkcheck-certificate/1';

/** The certificate with its digest, which tells accidental damage. */
export function sealed(
  theorem: Certificate['theorem'],
  proposition: Proposition,
  fields: { readonly [field: string]: Json },
): Certificate {
  const content = { format: FORMAT, theorem, ...proposition, ...fields } as const;
  return { ...content, digest: `sha256:${sha256(canonical(content as Json))}` };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted keys and no white space. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as { readonly [key: string]: Json };
  const fields = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key]!)}`);
  return `{${fields.join(',')}}`;
}
