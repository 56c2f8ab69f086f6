import { describe, expect, test } from 'vitest';
import {
  buildNetwork,
  MAX_DEPTH,
  MAX_WIDTH,
  NetworkError,
  type NetworkSettings,
} from '../../src/network/build.ts';
import type { Layer } from '../../src/network/network.ts';
import { ONE, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { formatRational, parseRational } from '../../src/rational/text.ts';

const settings: NetworkSettings = {
  widths: [3, 4, 5, 1],
  r: rational(1, 2),
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(1, 3),
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
};

/** v, u, s, c of each layer, as text. */
const scales = (change: Partial<NetworkSettings>): string[] =>
  buildNetwork({ ...settings, ...change }).layers.map(
    ({ weightVariance: v, weightScale: u, biasVariance: s, biasScale: c }: Layer) =>
      [v, u, s, c].map(formatRational).join(' '),
  );

const free = { sigmaW2: rational(3), sigmaB2: rational(1, 5) };
const he = { sigmaW2: rational(2), sigmaB2: ZERO, biasGradient: ONE };

// v_l = sigma_w2/n_{l-1} with n = 3, 4, 5; by hand from the table of conventions.
test.each<[string, Partial<NetworkSettings>, string[]]>([
  ['ntk', free, ['1 1 1/5 1/5', '3/4 3/4 1/5 1/5', '3/5 3/5 1/5 1/5']],
  [
    'ntk-no-bias',
    { sigmaW2: rational(3), sigmaB2: ZERO, outputBias: false },
    ['1 1 0 0', '3/4 3/4 0 0', '3/5 3/5 0 0'],
  ],
  ['standard', { ...free, parametrization: 'standard' }, ['1 1 1/5 1', '3/4 1 1/5 1', '3/5 1 1/5 1']],
  [
    'standard without random biases',
    { parametrization: 'standard', sigmaW2: rational(3), sigmaB2: ZERO },
    ['1 1 0 1', '3/4 1 0 1', '3/5 1 0 1'],
  ],
  ['He weights', he, ['2/3 2/3 0 1', '1/2 1/2 0 1', '2/5 2/5 0 1']],
  ['He weights, unit output', { ...he, outputSigmaW2: ONE }, ['2/3 2/3 0 1', '1/2 1/2 0 1', '1/5 1/5 0 1']],
  [
    'He weights, unit output without a bias',
    { ...he, outputSigmaW2: ONE, outputBias: false },
    ['2/3 2/3 0 1', '1/2 1/2 0 1', '1/5 1/5 0 0'],
  ],
  [
    'a bias gradient of its own',
    { ...free, biasGradient: rational(7, 2) },
    ['1 1 1/5 7/2', '3/4 3/4 1/5 7/2', '3/5 3/5 1/5 7/2'],
  ],
  [
    'standard, bias gradient 0',
    { parametrization: 'standard', biasGradient: ZERO },
    ['2/3 1 1/3 0', '1/2 1 1/3 0', '2/5 1 1/3 0'],
  ],
])('%s: v, u, s, c of every layer', (_, change, expected) => expect(scales(change)).toEqual(expected));

test('a network keeps its widths, input, gates and output, and its layers their sizes', () => {
  const network = buildNetwork({ ...settings, gates: 'fair', outputActivation: 'relu' });
  expect(network).toMatchObject({
    widths: [3, 4, 5, 1],
    r: rational(1, 2),
    gates: 'fair',
    outputActivation: 'relu',
  });
  expect(network.layers.map(({ fanIn, width }) => [fanIn, width])).toEqual([
    [3, 4],
    [4, 5],
    [5, 1],
  ]);
});

test('one weight layer is its own output layer', () => {
  expect(scales({ widths: [4, 1], outputSigmaW2: ONE, outputBias: false })).toEqual(['1/4 1/4 0 0']);
});

describe('settings that make no network', () => {
  const negative = rational(-1, 2);
  const deep = (depth: number): number[] => Array<number>(depth + 1).fill(1);
  test.each<[keyof NetworkSettings, unknown, string]>([
    ['widths', [], 'found 0 width(s); wanted n_0,…,n_d with at least one weight layer, such as 3,4,1'],
    ['widths', [1], 'found 1 width(s); wanted n_0,…,n_d with at least one weight layer, such as 3,4,1'],
    ['widths', deep(MAX_DEPTH + 1), `found depth ${MAX_DEPTH + 1}; wanted at most ${MAX_DEPTH}`],
    ['widths', [0, 1], `found n_0 = 0; wanted an integer from 1 to ${MAX_WIDTH}`],
    ['widths', [3, 2.5, 1], `found n_1 = 2.5; wanted an integer from 1 to ${MAX_WIDTH}`],
    ['widths', [3, Number.NaN, 1], `found n_1 = NaN; wanted an integer from 1 to ${MAX_WIDTH}`],
    ['widths', [3, -4, 1], `found n_1 = -4; wanted an integer from 1 to ${MAX_WIDTH}`],
    [
      'widths',
      [3, MAX_WIDTH + 1, 1],
      `found n_1 = ${MAX_WIDTH + 1}; wanted an integer from 1 to ${MAX_WIDTH}`,
    ],
    ['widths', [3, 4, 2], 'found n_d = 2; the output is scalar, so the last width must be 1'],
    ['r', negative, 'found -1/2; wanted a rational >= 0'],
    ['sigmaB2', negative, 'found -1/2; wanted a rational >= 0'],
    ['biasGradient', negative, 'found -1/2; wanted a rational >= 0'],
    ['sigmaW2', negative, 'found -1/2; wanted a rational > 0'],
    ['sigmaW2', ZERO, 'found 0; wanted a rational > 0'],
    ['outputSigmaW2', ZERO, 'found 0; wanted a rational > 0'],
  ])('%s: %o', (field, value, message) => {
    let thrown: unknown;
    try {
      buildNetwork({ ...settings, [field]: value });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NetworkError);
    expect(thrown).toMatchObject({ field, message });
  });

  test('the largest depth and width, a zero input and zero biases make one', () => {
    expect(buildNetwork({ ...settings, widths: deep(MAX_DEPTH) }).layers).toHaveLength(MAX_DEPTH);
    const zero: Rational = parseRational('0')!;
    expect(buildNetwork({ ...settings, widths: [MAX_WIDTH, 1], r: zero, sigmaB2: zero }).layers).toHaveLength(
      1,
    );
  });
});
