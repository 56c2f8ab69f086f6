import { describe, expect, test } from 'vitest';
import { familySettings } from '../../src/network/family.ts';
import type { Network } from '../../src/network/network.ts';
import { rational } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { type Architecture, environmentOf, networkOf } from '../../src/verify/architecture.ts';
import { conventions, statement } from './claims.ts';

const values = new Map([
  ['r', rational(1, 2)],
  ['sigma_w2', rational(3)],
  ['sigma_b2', rational(1, 5)],
  ['mu_4', rational(6)],
]);
const at: Architecture = { widths: [3, 4, 1], values };

/** The network at widths 3, 4, 1 under a convention of the package. */
const networkUnder = (name: string): Network => {
  const free = ['ntk', 'standard', 'jax-stax-dense'].includes(name) ? ', sigma_w2: 3, sigma_b2: 1/5' : '';
  const weights = ['ntk-no-bias', 'seleznova-kutyniok-2022-code'].includes(name) ? ', sigma_w2: 3' : '';
  const law = name === 'hanin-nica-2019-any-law' ? ', mu_4: 6' : '';
  const domain = `{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: 1/2${free}${weights}${law} }`;
  const written = statement({ convention: name, domain });
  return networkOf(written, written.cases[0], at);
};

/** v, u, s, c of each layer. */
const scales = (name: string): string[] =>
  networkUnder(name).layers.map(({ weightVariance: v, weightScale: u, biasVariance: s, biasScale: c }) =>
    [v, u, s, c].map(formatRational).join(' '),
  );

describe('conventions at widths 3, 4, 1, worked out by hand', () => {
  test.each([
    ['ntk', '1 1 1/5 1/5', '3/4 3/4 1/5 1/5'],
    ['ntk-no-bias', '1 1 0 0', '3/4 3/4 0 0'],
    ['standard', '1 1 1/5 1', '3/4 1 1/5 1'],
    ['seleznova-kutyniok-2022-code', '1 1 0 1', '3/4 1 0 1'],
    ['hanin-nica-2019', '2/3 2/3 0 1', '1/2 1/2 0 1'],
    ['hanin-nica-2019-any-law', '2/3 2/3 0 1', '1/2 1/2 0 1'],
    ['hanin-nica-2019-relu-output', '2/3 2/3 0 1', '1/2 1/2 0 1'],
    ['hanin-nica-2019-unit-output', '2/3 2/3 0 1', '1/4 1/4 0 1'],
    ['hanin-nica-2019-unit-output-no-bias', '2/3 2/3 0 1', '1/4 1/4 0 0'],
    ['jax-stax-dense', '1 1 1/5 1/5', '3/4 3/4 1/5 1/5'],
    ['flax-dense', '1/3 1 0 1', '1/4 1 0 1'],
  ])('%s', (name, first, last) => expect(scales(name)).toEqual([first, last]));

  test('every convention of the package is among them', () => expect(conventions.size).toBe(11));

  test('weights are Gaussian, μ_4 = 3, unless the domain says their fourth moment', () => {
    const mu4 = (name: string) => networkUnder(name).mu4;
    expect([mu4('hanin-nica-2019'), mu4('hanin-nica-2019-any-law')]).toEqual([rational(3), rational(6)]);
  });

  test('a parameter left free needs a value', () => {
    expect(() => familySettings(conventions.get('ntk')!, new Map())).toThrow(
      'sigma_w2 is free; give it a value',
    );
  });
});

test('symbols stand for the numbers of the architecture, computed ones in the order of the file', () => {
  const domain =
    '{ d: { integer: [1, inf] }, n: { width: [1, inf] }, n0: 3, r: 1/2, sigma_b2: { equals: r/d }, sigma_w2: { equals: 2 + sigma_b2*n } }';
  const { symbols } = environmentOf(statement({ convention: 'ntk', domain }), {
    widths: [3, 4, 1],
    values: new Map([
      ['n', rational(4)],
      ['n0', rational(3)],
      ['r', rational(1, 2)],
    ]),
  });
  const written = ['d', 'n', 'n0', 'r', 'sigma_b2', 'sigma_w2'].map((name) =>
    formatRational(symbols.get(name)!),
  );
  expect(written).toEqual(['2', '4', '3', '1/2', '1/4', '3']);
});

test('a list has the input width at 0 and the output at d', () => {
  const { lists } = environmentOf(statement({}), { widths: [3, 4, 1], values });
  expect([0, 1, 2].map((i) => formatRational(lists.get('n')!(i)))).toEqual(['3', '4', '1']);
  expect(() => lists.get('n')!(3)).toThrow('n[3] does not exist: n has indices 0 to 2');
});
