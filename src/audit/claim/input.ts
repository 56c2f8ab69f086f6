import type { ReadClaim } from './claim.ts';
import { readClaim } from './read.ts';

/** Reads a claim in whatever it is written. */
export const read = (input: string): ReadClaim => readClaim(input);
