import { type Convention, type Conventions, unknownConvention } from '../../statement/convention.ts';
import type { Growth } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';

/** A claim of a block, its line in the block from 0, and the setting that the lines above it give. */
export interface BlockClaim {
  readonly text: string;
  readonly line: number;
  readonly setting: Setting;
}

/** A line of a block that is not read, and why. */
export interface BlockProblem {
  readonly text: string;
  readonly line: number;
  readonly problem: string;
}

const FIELD = /^(convention|gates|where|as)\s*:\s*(.*)$/;
const GROWTHS: readonly string[] = ['n', 'd/n', 'd'];

/** Reads `convention: …`, `gates: …`, `where: …`, `as: …`, comments that start with #, and one claim a line. What follows a bad line is not read. */
export function readClaimBlock(
  text: string,
  conventions: Conventions,
  first: Setting,
): (BlockClaim | BlockProblem)[] {
  let setting = first;
  const read: (BlockClaim | BlockProblem)[] = [];
  for (const [line, written] of text.split(/\r?\n/).entries()) {
    const trimmed = written.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const field = FIELD.exec(trimmed);
    if (!field) {
      read.push({ text: trimmed, line, setting });
      continue;
    }
    const [, name, value = ''] = field;
    const found = withField(setting, name!, value.replace(/^(['"])(.*)\1$/, '$2'), conventions);
    if (typeof found === 'string') return [...read, { text: trimmed, line, problem: found }];
    setting = found;
  }
  return read;
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
      return convention ? { ...setting, convention } : unknownConvention(value, conventions);
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
