import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionsOf } from '../../src/derive/statement.ts';
import { moments } from '../../src/exact/moment.ts';
import { evaluateCondition, evaluateExact, parseExpression } from '../../src/expression/index.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Family, Parameter } from '../../src/network/family.ts';
import { withOracle } from '../../src/quantity/exact.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';
import { derived, HE, parse, SYMBOLS } from './derive.ts';

const QUANTITIES = [
  'E(f^2)',
  'E(K)',
  'E(K^2)',
  'E(Kw^2)',
  'E(Kb^2)',
  'E(Kw*Kb)',
  'E(f*Q)',
  'E(f*Qww)',
  'E(f*Qwb)',
  'E(f^2*K)',
  'E(K^2)/E(K)^2',
  'E(K^2) - E(K)^2',
];
const COSTLY = [
  'E(K^3)',
  'E(Kw^4)',
  'E(Kw^2*Kb)',
  '(E(K^3) - 3*E(K)*E(K^2) + 2*E(K)^3)^2/(E(K^2) - E(K)^2)^3',
];

const free: Family = { ...HE, sigmaW2: 'free', sigmaB2: 'free', biasGradient: 'free' };
const FAMILIES: Readonly<Record<string, Family>> = {
  'He weights, fair gates': HE,
  'He weights, relu gates': { ...HE, gates: 'relu' },
  'relu output': { ...HE, gates: 'relu', outputActivation: 'relu' },
  'output variance free, no output bias': { ...HE, gates: 'relu', outputSigmaW2: 'free', outputBias: false },
  'ordered phase': { ...HE, gates: 'relu', sigmaW2: rational(3, 2) },
  'chaotic phase with biases': {
    ...HE,
    sigmaW2: rational(3),
    sigmaB2: rational(1, 2),
    biasGradient: 'sigma_b2',
  },
  'critical with biases': { ...HE, gates: 'relu', sigmaB2: 'free', biasGradient: 'free' },
  'everything free': free,
  'standard parametrization': { ...HE, gates: 'relu', parametrization: 'standard' },
  'standard, everything free': { ...free, parametrization: 'standard' },
  'standard, its own output variance': {
    ...HE,
    gates: 'relu',
    parametrization: 'standard',
    outputSigmaW2: rational(1),
  },
};

/** A small rational for every free symbol. */
const scalar = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }))
  .map(([p, q]) => rational(p, q));
const architecture = fc.record({
  depth: fc.integer({ min: 1, max: 7 }),
  width: fc.integer({ min: 1, max: 6 }),
  inputWidth: fc.integer({ min: 1, max: 4 }),
  scalars: fc.array(scalar, { minLength: 5, maxLength: 5 }),
});

type Architecture = typeof architecture extends fc.Arbitrary<infer T> ? T : never;

/** The claim of a derivation against the exact oracle at one network; true where `where` excludes it. */
function holdsAt(
  quantity: string,
  family: Family,
  { depth, width, inputWidth, scalars }: Architecture,
): boolean {
  const statement = derived(quantity, family);
  const { formula, where } = statement;
  // With an output variance of its own, the standard parametrization weighs the first layer differently at depth 1.
  if (depth === 1 && conditionsOf(statement).includes('d >= 2')) return true;
  const [r, w, s, c, o] = scalars as [Rational, Rational, Rational, Rational, Rational];
  const symbols = new Map([
    ['d', rational(depth)],
    ['n', rational(width)],
    ['r', r],
    ['n0', rational(inputWidth)],
    ['sigma_w2', w],
    ['sigma_b2', s],
    ['bias_gradient', c],
    ['output_sigma_w2', o],
  ]);
  const environment = { symbols, lists: new Map(), budget: Number.POSITIVE_INFINITY };
  if (where !== undefined) {
    const condition = parseExpression(where, { symbols: SYMBOLS, lists: new Set(), form: 'condition' });
    if (!evaluateCondition(condition.expression, environment)) return true;
  }
  const read = (parameter: Parameter, value: Rational): Rational =>
    parameter === 'free' ? value : parameter;
  const sigmaW2 = read(family.sigmaW2, w);
  const sigmaB2 = read(family.sigmaB2, s);
  const network = buildNetwork({
    widths: [inputWidth, ...Array<number>(depth - 1).fill(width), 1],
    r,
    parametrization: family.parametrization,
    sigmaW2,
    sigmaB2,
    biasGradient: family.biasGradient === 'sigma_b2' ? sigmaB2 : read(family.biasGradient, c),
    outputSigmaW2: family.outputSigmaW2 === 'sigma_w2' ? sigmaW2 : read(family.outputSigmaW2, o),
    outputBias: family.outputBias,
    outputActivation: family.outputActivation,
    gates: family.gates,
  });
  const exact = withOracle(environment, (products) => moments(network, products));
  // The formula may be longer than a text of a statement; each moment's closed form is not.
  const value = evaluateExact(parse(quantity), exact);
  const claimed = evaluateExact(parse(formula), environment);
  return value.num === claimed.num && value.den === claimed.den;
}

const isDeterministic = ({ depth }: Architecture): boolean => depth === 1;

describe.each(Object.keys(FAMILIES))('closed forms equal the exact oracle: %s', (name) => {
  test.each(QUANTITIES.map((quantity, i) => [quantity, i] as const))('%s', (quantity, seed) => {
    fc.assert(
      fc.property(architecture, (one) => {
        // Nothing to divide by: a derivative step of K needs hidden layers, E(K) does not.
        expect(holdsAt(quantity, FAMILIES[name]!, one)).toBe(true);
      }),
      { numRuns: 4, seed },
    );
  });
});

test.each(COSTLY)('closed forms of high degree equal the exact oracle: %s', (quantity) => {
  for (const gates of ['fair', 'relu'] as const) {
    fc.assert(
      fc.property(architecture, (one) => {
        fc.pre(!isDeterministic(one));
        expect(holdsAt(quantity, { ...HE, gates }, one)).toBe(true);
      }),
      { numRuns: 3, seed: 1 },
    );
  }
});

test('bias gradients alone stop where a layer is dead: the planted fair form is wrong under relu gates', () => {
  const fair = derived('E(Kb)', HE).formula;
  const relu = derived('E(Kb)', { ...HE, gates: 'relu' }).formula;
  expect(fair).toBe('d');
  expect(relu).not.toBe(fair);
});

test('what may vanish stands in `where`: the resonances of the recursion, and nothing that cannot', () => {
  expect(derived('E(K^2)', { ...HE, sigmaW2: rational(3, 2) }).where).toBe('n - 15 != 0');
  expect(derived('E(K^3)', HE).where).toBeUndefined();
  expect(derived('E(K)', { ...HE, sigmaW2: 'free' }).where).toBe('sigma_w2 - 2 != 0');
});
