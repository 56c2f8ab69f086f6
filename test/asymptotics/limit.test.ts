import { describe, expect, test } from 'vitest';
import { largeLambda, smallLambda } from '../../src/asymptotics/lambda.ts';
import { expandQuotient, limitOf } from '../../src/asymptotics/limit.ts';
import { limitText } from '../../src/asymptotics/print.ts';
import { deriveQuantity } from '../../src/derive/quantity.ts';
import { moments } from '../../src/exact/moment.ts';
import { evaluateNumber } from '../../src/expression/index.ts';
import { parseExpression } from '../../src/expression/parse.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { Family } from '../../src/network/family.ts';
import { withOracle } from '../../src/quantity/exact.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';
import { HE, parse } from '../derive/derive.ts';

const PHASES: Readonly<Record<string, Family>> = {
  'edge of chaos, trained biases': { ...HE, gates: 'relu' },
  'fair gates': HE,
  'ordered phase': {
    ...HE,
    gates: 'relu',
    sigmaW2: rational(1),
    sigmaB2: rational(1),
    biasGradient: 'sigma_b2',
  },
  'chaotic phase': { ...HE, gates: 'relu', sigmaW2: rational(3) },
};

/** The quantity of a real network, d = λ n. */
function valueAt(quantity: string, family: Family, width: number, lambda: number, r: Rational): number {
  const depth = lambda * width;
  const read = (value: Rational | string): Rational => (typeof value === 'string' ? rational(0) : value);
  const network = buildNetwork({
    ...family,
    widths: [1, ...Array<number>(depth - 1).fill(width), 1],
    r,
    sigmaW2: read(family.sigmaW2),
    sigmaB2: read(family.sigmaB2),
    biasGradient: family.biasGradient === 'sigma_b2' ? read(family.sigmaB2) : read(family.biasGradient),
    outputSigmaW2: read(family.sigmaW2),
    mu4: rational(3),
  });
  const environment = withOracle({ symbols: new Map(), lists: new Map() }, (products) =>
    moments(network, products),
  );
  return evaluateNumber(parse(quantity), environment);
}

function limitAt(text: string, lambda: number, r: Rational): number {
  const symbols = new Map([
    ['lambda', rational(lambda)],
    ['r', r],
  ]);
  const { expression } = parseExpression(text, {
    symbols: new Set(symbols.keys()),
    lists: new Set(),
    form: 'formula',
  });
  return evaluateNumber(expression, { symbols, lists: new Map() });
}

describe.each(Object.keys(PHASES))(
  'joint limits are approached by exact values at the stated order: %s',
  (name) => {
    test.each(['E(K^2)/E(K)^2', 'E(Kw^2)/E(Kw)^2', 'E(f^2*K)/(E(f^2)*E(K))'])('%s', (quantity) => {
      const family = PHASES[name]!;
      const { ratio } = deriveQuantity(parse(quantity), family, {});
      const limit = limitOf(ratio, 'joint');
      if (limit.kind !== 'value') throw new Error(limit.how);
      const r = rational(3, 2);
      for (const lambda of [1, 2]) {
        const claimed = limitAt(limitText(limit.value), lambda, r);
        const gap = (width: number): number =>
          Math.abs(valueAt(quantity, family, width, lambda, r) - claimed);
        const [near, far] = [gap(128), gap(64)];
        // A wrong limit leaves a gap that does not close; a right one closes by a factor that tends to 2 for 1/n.
        if (limit.remainder === 'exact') expect(near).toBeLessThan(1e-9);
        else expect(far / near).toBeGreaterThan(1.7);
      }
    });
  },
);

test('the dispersion of the weight part has the known limit, 76.9686 at λ = 1, and its two ends', () => {
  const { ratio } = deriveQuantity(parse('E(Kw^2)/E(Kw)^2'), HE, {});
  const limit = limitOf(ratio, 'joint');
  if (limit.kind !== 'value') throw new Error(limit.how);
  expect(limit.remainder).toBe(1);
  expect(limitAt(limitText(limit.value), 1, rational(1))).toBeCloseTo(76.9686, 4);
  const { rate, power, constant } = largeLambda(limit.value);
  expect([rate, power, limitText(constant)]).toEqual([5, 0, '1/3']);
  expect(smallLambda(limit.value, 3).coefficients.map(limitText)).toEqual(['1', '11/3', '47/6']);
});

test('the 1/n series at fixed depth has the values of one-layer networks', () => {
  // E f⁴ = 3 (2r)² (1 + 5/n) at depth 2: nothing beyond 1/n.
  const { ratio } = deriveQuantity(parse('E(f^4)'), HE, { r: rational(1) });
  const { series } = expandQuotient(ratio, 'fixed', 3)!;
  const at = (k: number): string => limitText(series.coefficients[k]!).replaceAll('lambda', 'd');
  expect([at(0), at(1), at(2)]).toEqual(['12', '60*(d - 1)', '150*(d - 1)*(d - 2)']);
});

test('what grows or vanishes exponentially has no finite limit, and says so', () => {
  const chaotic = deriveQuantity(parse('E(K)'), PHASES['chaotic phase']!, {}).ratio;
  expect(limitOf(chaotic, 'joint').kind).toBe('infinite');
  const ordered = deriveQuantity(
    parse('E(f^2) - 2'),
    { ...HE, sigmaW2: rational(1), sigmaB2: rational(1) },
    {},
  ).ratio;
  expect(limitOf(ordered, 'joint').kind).toBe('zero');
});

describe('a free parameter stands in limits and series for itself, not for half of it', () => {
  const values = { sigma_b2: rational(1, 3), bias_gradient: rational(2, 7), output_sigma_w2: rational(5, 2) };
  const fixed: Family = {
    ...HE,
    sigmaB2: values.sigma_b2,
    biasGradient: values.bias_gradient,
    outputSigmaW2: values.output_sigma_w2,
  };
  const free: Family = { ...HE, sigmaB2: 'free', biasGradient: 'free', outputSigmaW2: 'free' };
  const symbols = new Map([
    ...Object.entries(values),
    ['lambda', rational(3, 2)],
    ['r', rational(4, 3)],
  ] as const);
  const numberOf = (text: string): number => {
    const scope = { symbols: new Set(symbols.keys()), lists: new Set<string>(), form: 'formula' } as const;
    return evaluateNumber(parseExpression(text, scope).expression, { symbols, lists: new Map() });
  };

  test.each(['E(f^2)', 'E(K)', 'E(K^2)', 'E(K)/E(f^2)', 'E(K^2)/E(K)^2', 'E(f*Q)'])('%s', (quantity) => {
    for (const depth of ['joint', 'fixed'] as const) {
      const [general, own] = [free, fixed].map(
        (family) => expandQuotient(deriveQuantity(parse(quantity), family, {}).ratio, depth, 3)!.series,
      );
      expect(general!.order).toBe(own!.order);
      for (const [k, coefficient] of own!.coefficients.entries())
        expect(numberOf(limitText(general!.coefficients[k]!))).toBeCloseTo(
          numberOf(limitText(coefficient)),
          8,
        );
    }
  });

  test('worked out by hand: E f² = 2r + σ_b² d without depth scaling', () => {
    const family: Family = { ...HE, sigmaB2: 'free', biasGradient: 'sigma_b2' };
    const { series } = expandQuotient(deriveQuantity(parse('E(f^2)'), family, {}).ratio, 'joint', 2)!;
    expect([series.order, limitText(series.coefficients[0]!)]).toEqual([-1, 'lambda*sigma_b2']);
  });
});
