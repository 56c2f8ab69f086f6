import { describe, expect, test } from 'vitest';
import {
  evaluate,
  FieldError,
  InputError,
  loadLibrary,
  type NetworkDescription,
  NetworkError,
  type NetworkSettings,
  NtkcheckError,
  rational,
  readConventions,
} from '../../src/index.ts';

const NETWORK: NetworkDescription = { widths: [3, 4, 5, 1], r: '1/2', biasGradient: 1 };

describe('evaluate', () => {
  test('gives the exact value and its decimals', () => {
    expect(evaluate('E(K)', NETWORK)).toEqual({ exact: '95/16', decimal: '5.9375' });
    expect(evaluate('E(K^2)/E(K)^2', NETWORK)).toEqual({
      exact: '98752/45125',
      decimal: '2.1884099722991689751',
    });
  });

  test('gives as many digits of an irrational value as are wanted', () => {
    const { exact, decimal } = evaluate('sqrt(2)*E(K)', NETWORK, { digits: 40 });
    expect(exact).toBeNull();
    expect(decimal).toBe('8.396893026590251852260026799995082341507');
  });

  test('knows the symbols of the network', () => {
    expect(evaluate('E(Kw) - d*E(f^2) + n[1] + r', NETWORK).exact).toBe('9/2');
  });

  test('takes numbers in any form, and settings as buildNetwork takes them', () => {
    const forms = ['1/2', 0.5, '0.5', rational(1, 2)].map((r) => evaluate('E(K)', { ...NETWORK, r }).exact);
    expect(new Set(forms)).toEqual(new Set(['95/16']));
    const settings = {
      ...{ widths: [3, 4, 5, 1], r: rational(1, 2), parametrization: 'ntk', sigmaW2: rational(2) },
      ...{ sigmaB2: rational(0), biasGradient: rational(1), outputBias: true, gates: 'relu' },
      outputActivation: 'linear',
    } as NetworkSettings;
    expect(evaluate('E(K)', settings).exact).toBe('95/16');
  });

  test('takes conventions, of the package by name and of your own', () => {
    const widths = [2, 2, 1];
    const unit = evaluate('E(K)', { widths, convention: 'hanin-nica-2019-unit-output', gates: 'fair' });
    const mine = readConventions(
      'mine.yaml',
      'mine: { title: t, source: me, like: hanin-nica-2019, output_sigma_w2: 1 }',
      loadLibrary().conventions,
    ).get('mine')!;
    expect(evaluate('E(K)', { widths, convention: mine, gates: 'fair' })).toEqual(unit);
  });

  test.each<[string, string, object, RegExp]>([
    ['a quantity that is none', 'E(K', NETWORK, /^quantity 'E\(K', character 4: /],
    ['an unknown symbol', 'E(K)*q', NETWORK, /unknown symbol 'q'/],
    ['a quantity without a value', 'E(K)/(d - 3)', NETWORK, /division by zero/],
    ['a degree that is out of reach', 'E(K^9)', NETWORK, /the exact oracle goes to degree/],
    ['a field that is misspelt', 'E(K)', { width: [2, 1] }, /^width: unknown; a network has widths, r, /],
    ['no widths', 'E(K)', {}, /^widths: missing; wanted a list such as \[3, 4, 5, 1\]/],
    ['no object', 'E(K)', null as never, /^network: found null; wanted an object/],
    ['a number that is none', 'E(K)', { ...NETWORK, r: '1/0' }, /^r: found '1\/0'; wanted a rational/],
    ['no number', 'E(K)', { ...NETWORK, r: Number.NaN }, /^r: found 'NaN'; wanted a rational/],
    ['a free parameter', 'E(K)', { ...NETWORK, sigmaW2: 'free' }, /^sigmaW2: a network leaves nothing free/],
    ['a variance of 0', 'E(K)', { ...NETWORK, sigmaW2: 0 }, /^sigmaW2: found 0; wanted a rational > 0/],
    [
      'unknown gates',
      'E(K)',
      { ...NETWORK, gates: 'open' },
      /^gates: found 'open'; wanted one of relu, fair/,
    ],
    [
      'a word for a truth value',
      'E(K)',
      { ...NETWORK, outputBias: 'no' },
      /^outputBias: found no; wanted true/,
    ],
    [
      'an unknown convention',
      'E(K)',
      { widths: [1, 1], convention: 'x' },
      /unknown convention 'x'; known: ntk/,
    ],
    [
      'a parameter that the convention fixes',
      'E(K)',
      { widths: [1, 1], convention: 'hanin-nica-2019', sigmaW2: 1 },
      /^sigmaW2: convention 'hanin-nica-2019' fixes sigma_w2/,
    ],
    [
      'one that it leaves free',
      'E(K)',
      { widths: [1, 1], convention: 'ntk' },
      /^sigmaW2: a network leaves nothing free; give sigma_w2 a value/,
    ],
  ])('throws for %s', (_, quantity, network, message) => {
    const attempt = () => evaluate(quantity, network as NetworkDescription);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(NtkcheckError);
  });

  test('throws for widths that make no network, digits that are none, and work that takes too long', () => {
    expect(() => evaluate('E(K)', { widths: [2, 3] })).toThrow(NetworkError);
    expect(() => evaluate('E(K)', NETWORK, { digits: 0 })).toThrow(FieldError);
    expect(() => evaluate('E(K^5)', { widths: [2, 3, 1] }, { seconds: 0 })).toThrow(
      /wanted at most 0 s|at most 0 s/,
    );
  });
});
