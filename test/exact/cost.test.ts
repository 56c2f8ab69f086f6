import { describe, expect, test } from 'vitest';
import { TooCostly } from '../../src/exact/beyond.ts';
import { transferCost } from '../../src/exact/cost.ts';
import type { Graph } from '../../src/exact/graph.ts';
import { checkProducts, moments, outputMonomial, type Powers } from '../../src/exact/moment.ts';
import { allowance, announcing, type Cost } from '../../src/exact/permit.ts';
import { closeRecursion } from '../../src/exact/recursion.ts';
import { runCost } from '../../src/exact/run-cost.ts';
import { buildNetwork, type NetworkSettings } from '../../src/network/build.ts';
import { equals, type Rational, rational } from '../../src/rational/rational.ts';

const settings: NetworkSettings = {
  widths: [3, 4, 5, 1],
  r: rational(1, 2),
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(1),
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
};
const network = buildNetwork(settings);
const deep = (depth: number, width: number, rest: Partial<NetworkSettings> = {}) =>
  buildNetwork({ ...settings, ...rest, widths: [2, ...Array<number>(depth - 1).fill(width), 1] });
const targetsOf = (products: readonly Powers[]) => products.map((powers) => outputMonomial(network, powers)!);

const PARTS = ['Qww', 'Qwb', 'Qbw', 'Qbb'] as const;
const KERNELS: readonly Powers[] = [{ Kw: 2 }, { Kw: 1, Kb: 1 }, { Kb: 2 }];
/** (Kw + Kb)² (Qww + Qwb + Qbw + Qbb)². */
const ALL_PARTS: readonly Powers[] = KERNELS.flatMap((kernels) =>
  PARTS.flatMap((one, i) =>
    PARTS.slice(i).map(
      (other): Powers => (one === other ? { ...kernels, [one]: 2 } : { ...kernels, [one]: 1, [other]: 1 }),
    ),
  ),
);

describe('what closing a recursion takes is counted beforehand', () => {
  test.each<[string, readonly Powers[]]>([
    ['1', [{}]],
    ['f²', [{ f: 2 }]],
    ['K', [{ K: 1 }]],
    ['K²', [{ K: 2 }]],
    ['Kb²', [{ Kb: 2 }]],
    ['Kw Kb', [{ Kw: 1, Kb: 1 }]],
    ['K⁴', [{ K: 4 }]],
    ['f¹⁰', [{ f: 10 }]],
    ['f Q', [{ f: 1, Q: 1 }]],
    ['f Qbb', [{ f: 1, Qbb: 1 }]],
    ['Q²', [{ Q: 2 }]],
    ['Qwb²', [{ Qwb: 2 }]],
    ['f² Q²', [{ f: 2, Q: 2 }]],
    ['Kw Kb Qww Qbw', [{ Kw: 1, Kb: 1, Qww: 1, Qbw: 1 }]],
    ['K², Kw² and f⁴ together', [{ K: 2 }, { Kw: 2 }, { f: 4 }]],
  ])('%s: monomials and pairings are those that are made', (_, products) => {
    const targets = targetsOf(products);
    const { monomials, pairings } = transferCost(targets);
    const recursion = closeRecursion(targets);
    expect([monomials, pairings]).toEqual([recursion.monomials.length, recursion.pairings]);
  });

  // By hand: the leg pairings of a², which go through weights or through biases, and 1.
  test('f² takes the monomials a² and 1, of 2 pairings and of 1', () => {
    expect(transferCost(targetsOf([{ f: 2 }]))).toEqual({ monomials: 2, pairings: 3, ways: 3 });
  });

  // By hand. Graphs of two kernels: T(K) T(K) and T(K K); of one and two activations: T(K) V() and V(K); then V() V(), T(K), V(), 1.
  // Ways of two kernels (x² + 2)²: 3·1 + 4·1 + 4 = 11; of K a a: matchings of 2 ends and 2 legs, 2 + 2, and 2·2 = 8;
  // of a⁴: 4·3 = 12; of K: 1 + 2; of a a: 2; of 1: 1.
  test('K² takes 8 monomials: 2·11 + 2·8 + 12 + 3 + 2 + 1 pairings', () => {
    expect(transferCost(targetsOf([{ K: 2 }]))).toEqual({ monomials: 8, pairings: 56, ways: 37 });
  });

  test('in the order of tensors it is no matter', () => {
    const graph = outputMonomial(network, { f: 2, K: 1, Q: 2 })!;
    const reversed: Pick<Graph, 'nodes'> = { nodes: graph.nodes.toReversed() };
    expect(transferCost([reversed])).toEqual(transferCost([graph]));
  });
});

describe('work that was not permitted is refused before it begins', () => {
  test('all parts of K² Q² are counted, and refused', () => {
    const costs = transferCost(targetsOf(ALL_PARTS));
    expect(costs.monomials).toBe(6735);
    expect(() => moments(network, ALL_PARTS)).toThrow(TooCostly);
    expect(() => moments(network, ALL_PARTS)).toThrow(
      /^6735 monomials and 9857937 pairings: some \d+ s and \d+ MB; wanted at most 3 s for what is not announced: take/,
    );
  });

  test('every product is checked before any of them is computed', () => {
    const asked: Cost[] = [];
    const permit = { ask: (cost: Cost) => void asked.push(cost) };
    expect(() => moments(network, [{ K: 1 }, { K: 6 }], permit)).toThrow(/E\(K\^6\) has degree 6/);
    expect(() => checkProducts(network, [{ K: 1 }, { f: 11 }])).toThrow(/degree 5\.5/);
    expect(asked).toEqual([]);
  });

  test('long fractions through many layers: bits are predicted, and a depth is named that can be had', () => {
    const sigmaW2 = rational(10n ** 199n + 7n, 3n ** 400n);
    const long = deep(10_000, 100, { sigmaW2 });
    let message = '';
    try {
      moments(long, [{ K: 1 }]);
    } catch (error) {
      message = (error as Error).message;
    }
    const [, bits, depth] =
      /^10000 layers of 6 entries, with numbers of up to (\d+) bits.*: to depth (\d+) it takes 2 s$/.exec(
        message,
      ) ?? [];
    // 3^400 100 has 641 bits, a layer.
    expect(Number(bits)).toBeGreaterThan(6_400_000);
    expect(Number(bits)).toBeLessThan(7_000_000);
    expect(Number(depth)).toBeGreaterThan(100);
    expect(Number(depth)).toBeLessThan(2000);
  });

  test('of weights that are not Gaussian too', () => {
    const sigmaW2 = rational(10n ** 199n + 7n, 3n ** 400n);
    const other = { ...deep(10_000, 100, { sigmaW2 }), mu4: rational(7, 3) };
    expect(() => moments(other, [{ K: 2 }])).toThrow(TooCostly);
  });

  test('an allowance is used up by what is asked of it', () => {
    const permit = allowance(5);
    const cost: Cost = { what: 'work', seconds: 2, bytes: 0 };
    permit.ask(cost);
    permit.ask(cost);
    expect(() => permit.ask(cost)).toThrow('work: some 2 s and less than 1 MB; wanted at most 5 s');
    expect(() => permit.ask({ ...cost, seconds: 0, bytes: 2e9 })).toThrow(
      /some less than 1 s and 2000 MB; wanted at most 1000 MB/,
    );
  });

  test('what is announced is what exceeds the first seconds in all; what is out of reach is refused', () => {
    const said: string[] = [];
    const permit = announcing(({ what }) => void said.push(what));
    const ask = (what: string, seconds: number): void => permit.ask({ what, seconds, bytes: 0 });
    ask('short', 2);
    ask('second', 2);
    ask('third', 100);
    expect(said).toEqual(['second', 'third']);
    expect(() => ask('fourth', 500)).toThrow(/wanted at most 600 s/);
  });
});

describe('bits of the numbers of a run', () => {
  const bitsOf = ({ num, den }: Rational): number => Math.max(num.toString(2).length, den.toString(2).length);
  // Coprime parts do not cancel, so that the reduced value shows what was carried.
  test.each<[string, Partial<NetworkSettings>, Powers, number]>([
    ['E(f²)', { sigmaW2: rational(10n ** 40n + 1n, 3n ** 90n), sigmaB2: rational(0) }, { f: 2 }, 1],
    ['E(K²)', { sigmaW2: rational(10n ** 40n + 1n, 3n ** 90n) }, { K: 2 }, 2],
    ['E(f⁴) of a long r', { r: rational(1n, 11n ** 300n) }, { f: 4 }, 2],
  ])('%s has nearly as many as predicted, and not more', (_, rest, powers, degree) => {
    const long = deep(20, 7, rest);
    const shape = { degree, entries: 1, values: 1, outputs: 1, needsAlive: false };
    const { bits } = runCost(shape, long);
    const found = bitsOf(moments(long, [powers])[0]!);
    expect(found).toBeLessThanOrEqual(bits);
    expect(found).toBeGreaterThan(0.6 * bits);
  });
});

test('the parts of K² f Qww add up to E(K² f Qww)', () => {
  const few = buildNetwork({ ...settings, widths: [2, 3, 1] });
  const cube: readonly Powers[] = [
    { Kw: 2, Qww: 1, f: 1 },
    { Kw: 1, Kb: 1, Qww: 1, f: 1 },
    { Kb: 2, Qww: 1, f: 1 },
  ];
  const [ww, wb, bb] = moments(few, cube) as [Rational, Rational, Rational];
  const [whole] = moments(few, [{ K: 2, Qww: 1, f: 1 }]) as [Rational];
  const total = {
    num: ww.num * wb.den * bb.den + 2n * wb.num * ww.den * bb.den + bb.num * ww.den * wb.den,
    den: ww.den * wb.den * bb.den,
  };
  expect(equals(rational(total.num, total.den), whole)).toBe(true);
});
