import { buildNetwork } from '../network/build.ts';
import { type Family, familySettings } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import { ONE } from '../rational/rational.ts';
import type { Point } from './points.ts';

/** The network of a family at a point of its free symbols. */
export const networkAt = (family: Family, widths: readonly number[], point: Point): Network =>
  buildNetwork({ widths, r: point.get('r') ?? ONE, gates: family.gates, ...familySettings(family, point) });
