import { moments } from '../../src/exact/moment.ts';
import {
  type Environment,
  type Expression,
  evaluateDecimal,
  evaluateExact,
  parseExpression,
  Refusal,
} from '../../src/expression/index.ts';
import { buildNetwork } from '../../src/network/build.ts';
import { withOracle } from '../../src/quantity/exact.ts';
import { compare, type Rational, rational } from '../../src/rational/rational.ts';
import { formatRational, parseRational } from '../../src/rational/text.ts';
import type { Certificate } from './make.ts';
import type { Draw } from './mutate.ts';

/**
 * Whether what a certificate states is true, as far as the exact oracle tells: read from its JSON with the readers of statement
 * files, which share nothing with the checker, and evaluated at networks of its domain, near and far.
 */

type Texts = Readonly<Record<string, string>>;

interface Architecture {
  readonly widths: readonly number[];
  readonly values: ReadonlyMap<string, Rational>;
}

const PARAMETERS = ['sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2'] as const;
const SCALARS = ['0', '1/1000000', '1/3', '1', '7/5', '2', '3', '1000000'].map(
  (text) => parseRational(text)!,
);
const STEPS = [0, 1, 2, 3, 5, 11, 19];

/** A network of the domain at which the claim fails, in words; undefined where none of those tried is one. */
export function falseAt(certificate: Certificate, draw: Draw, tries = 24): string | undefined {
  const domain = certificate.domain as Texts;
  const { theorem } = certificate;
  if (theorem === 'witness') {
    const { widths, values } = certificate.architecture as { widths: number[]; values: Texts };
    const own = new Map(Object.entries(values).map(([name, text]) => [name, parseRational(text)!]));
    const architecture = { widths, values: own };
    if (!isInside(domain, architecture)) return `the witness ${words(architecture)} is outside`;
    return failsAt(certificate, architecture) === true ? undefined : `no failure at ${words(architecture)}`;
  }
  for (let i = 0; i < tries; i++) {
    const found = theorem === 'limit' ? limitFails(certificate, draw) : drawnFails(certificate, draw);
    if (found !== undefined) return found;
  }
  return undefined;
}

const words = ({ widths, values }: Architecture): string =>
  `widths ${widths}, ${[...values].map(([name, value]) => `${name} = ${formatRational(value)}`).join(', ')}`;

function drawnFails(certificate: Certificate, draw: Draw): string | undefined {
  const domain = certificate.domain as Texts;
  const depth = integerIn(domain.d!, draw);
  const width = integerIn(domain.n!, draw);
  const hidden = Array.from({ length: depth - 1 }, () =>
    domain.widths === 'equal' ? width : integerIn(domain.n!, draw),
  );
  const input = domain.n0 ? integerIn(domain.n0, draw) : draw.of([1, 2, 7]);
  const values = new Map<string, Rational>(scalarsIn(domain, draw));
  values.set('n', rational(width));
  const architecture = { widths: [input, ...hidden, 1], values };
  return failsAt(certificate, architecture) === true ? words(architecture) : undefined;
}

const scalarsIn = (domain: Texts, draw: Draw): [string, Rational][] =>
  Object.keys(domain)
    .filter((name) => !['widths', 'where', 'd', 'n', 'n0'].includes(name))
    .map((name) => [
      name,
      draw.of(SCALARS.concat(ends(domain[name]!)).filter((x) => holds(domain[name]!, x))),
    ]);

interface Range {
  readonly low: Rational;
  readonly high: Rational | undefined;
  readonly open: readonly [boolean, boolean];
}

function rangeOf(text: string): Range {
  const [low, high] = text.slice(1, -1).split(', ') as [string, string];
  return {
    low: parseRational(low)!,
    high: high === 'inf' ? undefined : parseRational(high)!,
    open: [text.startsWith('('), text.endsWith(')')],
  };
}

function holds(text: string, x: Rational): boolean {
  const { low, high, open } = rangeOf(text);
  if (compare(x, low) < (open[0] ? 1 : 0)) return false;
  return high === undefined || compare(x, high) <= (open[1] ? -1 : 0);
}

/** The ends, and what lies between them. */
function ends(text: string): Rational[] {
  const { low, high } = rangeOf(text);
  if (!high) return [low, rational(low.num + low.den, low.den)];
  return [low, high, rational(low.num * high.den + high.num * low.den, 2n * low.den * high.den)];
}

function integerIn(text: string, draw: Draw): number {
  const { low } = rangeOf(text);
  const first = Math.ceil(Number(low.num) / Number(low.den));
  const found = STEPS.map((step) => first + step).filter((x) => holds(text, rational(x)));
  return draw.of(found);
}

function isInside(domain: Texts, { widths, values }: Architecture): boolean {
  const hidden = widths.slice(1, -1);
  return (
    holds(domain.d!, rational(widths.length - 1)) &&
    hidden.every((n) => holds(domain.n!, rational(n))) &&
    (domain.widths === 'list' || hidden.every((n) => n === hidden[0])) &&
    (!domain.n0 || holds(domain.n0, rational(widths[0]!))) &&
    [...values].every(([name, value]) => holds(domain[name]!, value))
  );
}

/** Both sides' environment; undefined where the domain's condition leaves the network out. */
function environmentAt({ network, domain }: Certificate, { widths, values }: Architecture) {
  const given = network as Readonly<Record<string, string | boolean>>;
  const [w, b, c, o] = PARAMETERS.map(
    (name) => values.get(given[name] as string) ?? parseRational(given[name] as string)!,
  ) as [Rational, Rational, Rational, Rational];
  const built = buildNetwork({
    widths,
    r: values.get('r')!,
    parametrization: given.parametrization as 'ntk',
    gates: given.gates as 'fair',
    outputActivation: given.output_activation as 'linear',
    outputBias: given.output_bias as boolean,
    sigmaW2: w,
    sigmaB2: b,
    biasGradient: c,
    outputSigmaW2: o,
  });
  const depth = widths.length - 1;
  const symbols = new Map(values).set('d', rational(depth)).set('n0', rational(widths[0]!));
  const isEqual = (domain as Texts).widths === 'equal';
  if (!isEqual) symbols.delete('n');
  else if (depth > 1) symbols.set('n', rational(widths[1]!));
  const lists = new Map(
    isEqual
      ? []
      : [
          [
            'n',
            (layer: number) => {
              if (widths[layer] === undefined) throw new Refusal('domain', `no layer ${layer}`);
              return rational(widths[layer]);
            },
          ] as const,
        ],
  );
  const budget = Number.POSITIVE_INFINITY;
  return withOracle({ symbols, lists, budget }, (products) => moments(built, products));
}

function read(text: string, { symbols, lists }: Environment<Rational>): Expression {
  const names = { symbols: new Set(symbols.keys()), lists: new Set(lists.keys()) };
  return parseExpression(text, { ...names, form: 'quantity' }).expression;
}

const RELATIONS: Readonly<Record<string, (side: number) => boolean>> = {
  '<': (side) => side < 0,
  '<=': (side) => side <= 0,
  '>': (side) => side > 0,
  '>=': (side) => side >= 0,
  '==': (side) => side === 0,
  '!=': (side) => side !== 0,
};

/** Comparisons joined by `and`, of quantities. */
const satisfies = (condition: string, environment: Environment<Rational>): boolean =>
  condition.split(' and ').every((comparison) => {
    const [, left = '', sign = '', right = ''] = /^(.*?)([<>=!]=|[<>])(.*)$/.exec(comparison) ?? [];
    const [a, b] = [left, right].map((side) =>
      attempt(() => evaluateExact(read(side, environment), environment)),
    );
    return a !== undefined && b !== undefined && RELATIONS[sign]!(compare(a, b));
  });

/** Undefined: outside the domain, or where the quantity has no value. */
function failsAt(certificate: Certificate, architecture: Architecture): boolean | undefined {
  const { claim, domain } = certificate;
  const { quantity, formula, relation } = claim as Texts;
  const environment = environmentAt(certificate, architecture);
  const where = (domain as Texts).where;
  if (where !== undefined && !satisfies(where, environment)) return undefined;
  const left = read(quantity!, environment);
  const right = read(formula!, environment);
  const value = attempt(() => evaluateExact(left, environment));
  if (value === undefined) {
    const near = attempt(() => evaluateDecimal(left, environment, 30));
    if (near === undefined) return undefined;
    const other = attempt(() => evaluateDecimal(right, environment, 30));
    return other === undefined || near.minus(other).abs().gt(near.abs().times('1e-25'));
  }
  const other = attempt(() => evaluateExact(right, environment));
  if (other === undefined) return true;
  const side = compare(value, other);
  return relation === 'at-most' ? side > 0 : relation === 'at-least' ? side < 0 : side !== 0;
}

function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** An error of O(1/n) is halved, about, as n doubles; a false limit leaves one that stays. */
function limitFails(certificate: Certificate, draw: Draw): string | undefined {
  const { claim } = certificate;
  const domain = certificate.domain as Texts;
  const { quantity, formula, relation } = claim as Texts;
  const joint = domain.d!.startsWith('=');
  const lambda = joint
    ? draw.of(['1/2', '1'].map((t) => parseRational(t)!).filter((x) => holds(domain.lambda!, x)))
    : undefined;
  if (joint && !lambda) return undefined;
  const depth = joint ? undefined : integerIn(domain.d!, draw);
  const values = new Map(
    scalarsIn(domain, draw).map(([name, value]) => {
      // At tiny or huge values the first orders come late.
      const tame = ['1', '3/2', '2'].map((t) => parseRational(t)!).filter((x) => holds(domain[name]!, x));
      return [name, tame.length > 0 ? draw.of(tame) : value] as [string, Rational];
    }),
  );
  if (lambda) values.set('lambda', lambda);
  const errors = [128, 256].map((n) => {
    const d = depth ?? (Number(lambda!.num) * n) / Number(lambda!.den);
    const environment = environmentAt(certificate, {
      widths: [1, ...Array<number>(d - 1).fill(n), 1],
      values: new Map(values).set('n', rational(n)),
    });
    const [left, right] = [quantity!, formula!].map((text) =>
      attempt(() => evaluateDecimal(read(text, environment), environment, 20).toNumber()),
    );
    if (left === undefined) return undefined;
    if (right === undefined) return Number.NaN;
    return (
      Math.abs(relation === 'asymptotic' ? left / right - 1 : left - right) /
      (relation === 'asymptotic' ? 1 : Math.max(1e-300, Math.abs(left)))
    );
  });
  const [near, far] = errors;
  if (near === undefined || far === undefined) return undefined;
  if (far < 1e-12 || far < 0.8 * near) return undefined;
  return `n = 128, 256: relative errors ${near}, ${far} at ${[...values].map(([name, x]) => `${name} = ${formatRational(x)}`)}`;
}
