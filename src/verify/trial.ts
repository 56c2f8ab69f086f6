import { Decimal } from 'decimal.js';
import { TooCostly } from '../exact/beyond.ts';
import { type Expression, Refusal } from '../expression/index.ts';
import type { Claim } from '../statement/statement.ts';
import { type Architecture, describeArchitecture, recordOf } from './architecture.ts';
import { type Comparison, compareAt } from './compare.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { ConstantsFound, Refused, Witness } from './verdict.ts';

/** One inequality or equality that a claim makes: the quantity against a bound, and the orders that it allows. */
export interface Bound {
  readonly side: Expression;
  readonly allowed: readonly Comparison['kind'][];
}

/** What a claim says of its quantity; within constants, two things. */
export function boundsOf({ relation, formula, constants }: Claim): readonly Bound[] {
  const times = (factor: Expression): Expression => ({
    kind: 'multiply',
    left: factor,
    right: formula.expression,
  });
  switch (relation) {
    case 'at-most':
      return [{ side: formula.expression, allowed: ['less', 'equal'] }];
    case 'at-least':
      return [{ side: formula.expression, allowed: ['equal', 'greater'] }];
    case 'within-constants':
      return [
        { side: times(constants!.low.expression), allowed: ['equal', 'greater'] },
        { side: times(constants!.high.expression), allowed: ['less', 'equal'] },
      ];
    default:
      return [{ side: formula.expression, allowed: ['equal'] }];
  }
}

/** A claim at one architecture, bound by bound. */
export interface Trial {
  readonly architecture: Architecture;
  /** Fails where one bound is broken; open where none is and the order of one is not known. */
  readonly side: 'holds' | 'fails' | 'open';
  /** Of the bound that decides: the broken one, the open one, or the nearest. */
  readonly comparison: Comparison;
  /** How far from broken, in [-1, 1]: (quantity - bound)/(|quantity| + |bound|), negative where the claim fails. */
  readonly margin: number;
  readonly exact: boolean;
  /** quantity/formula, where the formula is not 0. */
  readonly ratio: Decimal | undefined;
}

/** Tries a claim at one architecture. Throws a Refusal where it has no value. */
export function tryAt(subject: Subject, architecture: Architecture): Trial {
  const { environment } = settingOf(subject, architecture);
  const quantity = subject.claim.quantity.expression;
  const tried = boundsOf(subject.claim).map(({ side, allowed }) => {
    const comparison = compareAt(quantity, side, environment);
    const { kind } = comparison;
    const word = kind === 'undecided' ? 'open' : allowed.includes(kind) ? 'holds' : 'fails';
    const margin = marginOf(comparison, allowed);
    // What is not seen to fail is not below 0, however it rounds.
    return {
      side: word,
      comparison,
      margin: word === 'fails' ? Math.min(margin, -Number.MIN_VALUE) : Math.max(0, margin),
    } as const;
  });
  const deciding =
    tried.find(({ side }) => side === 'fails') ??
    tried.find(({ side }) => side === 'open') ??
    tried.reduce((a, b) => (b.margin < a.margin ? b : a));
  const exact = tried.every(({ comparison }) => comparison.exact);
  const plain =
    tried.length > 1 ? compareAt(quantity, subject.claim.formula.expression, environment) : undefined;
  return { architecture, ...deciding, exact, ratio: plain && ratioOf(plain) };
}

function ratioOf({ left, right }: Comparison): Decimal | undefined {
  const below = new Decimal(right.decimal);
  return below.isZero() ? undefined : new Decimal(left.decimal).div(below);
}

function marginOf({ left, right, kind }: Comparison, allowed: Bound['allowed']): number {
  const [l, r] = [left, right].map(({ decimal }) => new Decimal(decimal)) as [Decimal, Decimal];
  const size = l.abs().plus(r.abs());
  const gap = kind === 'equal' || size.isZero() ? 0 : l.minus(r).div(size).toNumber();
  if (allowed.includes('greater')) return gap;
  return allowed.includes('less') ? -gap : -Math.abs(gap);
}

/** What was tried of a claim: how far, how exactly, and what got in the way. */
export class Trials {
  readonly subject: Subject;
  /** The first architecture at which the claim has no value, or its order is not known. */
  refusal: Refused | undefined;
  exact = true;
  /** Architectures beyond the first ones at which the claim costs too much. */
  leftOut = 0;
  tried = 0;
  /** The one that was nearest to failing, and those of the least and the greatest quantity/formula. */
  nearest: Trial | undefined;
  lowest: Trial | undefined;
  highest: Trial | undefined;
  readonly #reach = new Map<string, { readonly low: number; readonly high: number }>();

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** The trial there; undefined where the claim has no value, which is remembered, or costs too much and is `extra`. */
  at(candidate: Architecture, extra = false): Trial | undefined {
    try {
      const trial = tryAt(this.subject, candidate);
      this.#count(trial);
      return trial;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (extra && isBudget(error)) this.leftOut += 1;
      else
        this.#refuse({
          kind: 'refused',
          reason: error.message,
          architecture: recordOf(candidate),
          ...(isOpen(error) && { open: true }),
        });
      return undefined;
    }
  }

  /** Whether the claim is seen to fail there. */
  failsAt = (candidate: Architecture, extra = false): boolean => this.at(candidate, extra)?.side === 'fails';

  #count(trial: Trial): void {
    const { architecture, side, comparison, margin, exact, ratio } = trial;
    this.tried += 1;
    this.exact &&= exact;
    if (margin < (this.nearest?.margin ?? Number.POSITIVE_INFINITY)) this.nearest = trial;
    if (ratio?.lt(this.lowest?.ratio ?? Number.POSITIVE_INFINITY)) this.lowest = trial;
    if (ratio?.gt(this.highest?.ratio ?? Number.NEGATIVE_INFINITY)) this.highest = trial;
    if (side === 'open')
      this.#refuse({
        kind: 'refused',
        reason: `at ${describeArchitecture(recordOf(architecture))} the sides differ by ${comparison.difference.text}, and their order is not known`,
        architecture: recordOf(architecture),
        open: true,
      });
    const { widths, values } = architecture;
    this.#widen('depth', widths.length - 1);
    for (const width of widths) this.#widen('width', width);
    for (const [name, { num, den }] of values)
      if (name !== 'n' && name !== 'n0') this.#widen(name, Number(num) / Number(den));
  }

  /** The first one is kept, but one without a value says more than one that is not known. */
  #refuse(refused: Refused): void {
    if (!this.refusal || (this.refusal.open && !refused.open)) this.refusal = refused;
  }

  #widen(name: string, value: number): void {
    const { low, high } = this.#reach.get(name) ?? { low: value, high: value };
    this.#reach.set(name, { low: Math.min(low, value), high: Math.max(high, value) });
  }

  /** How far the architectures went: `depth <= 64, widths <= 128, r from 1e-18 to 1e18`. */
  reach(): string {
    const { depth, width, ...scalars } = Object.fromEntries(this.#reach);
    const spans = Object.entries(scalars).filter(([, { low, high }]) => low !== high);
    return [
      `depth <= ${depth?.high ?? 0}`,
      `widths <= ${width?.high ?? 0}`,
      ...spans.map(([name, { low, high }]) => `${name} from ${shown(low)} to ${shown(high)}`),
    ].join(', ');
  }
}

const isBudget = (error: Error): boolean =>
  error instanceof TooCostly || (error instanceof Refusal && error.kind === 'budget');

const isOpen = (error: Error): boolean =>
  isBudget(error) || (error instanceof Refusal && error.kind === 'undecided');

const shown = (value: number): string => String(Number(value.toPrecision(3)));

/** The extremes of quantity/formula, for a claim within constants. */
export function constantsOf({ lowest, highest, tried }: Trials): ConstantsFound[] {
  if (!lowest?.ratio || !highest?.ratio) return [];
  return [
    {
      kind: 'constants',
      low: lowest.ratio.toNumber(),
      lowAt: recordOf(lowest.architecture),
      high: highest.ratio.toNumber(),
      highAt: recordOf(highest.architecture),
      architectures: tried,
    },
  ];
}

/** A failed trial as the record of a witness. */
export function witnessOf({ architecture, comparison }: Trial): Witness {
  return {
    architecture: recordOf(architecture),
    quantity: comparison.left,
    formula: comparison.right,
    relativeError: comparison.relativeError,
  };
}

/** What a failed trial shows, in words. */
export function failureText(claim: Claim, trial: Trial): string {
  const { architecture, quantity, formula } = witnessOf(trial);
  const where = `fails at ${describeArchitecture(architecture)}`;
  if (claim.relation !== 'within-constants')
    return `${where}: the formula gives ${formula.text}, the truth is ${quantity.text}`;
  const { low, high } = claim.constants!;
  const ratio = trial.ratio
    ? `quantity/formula = ${trial.ratio.toPrecision(4)}`
    : `the quantity is ${quantity.text}`;
  return trial.comparison.kind === 'less'
    ? `${where}: ${ratio}, below ${low.text} times the formula, ${formula.text}`
    : `${where}: ${ratio}, above ${high.text} times the formula, ${formula.text}`;
}
