import type { TableText } from '../../latex/index.ts';
import type { Gates } from '../../network/network.ts';
import type { Convention } from '../../statement/convention.ts';
import type { Growth } from './claim.ts';

/** What a claim is about, beside its text. */
export interface Setting {
  readonly convention: Convention;
  readonly gates: Gates;
  /** A condition on the domain, as in statement files. */
  readonly where?: string | undefined;
  /** Ranges of symbols that replace what is inferred, as in statement files: { d: '{ integer: [2, inf] }' }. */
  readonly domain?: Readonly<Record<string, string>> | undefined;
  /** What the author calls things in TeX. */
  readonly symbols?: TableText | undefined;
  /** What grows, in claims about limits. */
  readonly growth?: Growth | undefined;
}
