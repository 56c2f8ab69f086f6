import fc from 'fast-check';
import { moments } from '../../exact/moment.ts';
import { buildNetwork } from '../../network/build.ts';
import { familySettings } from '../../network/family.ts';
import type { Network } from '../../network/network.ts';
import { STANDARD_MOMENTS } from '../../network/weight-law.ts';
import { seedOf } from '../../random/seed.ts';
import { divide, isZero, multiply, type Rational, rational } from '../../rational/rational.ts';
import { toNumber } from '../../rational/text.ts';
import { FREE_PARAMETERS } from '../../statement/convention.ts';
import { contains } from '../../statement/domain.ts';
import type { Case, Range, Statement } from '../../statement/statement.ts';
import { type Architecture, meetsCondition } from '../architecture.ts';

/** What all statements under one convention and gate rule have in common: the law of their networks. */
export type Family = Pick<Case, 'convention' | 'gates'>;

/** Two families of one name have the same networks. */
export const familyName = ({ convention, gates }: Family): string =>
  JSON.stringify([convention, gates], (_, value) => (typeof value === 'bigint' ? `${value}` : value));

/** Sizes of the networks: larger ones would say less of finite width, deeper ones need far more samples. */
const SIZES = {
  depth: { min: 2, max: 5 },
  /** Where widths differ, so that they do. */
  unequal: { min: 3, max: 5 },
  width: { min: 4, max: 20 },
  inputWidth: { min: 1, max: 4 },
} as const;
/** Var K/(E K)² at most: plain samples tell little where it is large. */
const SPREAD = 0.45;
/** Draws among which one below it is looked for. */
const DRAWS = 40;

/**
 * Random networks of a family, over depths, widths, inputs, phases of the initialization, biases and laws of the weights:
 * `count` of each phase and law, the first of equal widths. They follow from the seed and the family, and not from what is
 * asked of them, so that every statement finds the same ones.
 */
export function sharedPoints(family: Family, seed: number, count: number): Architecture[] {
  const { convention } = family;
  const phases = convention.sigmaW2 === 'free' ? PHASES : [undefined];
  const laws = convention.mu4 === 'free' ? LAWS : [undefined];
  return phases.flatMap((phase) =>
    laws.flatMap((law) =>
      Array.from({ length: count }, (_, index) => {
        const candidates = fc.sample(points(family, { phase, law, isEqual: index % 2 === 0 }), {
          seed: seedOf(`${seed} ${familyName(family)} ${phase} ${law} ${index}`) % 2 ** 31,
          numRuns: DRAWS,
        });
        return telling(family, candidates);
      }),
    ),
  );
}

/** Of the initialization: each has networks of its own. */
export const PHASES = ['ordered', 'critical', 'chaotic'] as const;
const LAWS = ['laplace', 'uniform', 'student9', 'gaussian'] as const;

interface Stratum {
  readonly phase: (typeof PHASES)[number] | undefined;
  readonly law: (typeof LAWS)[number] | undefined;
  readonly isEqual: boolean;
}

/** Positive numbers, mostly those that papers use too. */
const simple = fc.constantFrom(rational(1), rational(1), rational(2), rational(1, 2), rational(3, 4));
const VARIANCES = {
  ordered: fc.constantFrom(rational(1), rational(1), rational(4, 3), rational(3, 2)),
  critical: fc.constant(rational(2)),
  chaotic: fc.constantFrom(rational(3), rational(3), rational(5, 2), rational(4)),
} as const;

function points({ convention }: Family, { phase, law, isEqual }: Stratum): fc.Arbitrary<Architecture> {
  const width = fc.integer(SIZES.width);
  const most = SIZES.depth.max - 1;
  const values: Record<string, fc.Arbitrary<Rational>> = { r: simple };
  for (const [name, field] of Object.entries(FREE_PARAMETERS)) {
    if (convention[field] !== 'free') continue;
    values[name] =
      name === 'sigma_w2'
        ? VARIANCES[phase!]
        : name === 'mu_4'
          ? fc.constant(STANDARD_MOMENTS[law!][0])
          : simple;
  }
  return fc
    .record({
      depth: fc.integer(isEqual ? SIZES.depth : SIZES.unequal),
      inputWidth: fc.integer(SIZES.inputWidth),
      hidden: isEqual
        ? width.map((n) => Array<number>(most).fill(n))
        : fc.array(width, { minLength: most, maxLength: most }),
      values: fc.record(values),
    })
    .map(({ depth, inputWidth, hidden, values: drawn }) => ({
      widths: [inputWidth, ...hidden.slice(0, depth - 1), 1],
      values: new Map(Object.entries(drawn)),
    }));
}

/** The first on which plain samples tell enough, or the one on which they tell most. */
function telling({ convention, gates }: Family, candidates: readonly Architecture[]): Architecture {
  let best: { readonly candidate: Architecture; readonly spread: number } | undefined;
  for (const candidate of candidates) {
    const { widths, values } = candidate;
    const settings = { widths, r: values.get('r')!, gates, ...familySettings(convention, values) };
    const spread = spreadOf(buildNetwork(settings));
    if (spread < (best?.spread ?? Number.POSITIVE_INFINITY)) best = { candidate, spread };
    if (spread <= SPREAD) break;
  }
  return best?.candidate ?? candidates[0]!;
}

/** Var K/(E K)². */
export function spreadOf(network: Network): number {
  const [mean, square] = moments(network, [{ K: 1 }, { K: 2 }]);
  return isZero(mean!) ? Number.POSITIVE_INFINITY : toNumber(divide(square!, multiply(mean!, mean!))) - 1;
}

/**
 * The point in the symbols of a domain; undefined where the domain does not hold it. A depth that follows from the width
 * holds none: limits are not decided there.
 */
export function heldBy(statement: Pick<Statement, 'domain'>, point: Architecture): Architecture | undefined {
  const { domain } = statement;
  const hidden = point.widths.slice(1, -1);
  const values = new Map<string, Rational>();
  for (const [name, range] of domain.ranges) {
    if (range.kind === 'equals') return undefined;
    const isScalar = name !== 'd' && range.kind !== 'widths';
    const all = valuesOf(name, range.kind, point, hidden);
    if (all.length === 0 || !all.every((value) => contains(range.interval, value))) return undefined;
    if (isScalar) values.set(name, all[0]!);
  }
  const held = { widths: point.widths, values };
  return meetsCondition(statement, held) ? held : undefined;
}

/** What a symbol of a domain stands for at a point; nothing where the point has no such value. */
function valuesOf(
  name: string,
  kind: Range['kind'],
  { widths, values }: Architecture,
  hidden: readonly number[],
): readonly Rational[] {
  if (name === 'd') return [rational(widths.length - 1)];
  if (name === 'n0') return [rational(widths[0]!)];
  if (kind === 'widths') return hidden.map((width) => rational(width));
  if (kind === 'width') return new Set(hidden).size === 1 ? [rational(hidden[0]!)] : [];
  const value = values.get(name);
  return value ? [value] : [];
}
