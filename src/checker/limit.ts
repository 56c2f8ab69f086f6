import type { Claim } from './claim.ts';
import { depthRange, single } from './domain.ts';
import type { Proof } from './equal-widths.ts';
import { type Formula, make, resolve, someFormula } from './formula.ts';
import { integer, ONE, reduce } from './fraction.ts';
import { count, type JsonObject } from './json.ts';
import {
  addLaurent,
  coefficientAt,
  exponentialLaurent,
  invertLaurent,
  known,
  type Laurent,
  multiplyLaurent,
  powerLaurent,
  term,
  withLead,
} from './laurent.ts';
import { evaluate, isConstant, type Linear } from './linear.ts';
import { Divisors, regionOf } from './nonzero.ts';
import {
  constant,
  multiplyRatios,
  powerRatio,
  type Ratio,
  ratio,
  ratioZero,
  variable,
} from './polynomial.ts';
import { refuse, short } from './refusal.ts';
import { type Comparison, parse } from './syntax.ts';
import { type CheckUsed, readUses, replaceExpectations } from './uses.ts';

const MAX_TERMS = 24;
const MAX_DEPTHS = 64;

/**
 * Theorem: as n grows, with d = lambda n or at fixed depth, the quantity is the formula up to O(n^-remainder), absolutely for
 * `tends-to` and relatively for `asymptotic`. Expectations are replaced by proved closed forms, which are expanded in 1/n with
 * coefficients that are rational functions of lambda, e = exp(lambda) and the parameters (limit).
 */
export function checkLimit(claim: Claim, certificate: JsonObject, checkUsed: CheckUsed): Proof {
  const { domain } = claim;
  if (domain.widths !== 'equal' || domain.intervals.get('n')!.high)
    refuse('domain: wanted one width that grows');
  const remainder = count(certificate.get('remainder'), 'remainder', Math.max(1, claim.order));
  if (remainder > MAX_TERMS / 2) refuse(`remainder: at most ${MAX_TERMS / 2}`);
  const [first, last] = domain.joint ? [0, 0] : depthRange(domain);
  if (last - first >= MAX_DEPTHS) refuse(`domain.d: wanted = lambda*n, or at most ${MAX_DEPTHS} depths`);
  const formula = resolve(parse(claim.formula), domain);
  new Divisors(domain, new Map()).check(formula, domain.joint ? [] : regionOf(first, last));
  if (claim.relation === 'tends-to' && someFormula(formula, (part) => isGrowing(part, claim)))
    refuse('claim.formula: a limit speaks of n, or of a depth that grows');
  const depths = Array.from({ length: last - first + 1 }, (_, i) => (domain.joint ? undefined : first + i));
  const holds = (condition: Comparison): boolean =>
    depths.every((depth) => new Expansion(claim, depth, MAX_TERMS / 2).differ(condition));
  const formulas = readUses(claim, certificate, checkUsed, holds, domain.joint ? ['n', 'd'] : ['n']);
  const quantity = resolve(replaceExpectations(parse(claim.quantity), formulas), domain);
  for (const depth of depths) {
    const error = errorOf(claim, depth, quantity, formula, remainder);
    for (let power = error.order; power < remainder; power++)
      if (!ratioZero(coefficientAt(error, power))) refuse(`the sides differ in the order n^${-power}`);
  }
  const kind = claim.relation === 'tends-to' ? '' : 'relative ';
  return { restsOn: `expansion in 1/n; ${kind}remainder O(n^-${remainder}), no chance of error` };
}

/** The error of the formula, known to the order of the remainder; cancellation costs terms, so that more are tried. */
function errorOf(
  claim: Claim,
  depth: number | undefined,
  quantity: Formula,
  formula: Formula,
  remainder: number,
): Laurent {
  for (let terms = remainder + 4; terms <= MAX_TERMS; terms += 4) {
    const error = new Expansion(claim, depth, terms).error(quantity, formula);
    if (known(error) >= remainder) return error;
  }
  return refuse('the expansions cancel too far');
}

const isGrowing = (part: Formula, { domain }: Claim): boolean =>
  (part.kind === 'symbol' && part.name === 'n') ||
  part.kind === 'decay' ||
  part.kind === 'expectation' ||
  (domain.joint && part.kind === 'index' && part.name === 'd');

/** Expansions of formulas in x = 1/n, at one depth or with d = lambda/x. */
class Expansion {
  private readonly claim: Claim;
  private readonly depth: number | undefined;
  private readonly terms: number;
  private readonly divisors: Divisors;

  constructor(claim: Claim, depth: number | undefined, terms: number) {
    this.claim = claim;
    this.depth = depth;
    this.terms = terms;
    this.divisors = new Divisors(claim.domain, new Map());
  }

  /** quantity - formula, or quantity/formula - 1. */
  error(quantity: Formula, formula: Formula): Laurent {
    const minus = this.plain(ratio(constant(integer(-1))));
    if (this.claim.relation === 'tends-to')
      return addLaurent(this.of(quantity), multiplyLaurent(minus, this.of(formula)));
    return addLaurent(multiplyLaurent(this.of(quantity), this.inverse(this.of(formula))), minus);
  }

  /** Whether a condition says that two sides differ, and they do at all large widths, everywhere on the domain. */
  differ({ operator, left, right }: Comparison): boolean {
    const { domain } = this.claim;
    const minus = make.number(integer(-1));
    const difference = make.sum([resolve(left, domain), make.product([minus, resolve(right, domain)])]);
    return operator === '!=' && this.divisors.neverVanishes(withLead(this.of(difference)).lead);
  }

  private plain(coefficient: Ratio, order = 0): Laurent {
    return term(coefficient, order, this.terms);
  }

  private of(formula: Formula): Laurent {
    switch (formula.kind) {
      case 'number':
        return this.plain(ratio(constant(formula.value)));
      case 'symbol': {
        if (formula.name === 'n') return this.plain(ratio(constant(ONE)), -1);
        const interval = this.claim.domain.intervals.get(formula.name);
        const only = interval && single(interval);
        return this.plain(ratio(only ? constant(reduce(only)) : variable(formula.name)));
      }
      case 'index':
        if (this.depth !== undefined) return this.plain(ratio(constant(integer(this.depth))));
        return this.plain(this.lambda(), -1);
      case 'sum':
        return formula.parts.map((part) => this.of(part)).reduce(addLaurent);
      case 'product':
        return formula.parts.map((part) => this.of(part)).reduce(multiplyLaurent);
      case 'power':
        return this.power(formula.base, formula.exponent);
      case 'decay':
        return this.decay(formula.exponent);
      case 'exponential':
        return this.plain(powerRatio(ratio(variable('e')), formula.rate));
      default:
        return refuse(`a part of kind ${formula.kind} has no expansion here`);
    }
  }

  private lambda(): Ratio {
    const only = single(this.claim.domain.intervals.get('lambda')!);
    return ratio(only ? constant(reduce(only)) : variable('lambda'));
  }

  /** The leading coefficient of a divisor must not vanish anywhere on the domain. */
  private inverse(series: Laurent): Laurent {
    const { lead } = withLead(series);
    if (!this.divisors.neverVanishes(lead))
      refuse('the leading coefficient of a divisor may vanish on the domain');
    return invertLaurent(series);
  }

  private power(base: Formula, exponent: Linear): Laurent {
    const below = this.of(base);
    const [slope, constantPart] = this.split(exponent);
    if (slope === 0)
      return powerLaurent(constantPart < 0 ? this.inverse(below) : below, Math.abs(constantPart));
    if (someFormula(base, ({ kind, ...part }) => kind === 'symbol' && 'name' in part && part.name !== 'n'))
      return refuse(`the base ${short(base.key)} of an exponential in d speaks of more than n`);
    const by = multiplyRatios(ratio(constant(integer(slope))), this.lambda());
    const { rest, rate } = exponentialLaurent(below, by, integer(constantPart));
    const { num, den } = reduce({ num: rate.num * BigInt(slope), den: rate.den });
    if (den !== 1n || num > 1000n || num < -1000n)
      refuse('an exponential grows like e to a multiple of lambda that is no integer');
    return multiplyLaurent(this.plain(powerRatio(ratio(variable('e')), Number(num))), rest);
  }

  /** 2^-n and its powers vanish faster than all that is left, while exponentials in d stay bounded. */
  private decay(exponent: Linear): Laurent {
    const [slope, constantPart] = this.split(exponent);
    if (slope === 0 && constantPart === 0) return this.plain(ratio(constant(ONE)));
    if (slope > 0 || (slope === 0 && constantPart > 0)) return this.plain(ratio(constant(integer(0))));
    return refuse('a power of 2^n grows too fast for an expansion in 1/n');
  }

  /** An exponent as slope · d + constant, or as a number when the depth is one. */
  private split(exponent: Linear): [slope: number, constant: number] {
    if (this.depth !== undefined) return [0, evaluate(exponent, new Map([['d', this.depth]]))];
    if (!isConstant(exponent) && [...exponent.slopes.keys()].join() !== 'd')
      return refuse('an index in an exponent');
    return [exponent.slopes.get('d') ?? 0, exponent.constant];
  }
}
