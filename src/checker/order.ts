import { type Folded, type Formula, ratioOf } from './formula.ts';
import { type Fraction, integer, ONE } from './fraction.ts';
import { combine, constantForm, isConstant, type Linear, leastValue, place, type Region } from './linear.ts';
import {
  addRatios,
  constant,
  multiplyRatios,
  powerRatio,
  type Ratio,
  ratio,
  ratioZero,
  settle,
} from './polynomial.ts';
import { refuse, short, spend } from './refusal.ts';

/**
 * Sequences P · Π base^form · Π E: P a polynomial of at most the given degree in each index, the bases nonzero rational
 * functions of the symbols, each E any solution of the recurrence of its moments. Closed under the shift of d.
 */
interface Space {
  readonly bases: ReadonlyMap<string, { readonly base: Formula; readonly form: Linear }>;
  readonly opaque: readonly { readonly key: string; readonly order: number }[];
  readonly degrees: ReadonlyMap<string, number>;
}
/** A sum of spaces, by the bases and expectations that tell them apart. */
type Type = ReadonlyMap<string, Space>;
interface Quotient {
  readonly num: Type;
  readonly den: Type;
}

const PLAIN: Space = { bases: new Map(), opaque: [], degrees: new Map() };
const CONSTANT: Type = new Map([['', PLAIN]]);
const MAX_SPACES = 500;

/**
 * The order lemma. Over the field of rational functions of the symbols, both sides of the claim are quotients of sequences in
 * d that lie in a space, invariant under the shift, whose dimension is read off the syntax. So does n1 d2 - n2 d1, N being
 * the dimension returned here: if it vanishes at N consecutive depths it vanishes at every later one (Cayley-Hamilton).
 */
export function orderOf(
  claim: readonly [Formula, Formula],
  region: Region,
  fixed: ReadonlyMap<string, Fraction>,
  orders: (e: Formula) => number,
): number {
  const [quantity, formula] = claim.map((side) => new Order(region, fixed, orders).of(side));
  const left = times(quantity!.num, formula!.den);
  const all = plus(left, times(formula!.num, quantity!.den));
  let total = 0;
  for (const { opaque, degrees } of all.values())
    total += ((degrees.get('d') ?? 0) + 1) * opaque.reduce((product, { order }) => product * order, 1);
  return total;
}

class Order {
  private readonly region: Region;
  private readonly fixed: ReadonlyMap<string, Fraction>;
  private readonly orders: (expectation: Formula) => number;

  constructor(
    region: Region,
    fixed: ReadonlyMap<string, Fraction>,
    orders: (expectation: Formula) => number,
  ) {
    this.region = region;
    this.fixed = fixed;
    this.orders = orders;
  }

  of(formula: Formula): Quotient {
    if (formula.indices.size === 0) return { num: CONSTANT, den: CONSTANT };
    switch (formula.kind) {
      case 'index':
        return whole({ ...PLAIN, degrees: new Map([[formula.name, 1]]) });
      case 'sum':
        return formula.parts
          .map((part) => this.of(part))
          .reduce((a, b) => ({
            num: plus(times(a.num, b.den), times(b.num, a.den)),
            den: times(a.den, b.den),
          }));
      case 'product':
        return formula.parts
          .map((part) => this.of(part))
          .reduce((a, b) => ({ num: times(a.num, b.num), den: times(a.den, b.den) }));
      case 'power':
        return this.power(formula.base, formula.exponent);
      case 'decay': {
        if (formula.width !== 'n') return refuse('widths of single layers where all widths are equal');
        return exponential({ kind: 'symbol', name: 'y', key: '2^-n', indices: new Set() }, formula.exponent);
      }
      case 'fold':
        return formula.operator === 'Sum' ? this.sum(formula) : this.product(formula);
      case 'expectation':
        return whole({ ...PLAIN, opaque: [{ key: formula.key, order: this.orders(formula) }] });
      default:
        return refuse(`a part of kind ${formula.kind} is outside the order lemma`);
    }
  }

  private power(base: Formula, exponent: Linear): Quotient {
    if (base.indices.size === 0) {
      // A base that is the zero function has 0^0 = 1 and then 0: no sequence of these spaces.
      if (ratioZero(this.value(base))) refuse(`the base ${short(base.key)} is zero`);
      return exponential(base, exponent);
    }
    if (!isConstant(exponent))
      return refuse(`base and exponent of ${short(base.key)}^... both vary with depth`);
    const { num, den } = this.of(base);
    const times = Math.abs(exponent.constant);
    return exponent.constant < 0
      ? { num: repeated(den, times), den: repeated(num, times) }
      : { num: repeated(num, times), den: repeated(den, times) };
  }

  /** Π of a factor that does not vary: a power. Its exponent must not be negative, for an empty product is 1. */
  private product({ index, from, to, body }: Folded): Quotient {
    if (body.indices.size > 0)
      return refuse(`the factor of Prod(${index}, ...) varies with depth or ${index}`);
    const length = combine(combine(to, -1, from), 1, constantForm(1));
    if (leastValue(length, this.region) < 0) refuse(`the range of ${index} may end before it begins`);
    return this.power(body, length);
  }

  /**
   * Σ_{j=F}^{T} of j^k μ^j is P(T+1) μ^(T+1) - P(F) μ^F with deg P = k, or k + 1 when μ = 1: two spaces, with T and with F
   * in place of j. The antidifference stays right for the empty sum T = F - 1, and for no emptier one.
   */
  private sum({ index, from, to, body }: Folded): Quotient {
    if (leastValue(combine(to, -1, from), this.region) < -1)
      refuse(`the range of ${index} may end before it begins`);
    const inner = new Order([...this.region, { index, from, to }], this.fixed, this.orders).of(body);
    for (const space of inner.den.values())
      if (space.degrees.has(index) || [...space.bases.values()].some(({ form }) => form.slopes.has(index)))
        refuse(`a divisor inside Sum(${index}, ...) varies with ${index}`);
    let num: Type = new Map();
    for (const space of inner.num.values()) {
      const degree = (space.degrees.get(index) ?? 0) + (this.isOne(space, index) ? 1 : 0);
      num = plus(num, plus(placed(space, index, to, degree), placed(space, index, from, degree)));
    }
    return { num, den: inner.den };
  }

  /** Whether the product of bases to their slopes in the index is the function 1. */
  private isOne({ bases }: Space, index: string): boolean {
    let product: Ratio = ratio(constant(ONE));
    for (const { base, form } of bases.values()) {
      const slope = form.slopes.get(index) ?? 0;
      if (slope !== 0) product = multiplyRatios(product, powerRatio(this.value(base), slope));
    }
    return ratioZero(addRatios(product, ratio(constant(integer(-1)))));
  }

  private value(base: Formula): Ratio {
    return settle(ratioOf(base), this.fixed);
  }
}

const whole = (space: Space): Quotient => ({ num: typed(space), den: CONSTANT });
const typed = (space: Space): Type => new Map([[keyOf(space), space]]);

function keyOf({ bases, opaque }: Space): string {
  const powers = [...bases].map(([key, { form }]) => {
    const slopes = [...form.slopes].sort(([a], [b]) => (a < b ? -1 : 1));
    return `${key}^(${slopes.map(([name, slope]) => `${slope}${name}`).join('+')})`;
  });
  return [...powers.sort(), ...opaque.map(({ key }) => key).sort()].join(' ');
}

/** base^form; a constant exponent is a factor free of depth. */
function exponential(base: Formula, form: Linear): Quotient {
  return whole(isConstant(form) ? PLAIN : { ...PLAIN, bases: new Map([[base.key, { base, form }]]) });
}

function plus(a: Type, b: Type): Type {
  const sum = new Map(a);
  for (const [key, space] of b) {
    const before = sum.get(key);
    const degrees = new Map(before?.degrees);
    for (const [name, degree] of space.degrees) degrees.set(name, Math.max(degree, degrees.get(name) ?? 0));
    sum.set(key, { ...space, degrees });
  }
  if (sum.size > MAX_SPACES) refuse('a formula of too many different exponentials');
  return sum;
}

function times(a: Type, b: Type): Type {
  let product: Type = new Map();
  for (const left of a.values())
    for (const right of b.values()) {
      spend(10 + product.size);
      const bases = new Map(left.bases);
      for (const [key, { base, form }] of right.bases) {
        const sum = combine(bases.get(key)?.form ?? constantForm(0), 1, form);
        if (isConstant(sum)) bases.delete(key);
        else bases.set(key, { base, form: sum });
      }
      const degrees = new Map(left.degrees);
      for (const [name, degree] of right.degrees) degrees.set(name, degree + (degrees.get(name) ?? 0));
      product = plus(product, typed({ bases, opaque: [...left.opaque, ...right.opaque], degrees }));
    }
  return product;
}

function repeated(type: Type, count: number): Type {
  if (count > 64) refuse('a power above 64 of a part that varies with depth');
  let result = CONSTANT;
  for (let i = 0; i < count; i++) result = times(result, type);
  return result;
}

/** The space with `by` for the index, on which its polynomial had this degree. */
function placed(space: Space, index: string, by: Linear, degree: number): Type {
  const bases = new Map<string, { base: Formula; form: Linear }>();
  for (const [key, { base, form }] of space.bases) {
    const put = place(form, index, by);
    if (!isConstant(put)) bases.set(key, { base, form: put });
  }
  const degrees = new Map(space.degrees);
  degrees.delete(index);
  for (const name of by.slopes.keys()) degrees.set(name, degree + (degrees.get(name) ?? 0));
  return typed({ ...space, bases, degrees });
}
