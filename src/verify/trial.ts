import type { Decimal } from 'decimal.js';
import { TooCostly } from '../exact/beyond.ts';
import {
  compareValues,
  type Enclosed,
  type Environment,
  type Expression,
  enclosedExactly,
  enclosedInDoubles,
  enclosedProduct,
  evaluateEnclosed,
  isWithin,
  type Order,
  Refusal,
} from '../expression/index.ts';
import { quickEnclosure } from '../quantity/quick.ts';
import { compare, type Rational } from '../rational/rational.ts';
import type { Claim } from '../statement/statement.ts';
import { type Architecture, describeArchitecture, recordOf } from './architecture.ts';
import { type Comparison, compareAt, KINDS } from './compare.ts';
import { isRefusal } from './refusal.ts';
import { type Subject, settingOf } from './subject.ts';
import type { ArchitectureRecord, ConstantsFound, Refused, Witness } from './verdict.ts';

/** What a claim says of the order of its quantity and a multiple of its formula. */
interface Bound {
  readonly factor: Expression | undefined;
  readonly allowed: readonly Order['kind'][];
}

/** What an inequality says of its quantity; within constants, two things. */
function boundsOf({ relation, constants }: Claim): readonly Bound[] {
  switch (relation) {
    case 'at-most':
      return [{ factor: undefined, allowed: ['less', 'equal'] }];
    case 'at-least':
      return [{ factor: undefined, allowed: ['equal', 'greater'] }];
    case 'within-constants':
      return [
        { factor: constants!.low.expression, allowed: ['equal', 'greater'] },
        { factor: constants!.high.expression, allowed: ['less', 'equal'] },
      ];
    default:
      throw new TypeError(`'${relation}' is no bound`);
  }
}

/** A claim at one architecture, bound by bound. */
export interface Trial {
  readonly architecture: Architecture;
  /** Fails where one bound is broken; open where none is and the order of one is not known. */
  readonly side: 'holds' | 'fails' | 'open';
  /** The multiple of the formula that decides: the broken one, the open one, or the nearest. */
  readonly bound: Expression;
  /** Of an inequality, how far from broken, in [-1, 1]: (quantity - bound)/(|quantity| + |bound|), negative where it fails; of an equality 0 or -1. */
  readonly margin: number;
  /** Whether exact numbers have decided it: not where intervals do. */
  readonly exact: boolean;
  /** For within-constants: quantity/formula, where the formula is not 0. */
  readonly ratio: Decimal | undefined;
}

/** Digits to which both sides are known first: most bounds are decided by them. */
const DIGITS = 20;

/** Tries a claim at one architecture. Throws a Refusal where it has no value. */
export function tryAt(subject: Subject, architecture: Architecture, seconds?: number): Trial {
  const { environment } = settingOf(subject, architecture, seconds);
  const { claim } = subject;
  if (claim.relation === 'equals') return tryEquality(claim, architecture, environment);
  const [quantity, formula] = [claim.quantity.expression, claim.formula.expression];
  const [q, f] = [quantity, formula].map((side) => lookAt(side, environment)) as [Enclosed, Enclosed];
  const tried = boundsOf(claim).map(({ factor, allowed }) => {
    const bound: Expression = factor ? { kind: 'multiply', left: factor, right: formula } : formula;
    const value = factor ? enclosedProduct(evaluateEnclosed(factor, environment, DIGITS), f) : f;
    const seen = orderOf(q, value);
    const order = seen ? undefined : compareValues(quantity, bound, environment);
    const kind = seen ?? order!.kind;
    const side = kind === 'undecided' ? 'open' : allowed.includes(kind) ? 'holds' : 'fails';
    const margin = marginOf(q, value, kind, allowed);
    // What is not seen to fail is not below 0, however it rounds.
    return {
      side,
      bound,
      margin: side === 'fails' ? Math.min(margin, -Number.MIN_VALUE) : Math.max(0, margin),
      exact: (order ? [order.difference] : [q, f]).every((one) => one.exact !== undefined),
    } as const;
  });
  const deciding =
    tried.find(({ side }) => side === 'fails') ??
    tried.find(({ side }) => side === 'open') ??
    tried.reduce((a, b) => (b.margin < a.margin ? b : a));
  const exact = tried.every((one) => one.exact);
  const ratio = claim.relation === 'within-constants' ? ratioOf(q, f) : undefined;
  return { architecture, ...deciding, exact, ratio };
}

/** Where doubles do not tell the sides apart, they are compared exactly if they can be. */
function tryEquality(claim: Claim, architecture: Architecture, environment: Environment<Rational>): Trial {
  const [quantity, bound] = [claim.quantity.expression, claim.formula.expression];
  const failed = { architecture, side: 'fails', bound, margin: -1, exact: false, ratio: undefined } as const;
  const q = quickEnclosure(quantity, environment);
  const f = q && quickEnclosure(bound, environment);
  if (q && f && (q.high < f.low || f.high < q.low)) return failed;
  const { kind, difference } = compareValues(quantity, bound, environment);
  if (kind !== 'equal' && kind !== 'undecided') return failed;
  const side = kind === 'equal' ? 'holds' : 'open';
  return { ...failed, side, margin: 0, exact: difference.exact !== undefined };
}

/** Doubles, if they do; else a few digits; all of them where a few do not give a value, as where 2^n cancels, or not its size. */
function lookAt(side: Expression, environment: Environment<Rational>): Enclosed {
  const quick = quickEnclosure(side, environment);
  const doubles = quick && enclosedInDoubles(quick);
  if (doubles && isWithin(doubles, SIZE_DIGITS)) return doubles;
  try {
    const found = evaluateEnclosed(side, environment, DIGITS, 2 * DIGITS);
    if (isWithin(found, SIZE_DIGITS)) return found;
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'undecided') throw error;
  }
  return enclosedExactly(side, environment);
}

/** Digits of the margins and ratios by which architectures are compared. */
const SIZE_DIGITS = 4;

/** Both sides of the bound that decides a trial, as they are shown. */
export const comparisonOf = (subject: Subject, { architecture, bound }: Trial): Comparison =>
  compareAt(subject.claim.quantity.expression, bound, settingOf(subject, architecture).environment);

/** The order of two enclosures, where they tell it. */
function orderOf(a: Enclosed, b: Enclosed): Order['kind'] | undefined {
  if (a.exact && b.exact) return KINDS[compare(a.exact, b.exact)];
  if (a.high.lt(b.low)) return 'less';
  return a.low.gt(b.high) ? 'greater' : undefined;
}

const middle = ({ low, high }: Enclosed): Decimal => low.plus(high).div(2);

function ratioOf(q: Enclosed, f: Enclosed): Decimal | undefined {
  const below = middle(f);
  return below.isZero() ? undefined : middle(q).div(below);
}

function marginOf(q: Enclosed, value: Enclosed, kind: Order['kind'], allowed: Bound['allowed']): number {
  const [l, r] = [middle(q), middle(value)];
  const size = l.abs().plus(r.abs());
  const gap = kind === 'equal' || size.isZero() ? 0 : l.minus(r).div(size).toNumber();
  return allowed.includes('greater') ? gap : -gap;
}

/** What the exact oracle may take at an architecture far out: there are many. */
const EXTRA_SECONDS = 0.025;

type RefusedAt = Refused & { readonly architecture: ArchitectureRecord };

/** What was tried of a claim: how far, how exactly, and what got in the way. */
export class Trials {
  readonly subject: Subject;
  /** The first architecture at which the claim has no value, or its order is not known. */
  refusal: RefusedAt | undefined;
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

  /** The trial there; undefined where the claim has no value, which is remembered, or where one that is `extra` costs too much. */
  at(candidate: Architecture, extra = false): Trial | undefined {
    try {
      const trial = tryAt(this.subject, candidate, extra ? EXTRA_SECONDS : undefined);
      this.#count(trial);
      return trial;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (extra && isOpen(error)) this.leftOut += 1;
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
    const { architecture, side, margin, exact, ratio } = trial;
    this.tried += 1;
    this.exact &&= exact;
    if (margin < (this.nearest?.margin ?? Number.POSITIVE_INFINITY)) this.nearest = trial;
    if (ratio?.lt(this.lowest?.ratio ?? Number.POSITIVE_INFINITY)) this.lowest = trial;
    if (ratio?.gt(this.highest?.ratio ?? Number.NEGATIVE_INFINITY)) this.highest = trial;
    // Only the first is told: its text takes every digit there is.
    if (side === 'open' && !this.refusal)
      this.#refuse({
        kind: 'refused',
        reason: `the sides differ by ${comparisonOf(this.subject, trial).difference.text}, and their order is not known`,
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
  #refuse(refused: RefusedAt): void {
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

/** Whether a value is there, but costs more work or digits than there are. */
const isOpen = (error: Error): boolean =>
  error instanceof TooCostly ||
  (error instanceof Refusal && (error.kind === 'budget' || error.kind === 'undecided'));

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

/** A failed trial as the record of a witness, and what it shows in words. */
export function failureOf(
  subject: Subject,
  trial: Trial,
): { readonly witness: Witness; readonly text: string } {
  const { kind, left, right, relativeError } = comparisonOf(subject, trial);
  const architecture = recordOf(trial.architecture);
  const witness: Witness = { architecture, quantity: left, formula: right, relativeError };
  const where = `fails at ${describeArchitecture(architecture)}`;
  const { relation, constants } = subject.claim;
  if (relation !== 'within-constants')
    return { witness, text: `${where}: the formula gives ${right.text}, the truth is ${left.text}` };
  const ratio = trial.ratio
    ? `quantity/formula = ${trial.ratio.toPrecision(4)}`
    : `the quantity is ${left.text}`;
  const bound = kind === 'less' ? `below ${constants!.low.text}` : `above ${constants!.high.text}`;
  return { witness, text: `${where}: ${ratio}, ${bound} times the formula, ${right.text}` };
}
