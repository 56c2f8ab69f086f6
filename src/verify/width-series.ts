import { Refusal } from '../expression/index.ts';
import { type WidthCorrection, widthCorrection } from '../infinite-width/width-correction.ts';
import type { Enclosure } from '../quantity/enclosure.ts';
import type { NamedCall } from './named.ts';
import { refusing } from './refusal.ts';

/** Far more than the rounding of some hundred operations a layer, and far less than what simulation resolves. */
const ROUNDING = 1e-8;

/** The term of order 1/n in E K(x, y) (`widthCorrection`). Throws a Refusal where there is none. */
export const widthShift = term('mean');

/** The term of order 1/n in Var K(x, y), and so in E (K(x, y) - Θ)². Throws a Refusal where there is none. */
export const widthSpread = term('variance');

function term(name: keyof WidthCorrection): (call: NamedCall) => Enclosure {
  return ({ network, numbers: [rho] }) => {
    const value = refusing(() => widthCorrection(network, rho!))[name];
    if (!Number.isFinite(value)) throw new Refusal('domain', 'the correction is beyond double numbers');
    const error = ROUNDING * Math.abs(value);
    return { low: value - error, high: value + error };
  };
}
