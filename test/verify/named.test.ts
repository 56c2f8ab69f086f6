import { describe, expect, test } from 'vitest';
import {
  compareValues,
  type Environment,
  evaluateDecimal,
  evaluateExact,
  type Named,
  parseExpression,
} from '../../src/expression/index.ts';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import { ONE, type Rational, rational, subtract, ZERO } from '../../src/rational/rational.ts';
import { formatRational, toNumber } from '../../src/rational/text.ts';
import { callOf, withNamed } from '../../src/verify/named.ts';
import { refusal } from '../expression/helpers.ts';

const network = (widths: readonly number[], change: Partial<NetworkSettings> = {}) =>
  buildNetwork({
    widths,
    r: ONE,
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: ZERO,
    biasGradient: ZERO,
    outputBias: false,
    outputActivation: 'linear',
    gates: 'relu',
    ...change,
  });

const symbols = new Map([['c', rational(6)]]);
const environment = (...at: Parameters<typeof network>): Environment<Rational> =>
  withNamed({ symbols, lists: new Map() }, network(...at));
const read = (text: string) =>
  parseExpression(text, {
    symbols: new Set(symbols.keys()),
    lists: new Set(),
    form: 'quantity',
    named: true,
  }).expression;
const exactly = (text: string, ...at: Parameters<typeof network>): string =>
  formatRational(evaluateExact(read(text), environment(...at)));
const refused = (text: string, ...at: Parameters<typeof network>): string => {
  const { kind, message } = refusal(() => evaluateExact(read(text), environment(...at)));
  return `${kind}: ${message}`;
};

describe('quantities of paths, by hand', () => {
  test.each([
    // 2·3 paths; two of them meet at one of three neurons.
    ['PathCount()', '6'],
    ['MeetingMean(c)', '8/3'],
    ['MeetingMean(1 - 1)', '2/3'],
    // E f² = r (2/2)·… = 2; E K_w = d E f²; E f⁴ = 12 (1 + 5/3).
    ['PathMoment(f^2)', '2'],
    ['PathMoment(Kw)', '4'],
    ['PathMoment(2*Kw - c*f^2 + 1)', '-3'],
    ['PathMoment(f^4)', '32'],
    ['FourPaths()', '32'],
    ['PairingTransfer()', '32'],
    ['PathGap(f*K)', '0'],
    ['3*PathCount()/(1 + PathMoment(f^2))', '6'],
  ])('%s is %s at widths 2, 3, 1', (text, value) => expect(exactly(text, [2, 3, 1])).toBe(value));
});

describe('kernels of infinite width', () => {
  /**
   * σ_w² = 2, r = 1, two layers: Σ(0) = Θ(0) = 2/π; Σ(1/2) = √3/π + 2/3, Θ(1/2) = Σ(1/2) + 2/3;
   * at equal inputs 2 and 4.
   */
  const real = (text: string, digits = 40): string =>
    evaluateDecimal(read(text), environment([1, 1, 1]), digits)
      .toSignificantDigits(30)
      .toString();

  test('have their values to as many digits as asked for', () => {
    const ratio = '0.636619772367581343075535053490';
    for (const text of ['NNGP(0)', 'NTK(0)']) expect(real(text)).toBe(ratio.replace(/0$/, ''));
    expect([real('NNGP(1)'), real('NTK(1)')]).toEqual(['2', '4']);
    expect(real('NNGP(1/2)')).toBe('1.21799556208845871617799316498');
    expect(real('NTK(1/2)')).toBe('1.88466222875512538284465983165');
  });

  test('are computed anew for more digits', () => {
    const { named } = environment([1, 1, 1]);
    const quantity = read('NTK(0)') as Named;
    const error = (digits: number): number =>
      Math.abs(toNumber(subtract(named!(quantity, digits), named!(quantity, 120))));
    expect(error(12)).toBeGreaterThan(0);
    expect(error(60)).toBeLessThan(1e-55);
  });

  test('have an exact value at equal inputs, a closed form at some angles, and digits at others', () => {
    const deep = [2, ...Array<number>(40).fill(3), 1];
    // Θ = d Σ without biases, and Σ = 2 r
    expect([exactly('NTK(1)', deep), exactly('NNGP(1)', deep)]).toEqual(['82', '2']);
    const at = environment([1, 1, 1]);
    expect(compareValues(read('NTK(1/2)*pi'), read('2*sqrt(3)/2 + 4*pi/3'), at).kind).toBe('equal');
    const { kind, difference } = compareValues(read('NTK(1/3)'), read('NTK(1/3)'), at);
    expect([kind, difference.digits]).toEqual(['undecided', 640]);
    expect(compareValues(read('NTK(1/3)'), read('NTK(1/3) + 1/10^600'), at).kind).toBe('less');
  });

  test('have no exact value elsewhere, and none outside -1 … 1', () => {
    expect(refused('NTK(1/3)', [1, 1, 1])).toBe('irrational: NTK(...) is known to digits');
    const { kind } = refusal(() => evaluateDecimal(read('NTK(2)'), environment([1, 1, 1]), 20));
    expect(kind).toBe('domain');
  });
});

describe('what has no value is refused', () => {
  test('too many paths, as a matter of budget', () => {
    expect(refused('MeetingMean(2)', [100, 100, 1])).toMatch(/^budget: 100000000 pairs of paths/);
    expect(refused('FourPaths()', [100, 100, 1])).toMatch(/^budget: .* four-tuples of paths/);
    expect(refused('PairingTransfer()', [1, 100, 1])).toMatch(/^budget: 20100 pairs of edges/);
  });

  test('what is known by simulation alone', () => {
    expect(refused('PMoved(1, 1, 1)', [1, 1])).toBe('domain: PMoved(...) is known by simulation alone');
  });

  test('other laws of weights, where Gaussian ones are meant', () => {
    const signs = { mu4: rational(9, 5) };
    expect(refused('PathMoment(f^2)', [1, 1], signs)).toBe(
      'domain: PathMoment(...) is known of Gaussian weights alone (mu_4 = 3)',
    );
    // E (w x)⁴ = μ₄ (2 r)².
    expect(exactly('FourPaths()', [1, 1], signs)).toBe('36/5');
    expect(exactly('PairingTransfer()', [1, 1], signs)).toBe('36/5');
  });
});

test('each value is computed once, by its text', () => {
  const { named } = environment([2, 3, 1]);
  const [first, again, other] = ['MeetingMean(c)', 'MeetingMean(c)', 'MeetingMean(6)'].map((text) =>
    named!(read(text) as Named),
  );
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(other).toEqual(first);
});

test('a call has its numbers as values, and its body as it is', () => {
  const quantity = read('PMoved(c/4, 1/2, c - 1)') as Named;
  const call = callOf(quantity, { symbols, lists: new Map() }, network([1, 1]));
  expect(call.numbers.map(formatRational)).toEqual(['3/2', '1/2', '5']);
  expect(call.body).toBeUndefined();
  const body = callOf(read('PathMoment(c*f^2)') as Named, { symbols, lists: new Map() }, network([1, 1]));
  expect(body.body).toEqual((read('PathMoment(c*f^2)') as Named).body);
});
