import { moment } from '../../src/exact/moment.ts';
import type { MomentOracle } from '../moment-oracle.ts';

/** The product's own oracle: Wick contraction at any degree. Laws ask it for degrees up to four. */
export const exactEngine: MomentOracle = { name: 'exact engine', reach: 4, moment };
