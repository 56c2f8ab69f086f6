import { expect, test } from 'vitest';
import { moments } from '../../../src/exact/moment.ts';
import { type Expression, parseExpression } from '../../../src/expression/index.ts';
import { buildNetwork } from '../../../src/network/build.ts';
import type { Network } from '../../../src/network/network.ts';
import type { MomentOracle, Product } from '../../../src/quantity/exact.ts';
import { multiply, rational } from '../../../src/rational/rational.ts';
import { measure } from '../../../src/verify/networks/measure.ts';
import { isMeasured, type Measurement } from '../../../src/verify/networks/measurement.ts';

const network = (widths: readonly number[], sigmaB2 = 1): Network =>
  buildNetwork({
    widths,
    r: rational(1),
    gates: 'relu',
    parametrization: 'ntk',
    sigmaW2: rational(2),
    sigmaB2: rational(sigmaB2),
    outputBias: true,
    outputActivation: 'linear',
  });
const FORM = { symbols: new Set<string>(), lists: new Set<string>(), form: 'quantity' } as const;
const bodies = (...texts: string[]): Expression[] =>
  texts.map((text) => {
    const { expression } = parseExpression(`E(${text})`, FORM);
    if (expression.kind !== 'expectation') throw new TypeError(`no E(${text})`);
    return expression.body;
  });
const PRECISION = { samples: 20_000, level: 1e-9 };

const small = network([2, 8, 8, 1]);
// Deep enough that networks are drawn from tilted laws, with random biases.
const deep = network([1, ...Array<number>(9).fill(2), 1]);

/** The exact oracle, with some of its values made wrong. */
const oracleOf =
  (of: Network, wrong: (product: Product) => boolean = () => false): MomentOracle =>
  (products) =>
    moments(of, products).map((value, i) => (wrong(products[i]!) ? multiply(value, rational(5, 4)) : value));

const measured = (of: Network, texts: string[], oracle = oracleOf(of), seed = 1): Measurement[] =>
  [...measure(of, bodies(...texts), seed, PRECISION, oracle).values()].map((one) => {
    if (!isMeasured(one)) throw new Error(one.reason);
    return one;
  });

test('what is found for one body does not depend on which others are asked', () => {
  const [alone] = measured(small, ['K^2']);
  const [, together] = measured(small, ['Kw', 'K^2', 'f*Q', 'f^2']);
  expect(together).toEqual(alone);
});

test('an interval holds the exact value, and the seed alone decides the draws', () => {
  for (const one of measured(small, ['K', 'K^2', 'f^2', 'f*Q', 'Kw*Kb - K'])) {
    expect(one).toMatchObject({ rejected: false, falseAlarmRate: 1e-9 });
    expect(one.high - one.low).toBeGreaterThan(0);
  }
  expect(measured(small, ['K'])).toEqual(measured(small, ['K']));
  expect(measured(small, ['K'])[0]!.estimate).not.toBe(
    measured(small, ['K'], oracleOf(small), 2)[0]!.estimate,
  );
});

test('an exact oracle that is 25% off is rejected, by plain samples and by tilted ones', () => {
  const isMean = ({ K }: Product): boolean => K === 1;
  const [right] = measured(small, ['K']);
  const [wrong] = measured(small, ['K'], oracleOf(small, isMean));
  expect([right!.rejected, wrong!.rejected]).toEqual([false, true]);
  expect(right!.detectable).toBeLessThan(0.25);

  const isSquare = ({ K }: Product): boolean => K === 2;
  const many = { ...PRECISION, samples: 200_000 };
  const tilted = (oracle: MomentOracle) => measure(deep, bodies('K^2'), 1, many, oracle).get('K^2');
  expect(tilted(oracleOf(deep))).toMatchObject({ method: 'tilted-collapsed', rejected: false });
  expect(tilted(oracleOf(deep, isSquare))).toMatchObject({ method: 'tilted-collapsed', rejected: true });
});

test('tilted samples that miss a mean that is known say nothing of another', () => {
  const wrong = oracleOf(deep, ({ K }) => K === 3);
  const found = measure(deep, bodies('K^2'), 1, { ...PRECISION, samples: 200_000 }, wrong).get('K^2');
  expect(found).toEqual({ reason: expect.stringContaining('the samples miss E(K^3)') });
});

test('a quantity without randomness is known to rounding, at no cost in false alarms', () => {
  expect(measured(small, ['7'])).toMatchObject([{ detectable: 1e-9, rejected: false, falseAlarmRate: 0 }]);
});

test('weights of a law without a sampler are not measured', () => {
  const odd = { ...small, mu4: rational(7, 2) };
  expect([...measure(odd, bodies('K'), 1, PRECISION).values()]).toEqual([
    { reason: expect.stringContaining('mu_4 = 7/2') },
  ]);
});

test('a level is the probability of a miss: of many intervals at a large one hardly more miss', () => {
  const level = 0.2;
  const runs = 100;
  const misses = Array.from({ length: runs }, (_, seed) =>
    [...measure(small, bodies('K', 'K^2'), seed, { samples: 500, level }).values()].filter(
      (one) => isMeasured(one) && one.rejected,
    ),
  ).flat().length;
  // 2 * runs Bernoulli draws, dependent in pairs: five deviations of one pair's sum above the mean.
  expect(misses).toBeLessThanOrEqual(2 * runs * level + 5 * Math.sqrt(4 * runs * level * (1 - level)));
});
