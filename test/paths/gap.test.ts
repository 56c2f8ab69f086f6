import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutOfRange } from '../../src/limits/error.ts';
import type { Network } from '../../src/network/network.ts';
import { OBSERVABLES, type Observable } from '../../src/network/observables.ts';
import { backPropagation } from '../../src/paths/back-propagation.ts';
import { type DrawnNetwork, drawNetwork, withGates } from '../../src/paths/draw.ts';
import { pathGap, valueOfSum } from '../../src/paths/gap.ts';
import { PathLimit } from '../../src/paths/limit.ts';
import { PathSums } from '../../src/paths/observables.ts';
import { Stream } from '../../src/random/stream.ts';
import { equals, multiply, ONE, rational, ZERO } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
import { DenseSampler } from '../../src/simulate/dense.ts';
import { network, tinyNetworks } from './networks.ts';

const term = (observable: Observable) => ({ coefficient: ONE, powers: { [observable]: 1 } });

test('f, K, Q and all their parts are sums over paths, network by network, exactly', () => {
  fc.assert(
    fc.property(tinyNetworks, fc.nat(), (subject, seed) => {
      for (const o of OBSERVABLES) expect(pathGap(subject, [term(o)], 3, seed)).toEqual(ZERO);
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('so are polynomials in them: the drift f Q over four paths', () => {
  const drift = { coefficient: rational(-2, 3), powers: { f: 1, Q: 1 } };
  const square = { coefficient: ONE, powers: { K: 2 } };
  const subject = network([2, 2, 2, 1], { sigmaB2: ONE });
  expect(pathGap(subject, [drift, square], 5, 1)).toEqual(ZERO);
});

/** Whether sums over the paths of `subject` differ from back-propagation through a faulty twin, on some drawn network. */
function sees(
  observable: Observable,
  subject: Network,
  fault: (drawn: DrawnNetwork) => DrawnNetwork,
): boolean {
  const sums = new PathSums(subject);
  const sum = sums.sum(observable);
  return Array.from({ length: 40 }, (_, i) => drawNetwork(subject, new Stream(7, i))).some(
    (drawn) => !equals(valueOfSum(sum, sums.variables, drawn), backPropagation(fault(drawn))[observable]),
  );
}

const subject = network([2, 2, 2, 1], { sigmaB2: ONE });
const scaled = (key: 'weightScale' | 'biasScale') => (drawn: DrawnNetwork) => ({
  ...drawn,
  network: {
    ...subject,
    layers: subject.layers.map((l, i) => (i === 1 ? { ...l, [key]: multiply(l[key], rational(2)) } : l)),
  },
});
const FAULTS: Readonly<Record<string, (drawn: DrawnNetwork) => DrawnNetwork>> = {
  'a gate': (drawn) => ({
    ...drawn,
    gates: drawn.gates.map((layer, i) => (i === 0 ? [!layer[0], layer[1]!] : layer)),
  }),
  'the sign of a row': (drawn) => ({
    ...drawn,
    weights: drawn.weights.map((matrix, i) =>
      i === 1
        ? matrix.map((row, to) => (to === 0 ? row.map((w) => multiply(w, rational(-1))) : row))
        : matrix,
    ),
  }),
  'a bias': (drawn) => ({
    ...drawn,
    biases: drawn.biases.map((layer, i) => (i === 1 ? [rational(9), layer[1]!] : layer)),
  }),
  u_2: scaled('weightScale'),
  c_2: scaled('biasScale'),
};

test.each([
  ['a gate', ['f', 'Kw', 'Kb', 'Qww', 'Qwb', 'Qbw']],
  ['the sign of a row', ['f', 'Kw', 'Qww', 'Qwb', 'Qbw']],
  ['a bias', ['f', 'Kw', 'Qww', 'Qwb', 'Qbw']],
  ['u_2', ['Kw', 'Qww', 'Qwb', 'Qbw']],
  ['c_2', ['Kb', 'Qwb', 'Qbw']],
] as const)('a fault in %s is seen in %s', (name, observables) => {
  for (const o of observables) expect([o, sees(o, subject, FAULTS[name]!)]).toEqual([o, true]);
  expect(sees('K', subject, (drawn) => drawn)).toBe(false);
});

test('back-propagation in rationals is that of the dense simulator, rounded', () => {
  fc.assert(
    fc.property(tinyNetworks, fc.nat(), (tiny, seed) => {
      const any = { ...tiny, gates: 'relu' as const, r: rational(1) };
      const stream = new Stream(seed);
      const drawn = drawNetwork(any, stream);
      // Whole numbers, which doubles hold exactly: every pre-activation has its sign.
      const whole = (x: { num: bigint; den: bigint }) => multiply(x, rational(6));
      const exact = withGates(
        {
          network: any,
          input: drawn.input.map(() => ONE),
          weights: drawn.weights.map((matrix) => matrix.map((row) => row.map(whole))),
          biases: drawn.biases.map((vector) => vector.map(whole)),
        },
        stream,
      );
      const sampler = new DenseSampler(any);
      const out = new Float64Array(7);
      const parameters = {
        weights: exact.weights.map((matrix) => Float64Array.from(matrix.flat().map(toNumber))),
        biases: exact.biases.map((vector) => Float64Array.from(vector.map(toNumber))),
      };
      sampler.evaluate(parameters as unknown as typeof sampler.parameters, stream, out);
      const values = backPropagation(exact);
      for (const [i, o] of (['f', 'Kw', 'Kb', 'Qww', 'Qwb', 'Qbw', 'Qbb'] as const).entries()) {
        const wanted = toNumber(values[o]);
        expect(Math.abs(out[i]! - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('what cannot be enumerated or drawn is refused', () => {
  expect(() => pathGap(network([300, 400, 1]), [term('K')], 1, 1)).toThrow(PathLimit);
  expect(() => pathGap(network([500, 2, 1]), [term('K')], 1, 1)).toThrow(PathLimit);
  expect(() => pathGap(network([1, 1]), [term('K')], 0, 1)).toThrow(OutOfRange);
  const deep = network([...Array.from({ length: 20 }, () => 1), 1]);
  expect(() => pathGap(deep, [term('f')], 1, 1)).toThrow(/0 of 1000 networks drawn have an open path/);
});
