import type { TableText } from '../../latex/index.ts';
import type { ReadClaim } from './claim.ts';
import { readClaim } from './read.ts';
import { isTex, readTexClaim } from './tex.ts';

/** Reads a claim in plain text or TeX; `symbols` is what its author calls things in TeX. Throws a ClaimError. */
export const read = (input: string, symbols?: TableText): ReadClaim =>
  isTex(input) ? readTexClaim(input, symbols) : readClaim(input);
