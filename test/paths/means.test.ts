import { describe, expect, test } from 'vitest';
import { gaussianMoment, Means } from '../../src/paths/means.ts';
import { Variables } from '../../src/paths/variables.ts';
import { ONE, rational } from '../../src/rational/rational.ts';
import { network } from './networks.ts';

test('moments of a Gaussian: 1, v, 3 v², 15 v³, 105 v⁴', () => {
  const v = rational(2, 3);
  expect([0, 2, 4, 6, 8].map((power) => gaussianMoment(v, power))).toEqual([
    ONE,
    v,
    rational(12, 9),
    rational(15 * 8, 27),
    rational(105 * 16, 81),
  ]);
});

/** Widths 2, 2, 1, 1: two gates, then one; He weights, v = 1, 1, 2; r = 2/3. */
const subject = (gates: 'relu' | 'fair', change = {}) => network([2, 2, 1, 1], { gates, ...change });

/** The mean of a product of variables, named as in `w1,0,1`, `x0`, `b1,0`, `g2,0`. */
function mean(net: ReturnType<typeof subject>, powers: Readonly<Record<string, number>>, options = {}) {
  const variables = new Variables(net);
  const left = new Set(Object.keys(powers));
  const codes = variables.list.map((variable) => {
    const name =
      variable.kind === 'input'
        ? `x${variable.neuron}`
        : variable.kind === 'weight'
          ? `w${variable.layer},${variable.from},${variable.to}`
          : `${variable.kind[0]}${variable.layer},${variable.neuron}`;
    left.delete(name);
    return powers[name] ?? 0;
  });
  if (left.size > 0) throw new Error(`no variables ${[...left]}`);
  const means = new Means(net, variables, options);
  const monomial = String.fromCharCode(...codes);
  return { value: () => means.of(monomial), parity: () => means.parity(monomial) };
}

describe('the mean of a monomial', () => {
  test('is the product of those of its inputs, weights and biases', () => {
    const net = subject('fair', { sigmaB2: rational(1, 5) });
    expect(mean(net, {}).value()).toEqual(ONE);
    expect(mean(net, { x0: 4 }).value()).toEqual(rational(4, 9));
    expect(mean(net, { 'w1,0,1': 4, 'w3,0,0': 2 }).value()).toEqual(rational(3 * 2));
    expect(mean(net, { 'b1,1': 4, x1: 2 }).value()).toEqual(rational(3 * 2, 25 * 3));
  });

  test('halves with every open neuron', () => {
    const net = subject('fair');
    expect(mean(net, { 'g1,0': 1 }).value()).toEqual(rational(1, 2));
    expect(mean(net, { 'g1,0': 1, 'g1,1': 1, 'g2,0': 1 }).value()).toEqual(rational(1, 8));
  });

  test('under ReLU gates what starts above the first layer pays for dead layers below', () => {
    const net = subject('relu');
    // Nothing is below layer 1; below layer 2 both neurons of layer 1 are closed once in four.
    expect(mean(net, { 'g1,0': 1 }).value()).toEqual(rational(1, 2));
    expect(mean(net, { 'g2,0': 1 }).value()).toEqual(rational(3, 8));
    // A path through layer 1 has an open neuron there.
    expect(mean(net, { 'g1,0': 1, 'g2,0': 1 }).value()).toEqual(rational(1, 4));
  });

  test('unless the input is zero, or biases are drawn', () => {
    expect(mean(subject('relu', { r: rational(0) }), { 'g1,0': 1 }).value()).toEqual(rational(0));
    expect(mean(subject('fair', { r: rational(0) }), { 'g1,0': 1 }).value()).toEqual(rational(1, 2));
    const biased = subject('relu', { sigmaB2: ONE, r: rational(0) });
    expect(mean(biased, { 'g2,0': 1 }).value()).toEqual(rational(1, 2));
  });

  test('can be of other laws, and of inputs that are not flat', () => {
    const options = {
      weightMoment: ({ layer, from, to }: { layer: number; from: number; to: number }, power: number) =>
        rational(1000 * layer + 100 * from + 10 * to + power),
      squaredInput: [rational(5), rational(7)],
    };
    expect(mean(subject('fair'), { 'w1,1,0': 2 }, options).value()).toEqual(rational(1102));
    expect(mean(subject('fair'), { x1: 4 }, options).value()).toEqual(rational(49));
  });
});

test('the parity tells odd weights and biases; inputs and gates do not count', () => {
  const net = subject('fair', { sigmaB2: ONE });
  const parity = (powers: Readonly<Record<string, number>>): string => mean(net, powers).parity();
  const even = parity({});
  expect(even).toMatch(/^0+$/);
  // 4 + 2 + 1 weights, 2 + 1 + 1 biases.
  expect(even).toHaveLength(11);
  expect(parity({ 'w1,0,0': 2, 'b2,0': 4, x0: 2, 'g1,0': 1 })).toBe(even);
  const odd = ['w1,0,0', 'w1,1,1', 'w3,0,0', 'b1,0', 'b3,0'].map((name) => parity({ [name]: 3, x0: 1 }));
  expect(new Set([...odd, even]).size).toBe(6);
  for (const one of odd) expect(one.replaceAll('0', '')).toBe('1');
});
