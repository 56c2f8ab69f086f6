import type { Convention, Conventions } from '../../statement/convention.ts';
import type { Growth } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';

/** A claim of a block, and its line in the block from 0. */
export interface BlockClaim {
  readonly text: string;
  readonly line: number;
}

/** Claims of one line each, and the setting that the lines above them give. */
export interface ClaimBlock {
  readonly setting: Setting;
  readonly claims: readonly BlockClaim[];
}

/** What is wrong with a line of a block. */
export class BlockProblem {
  readonly line: number;
  readonly message: string;
  constructor(line: number, message: string) {
    this.line = line;
    this.message = message;
  }
}

const FIELD = /^(convention|gates|where|as)\s*:\s*(.*)$/;
const GROWTHS: readonly string[] = ['n', 'd/n', 'd'];

/** Reads `convention: …`, `gates: …`, `where: …`, `as: …`, comments that start with #, and one claim a line. */
export function readClaimBlock(
  text: string,
  conventions: Conventions,
  first: Setting,
): ClaimBlock | BlockProblem {
  let setting = first;
  const claims: BlockClaim[] = [];
  for (const [line, written] of text.split(/\r?\n/).entries()) {
    const trimmed = written.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const field = FIELD.exec(trimmed);
    if (!field) {
      claims.push({ text: trimmed, line });
      continue;
    }
    const [, name, value = ''] = field;
    const found = withField(setting, name!, value.replace(/^(['"])(.*)\1$/, '$2'), conventions);
    if (typeof found === 'string') return new BlockProblem(line, found);
    setting = found;
  }
  return { setting, claims };
}

/** The setting with a field, or what is wrong with it. */
function withField(
  setting: Setting,
  name: string,
  value: string,
  conventions: Conventions,
): Setting | string {
  switch (name) {
    case 'convention': {
      const convention: Convention | undefined = conventions.get(value);
      return convention
        ? { ...setting, convention }
        : `convention: unknown '${value.slice(0, 60)}'; known: ${[...conventions.keys()].join(', ')}`;
    }
    case 'gates':
      return value === 'relu' || value === 'fair'
        ? { ...setting, gates: value }
        : 'gates: wanted relu or fair';
    case 'as':
      return GROWTHS.includes(value) ? { ...setting, growth: value as Growth } : 'as: wanted n, d/n or d';
    default:
      return { ...setting, where: value };
  }
}
