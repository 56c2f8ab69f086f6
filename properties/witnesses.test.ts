import { describe, expect, test } from 'vitest';
import { buildNetwork, type NetworkSettings } from '../src/network/build.ts';
import type { Network } from '../src/network/network.ts';
import { compare, divide, multiply, ONE, type Rational, rational, ZERO } from '../src/rational/rational.ts';
import { expectations, type MomentOracle } from './moment-oracle.ts';
import { mapLayers } from './networks.ts';
import { degreeTwo } from './oracles/degree-two.ts';
import { exactEngine } from './oracles/exact-engine.ts';

/** The networks that show why a law asks for what it asks: one hypothesis less, and it is false. */
const PLAIN: Omit<NetworkSettings, 'widths'> = {
  r: ONE,
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: ZERO,
  biasGradient: ONE,
  outputBias: true,
  outputActivation: 'linear',
  gates: 'fair',
};

const plain = (hidden: readonly number[], changes: Partial<NetworkSettings> = {}): Network =>
  buildNetwork({ ...PLAIN, ...changes, widths: [1, ...hidden, 1] });

const dispersion = (oracle: MomentOracle, network: Network, x: string): Rational => {
  const E = expectations(oracle, network);
  return divide(E(`${x}*${x}`), multiply(E(x), E(x)));
};

describe.each([exactEngine, degreeTwo])('$name', (oracle) => {
  const sign = (product: string, one: Network, other: Network): number =>
    compare(expectations(oracle, one)(product), expectations(oracle, other)(product));
  const signOfDispersion = (x: string, one: Network, other: Network): number =>
    compare(dispersion(oracle, one, x), dispersion(oracle, other, x));

  test.each([
    ['Kw^2', 1],
    ['f*Qww', -1],
  ] as const)('three hidden widths: E(%s) depends on which is in the middle', (product, wanted) => {
    expect(sign(product, plain([1, 2, 2]), plain([2, 1, 2]))).toBe(wanted);
    expect(sign(product, plain([1, 2, 2]), plain([2, 2, 1]))).toBe(0);
  });

  test.each(['Kb^2', 'Kw*Kb', 'K^2', 'f^2*Kb'])(
    'two hidden widths: E(%s) depends on their order',
    (product) => {
      expect(sign(product, plain([1, 2]), plain([2, 1]))).not.toBe(0);
    },
  );

  test.each(['Kb', 'K'])('relu gates: E(%s) depends on the order of widths', (product) => {
    expect(sign(product, plain([1, 2], { gates: 'relu' }), plain([2, 1], { gates: 'relu' }))).not.toBe(0);
  });

  test.each(['f^4', 'f^2*Kw', 'Kw^2'])('with biases, E(%s) depends on the order of widths', (product) => {
    expect(sign(product, plain([1, 2], { sigmaB2: ONE }), plain([2, 1], { sigmaB2: ONE }))).not.toBe(0);
  });

  test('three hidden widths: E(f*Qwb) depends on their order', () => {
    expect(sign('f*Qwb', plain([1, 1, 2]), plain([2, 1, 1]))).toBe(-1);
  });

  test.each(['Kw^2', 'f*Qww', 'f*Qwb'])(
    'standard parametrization: E(%s) depends on the order of two widths',
    (product) => {
      const standard = { parametrization: 'standard' } as const;
      expect(sign(product, plain([2, 5], standard), plain([5, 2], standard))).not.toBe(0);
    },
  );

  test('standard parametrization: with biases, E(Kw) depends on the order of widths', () => {
    const standard = { parametrization: 'standard', sigmaB2: ONE } as const;
    expect(sign('Kw', plain([1, 2], standard), plain([2, 1], standard))).not.toBe(0);
  });

  test('standard parametrization: with another output variance, E(Kw) depends on the order of widths', () => {
    const standard = { parametrization: 'standard', outputSigmaW2: ONE } as const;
    expect(sign('Kw', plain([1, 2], standard), plain([2, 1], standard))).not.toBe(0);
  });

  test('standard parametrization: E(Kw) sees n_0', () => {
    const at = (n0: number) => buildNetwork({ ...PLAIN, parametrization: 'standard', widths: [n0, 2, 1] });
    expect(sign('Kw', at(1), at(2))).not.toBe(0);
  });

  test.each(['f*Qwb', 'Kw*Kb'])(
    'a layer without biases below one with biases: gate conventions differ on E(%s)',
    (product) => {
      const some = mapLayers(plain([1, 1, 1]), (_, index) => ({ biasVariance: index === 2 ? ONE : ZERO }));
      expect(sign(product, { ...some, gates: 'relu' }, { ...some, gates: 'fair' })).toBe(-1);
    },
  );

  test('relu gates, no biases: a ReLU output takes more than half of E(Kb)', () => {
    const relu = { gates: 'relu' } as const;
    const halved = multiply(rational(1, 2), expectations(oracle, plain([1], relu))('Kb'));
    const found = expectations(oracle, plain([1], { ...relu, outputActivation: 'relu' }))('Kb');
    expect(compare(found, halved)).toBe(-1);
  });

  test('with biases, d E(f^2) is not E(Kw)', () => {
    const E = expectations(oracle, plain([2], { sigmaB2: ONE }));
    expect(compare(multiply(rational(2), E('f^2')), E('Kw'))).not.toBe(0);
  });

  test('relu gates: an inserted narrow layer lowers E(Kb)', () => {
    const relu = { gates: 'relu' } as const;
    expect(sign('Kb', plain([5, 1, 4, 4, 4], relu), plain([5, 4, 4, 4], relu))).toBe(-1);
  });

  test('ordered phase: a deeper network may have less K', () => {
    const ordered = { sigmaW2: rational(1, 2) };
    expect(sign('Kw', plain([2, 2, 2], ordered), plain([2], ordered))).toBe(-1);
  });

  test.each(['Kb', 'K'])('relu gates, ordered phase: a wider layer disperses %s more', (x) => {
    const ordered = { sigmaW2: rational(1, 2), gates: 'relu', r: rational(1, 100) } as const;
    expect(signOfDispersion(x, plain([2, 1, 1], ordered), plain([1, 1, 1], ordered))).toBe(1);
  });

  test('standard parametrization: a wider layer disperses Kw more, with biases', () => {
    const biased = { parametrization: 'standard', sigmaW2: ONE, sigmaB2: ONE } as const;
    expect(signOfDispersion('Kw', plain([4, 1, 1], biased), plain([3, 1, 1], biased))).toBe(1);
  });

  test('standard parametrization: a wider layer disperses K more, in the ordered phase', () => {
    const ordered = { parametrization: 'standard', sigmaW2: rational(1, 2) } as const;
    expect(signOfDispersion('K', plain([1, 4], ordered), plain([1, 3], ordered))).toBe(1);
  });
});
