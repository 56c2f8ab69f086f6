import type { Domain } from './domain.ts';
import {
  type Formula,
  MINUS_ONE,
  make,
  NOWHERE,
  ratioOf,
  someFormula,
  symbol,
  type Width,
} from './formula.ts';
import { ONE } from './fraction.ts';
import { legsOf } from './layer.ts';
import { combine, constantForm, indexForm, isConstant, type Linear } from './linear.ts';
import { OBSERVABLES } from './monomial.ts';
import { constantValue, powersOf } from './polynomial.ts';
import { refuse, short } from './refusal.ts';
import type { Tree } from './syntax.ts';

const LARGEST = 2 ** 31;
const RESERVED = new Set(['d', 'n', 'y', 'e', 'E', 'Sum', 'Prod', ...OBSERVABLES.keys()]);

/** Resolves a tree over a domain; a Refusal names what no lemma covers. */
export function resolve(tree: Tree, domain: Domain): Formula {
  return new Resolver(domain).read(tree, []);
}

/** The names a text of this domain may use, other than d and widths. */
export function symbolsOf(domain: Domain): Set<string> {
  return new Set([...domain.intervals.keys(), 'n0'].filter((name) => name !== 'd' && name !== 'n'));
}

/** Refuses an index that hides another name. */
export function checkIndex(index: string, domain: Domain, enclosing: readonly string[]): void {
  if (RESERVED.has(index) || domain.intervals.has(index) || index === 'n0' || enclosing.includes(index))
    refuse(`the index ${short(index)} hides another name`);
}

type Summand = { coefficient: Formula; types: string[] };

class Resolver {
  private readonly domain: Domain;
  private readonly symbols: ReadonlySet<string>;

  constructor(domain: Domain) {
    this.domain = domain;
    this.symbols = symbolsOf(domain);
  }

  read(tree: Tree, enclosing: readonly string[]): Formula {
    const { key } = tree;
    switch (tree.kind) {
      case 'number':
        return make.number(tree.value);
      case 'symbol':
        return this.named(tree.name, enclosing);
      case 'width':
        if (this.domain.widths !== 'list')
          return refuse('n[...] has no meaning where all widths are equal: write n');
        return make.width(this.form(tree.at, enclosing));
      case 'negate':
        return make.product([MINUS_ONE, this.read(tree.of, enclosing)], key);
      case 'sum':
        return make.sum(
          tree.terms.map((term) => this.read(term, enclosing)),
          key,
        );
      case 'product':
        return make.product(
          tree.factors.map(({ divides, of }) => {
            const factor = this.read(of, enclosing);
            return divides ? make.power(factor, constantForm(-1)) : factor;
          }),
          key,
        );
      case 'power':
        return this.power(tree.base, tree.exponent, enclosing);
      case 'fold':
        return this.fold(tree, enclosing);
      case 'expectation':
        return this.expectation(tree);
      case 'call':
        return this.call(tree);
    }
  }

  private named(name: string, enclosing: readonly string[]): Formula {
    if (name === 'd' || enclosing.includes(name)) return make.index(name);
    if (name === 'n' && this.domain.widths === 'equal') return symbol('n');
    if (this.symbols.has(name) && (name !== 'n0' || this.domain.widths === 'equal')) return symbol(name);
    return refuse(`the symbol ${short(name)} is not declared`);
  }

  private fold(tree: Tree & { kind: 'fold' }, enclosing: readonly string[]): Formula {
    const { operator, index, parts, key } = tree;
    checkIndex(index, this.domain, enclosing);
    const from = this.form(parts[0]!, enclosing);
    const to = this.form(parts[1]!, enclosing);
    const body = this.read(parts[2]!, [...enclosing, index]);
    return make.fold({ kind: 'fold', operator, index, from, to, body }, key);
  }

  /** An integer form in indices. */
  private form(tree: Tree, enclosing: readonly string[]): Linear {
    const [form, widths] = this.exponent(tree, enclosing);
    return widths.size === 0 ? form : refuse('a bound or an index speaks of widths');
  }

  /** An exponent as form + Σ form · width. */
  private exponent(
    tree: Tree,
    enclosing: readonly string[],
  ): [Linear, ReadonlyMap<string, readonly [Width, Linear]>] {
    const widths = new Map<string, readonly [Width, Linear]>();
    const { num, den } = ratioOf(this.read(tree, enclosing), (formula) => {
      if (formula.kind === 'width') widths.set(formula.key, [formula.at, constantForm(0)]);
      return undefined;
    });
    if (den.size > 0) return refuse('an exponent, a bound or an index has a divisor that is not a number');
    let form = constantForm(0);
    for (const [monomial, { num: top, den: bottom }] of num) {
      if (top % bottom !== 0n || (top < 0n ? -top : top) / bottom > LARGEST)
        return refuse('an exponent, a bound or an index is not an integer of moderate size');
      const slope = Number(top / bottom);
      const names = [...powersOf(monomial)].flatMap(([name, times]) =>
        new Array<string>(Math.min(times, 3)).fill(name),
      );
      const outer = names.filter((name) => name !== 'n' && !widths.has(name));
      const inner = names.filter((name) => name === 'n' || widths.has(name));
      if (
        outer.length > 1 ||
        inner.length > 1 ||
        outer.some((name) => name !== 'd' && !enclosing.includes(name))
      )
        return refuse(`an exponent, a bound or an index has the term ${short(monomial)}; it must be linear`);
      const term = outer[0] === undefined ? constantForm(1) : indexForm(outer[0]);
      if (inner[0] === undefined) form = combine(form, slope, term);
      else {
        const [width, before] = widths.get(inner[0]) ?? (['n', constantForm(0)] as const);
        widths.set(inner[0], [width, combine(before, slope, term)]);
      }
    }
    return [form, widths];
  }

  private power(base: Tree, exponent: Tree, enclosing: readonly string[]): Formula {
    const [form, widths] = this.exponent(exponent, enclosing);
    const below = this.read(base, enclosing);
    const parts: Formula[] = [];
    if (widths.size === 0 || !isConstant(form) || form.constant !== 0) parts.push(make.power(below, form));
    for (const [width, slope] of widths.values())
      parts.push(make.decay(width, combine(constantForm(0), -logarithm(below), slope)));
    return make.product(parts);
  }

  /** Coefficients must be free of d, so that an expectation is one linear functional of one recursion. */
  private expectation({ body, key }: Tree & { kind: 'expectation' }): Formula {
    const moments = this.observables(body);
    if (moments.some(({ types }) => legsOf(types) > 10)) refuse('a moment of degree above 5');
    return { kind: 'expectation', moments, key, indices: new Set(['d']) };
  }

  private observables(tree: Tree): Summand[] {
    const limited = <T>(all: T[]): T[] =>
      all.length > 200 ? refuse('an expectation of more than 200 parts') : all;
    if (tree.kind === 'symbol' && OBSERVABLES.has(tree.name))
      return [{ coefficient: make.number(ONE), types: [OBSERVABLES.get(tree.name)!] }];
    if (tree.kind === 'negate')
      return this.observables(tree.of).map(({ coefficient, types }) => ({
        coefficient: make.product([MINUS_ONE, coefficient]),
        types,
      }));
    if (tree.kind === 'sum') return limited(tree.terms.flatMap((term) => this.observables(term)));
    const times = (left: Summand[], right: Summand[]): Summand[] =>
      limited(
        left.flatMap((a) =>
          right.map((b) => ({
            coefficient: make.product([a.coefficient, b.coefficient]),
            types: limited([...a.types, ...b.types]),
          })),
        ),
      );
    const product = (all: readonly Summand[][]): Summand[] =>
      limited([...all]).reduce(times, [{ coefficient: make.number(ONE), types: [] }]);
    if (tree.kind === 'product' && tree.factors.every(({ divides, of }) => !divides || !speaksOfOutput(of)))
      return product(
        tree.factors.map(({ divides, of }) => {
          if (!divides) return this.observables(of);
          return [{ coefficient: make.power(this.coefficient(of), constantForm(-1)), types: [] }];
        }),
      );
    if (tree.kind === 'power' && speaksOfOutput(tree.base) && tree.exponent.kind === 'number') {
      const { num, den } = tree.exponent.value;
      if (den !== 1n || num > 10n) refuse('a power of an observable above 10');
      const factor = this.observables(tree.base);
      return product(new Array(Number(num)).fill(factor));
    }
    if (speaksOfOutput(tree)) return refuse('an expectation is not a polynomial in f, K, Q and their parts');
    return [{ coefficient: this.coefficient(tree), types: [] }];
  }

  private coefficient(tree: Tree): Formula {
    const formula = this.read(tree, []);
    return formula.indices.size > 0 || speaksOfLayers(formula)
      ? refuse('a coefficient inside E(...) speaks of the depth or of layers')
      : formula;
  }

  /** exp(k lambda), in the joint limit. */
  private call({ name, parts }: Tree & { kind: 'call' }): Formula {
    if (name !== 'exp' || !this.domain.joint || parts.length !== 1)
      return refuse(`outside the lemmas' hypotheses: ${short(name)}`);
    const { num, den } = ratioOf(this.read(parts[0]!, []));
    const rate = num.get('lambda^1');
    if (num.size === 0) return make.number(ONE);
    if (den.size > 0 || num.size > 1 || !rate || rate.num % rate.den !== 0n || rate.num / rate.den > 1000n)
      return refuse('exp takes an integer multiple of lambda');
    const times = Number(rate.num / rate.den);
    return { kind: 'exponential', rate: times, key: `exp(${times})`, indices: NOWHERE };
  }
}

function speaksOfOutput(tree: Tree): boolean {
  switch (tree.kind) {
    case 'symbol':
      return OBSERVABLES.has(tree.name);
    case 'sum':
      return tree.terms.some(speaksOfOutput);
    case 'product':
      return tree.factors.some(({ of }) => speaksOfOutput(of));
    case 'negate':
      return speaksOfOutput(tree.of);
    case 'power':
      return speaksOfOutput(tree.base) || speaksOfOutput(tree.exponent);
    case 'width':
      return speaksOfOutput(tree.at);
    case 'fold':
    case 'call':
      return tree.parts.some(speaksOfOutput);
    case 'expectation':
      return true;
    case 'number':
      return false;
  }
}

const speaksOfLayers = (formula: Formula): boolean =>
  someFormula(
    formula,
    (part) =>
      part.kind === 'width' ||
      part.kind === 'fold' ||
      part.kind === 'expectation' ||
      (part.kind === 'decay' && part.width !== 'n'),
  );

/** The exponent of a power of 2. */
function logarithm(base: Formula): number {
  const value = constantValue(ratioOf(base).num);
  const exact = value && ratioOf(base).den.size === 0 ? value : undefined;
  if (!exact || exact.num <= 0n)
    return refuse('a width stands in the exponent of a base that is no power of 2');
  const steps = (x: bigint): number => x.toString(2).length - 1;
  const log = steps(exact.num) - steps(exact.den);
  const same = exact.num * 2n ** BigInt(steps(exact.den)) === exact.den * 2n ** BigInt(steps(exact.num));
  return same ? log : refuse('a width stands in the exponent of a base that is no power of 2');
}
