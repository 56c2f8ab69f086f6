import { type Environment, type Expression, expandPolynomial } from '../expression/index.ts';
import type { Rational } from '../rational/rational.ts';
import { toNumber } from '../rational/text.ts';
import { KERNEL_PARTS, type KernelPart, MAX_POWER } from '../simulate/sampler.ts';
import { type Mixture, tiltBounds } from '../simulate/tilt.ts';
import type { Bounds } from '../statistics/bounded-mean.ts';

/**
 * The body of an E(...) that lies between `least` and `most` times part^power, for every network: it is a multiple of a
 * power of K, Kw or Kb, or a homogeneous polynomial in them, which are at most K and at least 0.
 */
export interface KernelForm {
  readonly part: KernelPart;
  readonly power: number;
  readonly least: number;
  readonly most: number;
}

/** The form of `body`; undefined when it is none, or of a degree that no sampler tilts by (2 to 4). */
export function kernelForm(body: Expression, environment: Environment<Rational>): KernelForm | undefined {
  const terms = expandPolynomial(body, environment).map(({ coefficient, powers }) => {
    const { K = 0, Kw = 0, Kb = 0, ...others } = powers;
    const isKernel = Object.values(others).every((exponent) => exponent === 0);
    const degree = K + Kw + Kb;
    const part = KERNEL_PARTS.find((name) => powers[name] === degree);
    return { factor: toNumber(coefficient), degree: isKernel ? degree : 0, part };
  });
  const [first, ...others] = terms;
  const power = first?.degree ?? 0;
  if (power < 2 || power > MAX_POWER || others.some(({ degree }) => degree !== power)) return undefined;
  const part = others.every((term) => term.part === first!.part) ? first!.part : undefined;
  // Of another part's power no more is known than that it lies between 0 and that of K.
  const name = part ?? 'K';
  const isExact = (term: (typeof terms)[number]): boolean => term.part === name;
  const sum = (bound: (factor: number) => number): number =>
    terms.reduce((total, term) => total + (isExact(term) ? term.factor : bound(term.factor)), 0);
  return {
    part: name,
    power,
    least: sum((factor) => Math.min(0, factor)),
    most: sum((factor) => Math.max(0, factor)),
  };
}

/** Between what a form times dP/dQ lies, for networks drawn from a mixture tilted by its own part, or by K. */
export function formBounds(form: KernelForm, mixture: Mixture, part: KernelPart): Bounds {
  const { power, least, most } = form;
  const { low, high } = tiltBounds(mixture, power);
  const floor = part === form.part ? low : 0;
  return { low: least * (least < 0 ? high : floor), high: most * (most < 0 ? floor : high) };
}
