import { describe, expect, test } from 'vitest';
import { compileJob } from '../../src/jobs/compile.ts';
import { DataError } from '../../src/jobs/data.ts';
import { differenceOf, identityOf, readJob } from '../../src/jobs/job.ts';
import { rational } from '../../src/rational/rational.ts';
import { job } from './make.ts';

describe('a job', () => {
  test('is the same after a journey as JSON, whatever the order of the fields', () => {
    const sent = job();
    const reversed = Object.fromEntries(Object.entries(sent).reverse());
    for (const received of [sent, reversed])
      expect(identityOf(readJob(JSON.parse(JSON.stringify(received))))).toBe(identityOf(sent));
  });

  test('spells defaults out: equal simulations are equal jobs', () => {
    const { settings } = compileJob(job());
    const spelled = job({ settings: { ...settings, biasGradient: rational(1n, 3n) } });
    expect(differenceOf(job(), spelled)).toBeUndefined();
  });

  test('differs from another one in a field that can be named', () => {
    expect(differenceOf(job(), job({ seed: 8 }))).toEqual({ field: 'seed', values: ['7', '8'] });
    const { settings } = compileJob(job());
    const other = job({ settings: { ...settings, r: rational(2) } });
    expect(differenceOf(job(), other)).toEqual({ field: 'r', values: ['"1/2"', '"2"'] });
  });

  test('has the distinct bodies of its E(...) as statistics', () => {
    expect(compileJob(job({ quantities: ['E(K)', 'E(K)^2 - E( K )', 'E(K^2)'] })).texts).toEqual([
      'K',
      'K^2',
    ]);
  });
});

const bad: readonly (readonly [change: (data: Record<string, unknown>) => unknown, message: string])[] = [
  [() => null, 'job: found null; wanted an object'],
  [({ seed, ...rest }) => rest, 'job.seed: missing'],
  [(data) => ({ ...data, sede: 1 }), 'job.sede: unknown field'],
  [(data) => ({ ...data, seed: -1 }), 'job.seed: found -1; wanted an integer from 0 to 9007199254740991'],
  [(data) => ({ ...data, seed: '1' }), 'job.seed: found "1"; wanted an integer'],
  [(data) => ({ ...data, samples: 2e15 }), 'job.samples: found 2000000000000000; wanted an integer'],
  [(data) => ({ ...data, method: 'magic' }), 'job.method: found "magic"; wanted one of dense, vector, '],
  [
    (data) => ({ ...data, weightLaw: 'toString' }),
    'job.weightLaw: found "toString"; wanted one of gaussian, ',
  ],
  [(data) => ({ ...data, quantities: 'E(K)' }), 'job.quantities: found "E(K)"; wanted a list'],
  [(data) => ({ ...data, quantities: [1] }), 'job.quantities[0]: found 1; wanted a text'],
  [(data) => ({ ...data, quantities: ['E(K'] }), 'job.quantities[0]: '],
  [(data) => ({ ...data, quantities: ['K'] }), "job.quantities[0]: the observable 'K' is random"],
  [
    (data) => ({ ...data, quantities: ['Sum(i, 1, 2, E(K^i))'] }),
    "job.quantities[0]: E(...) depends on the index 'i'",
  ],
  [
    (data) => ({ ...data, network: { ...(data.network as object), r: 0.5 } }),
    'job.network.r: found 0.5; wanted a text',
  ],
  [
    (data) => ({ ...data, network: { ...(data.network as object), r: '1/0' } }),
    'job.network.r: found "1/0"; wanted a rational',
  ],
  [
    (data) => ({ ...data, network: { ...(data.network as object), widths: [2, 2] } }),
    'job.network.widths: found n_d = 2',
  ],
  [
    (data) => ({ ...data, network: { ...(data.network as object), widths: [9999, 9999, 1] } }),
    'job.network.widths: found 99990000 weights; wanted at most 50000000',
  ],
];

describe('data that is no job is refused by name', () => {
  test.each(bad.map(([change, message]) => [message, change] as const))('%s', (message, change) => {
    const read = () => compileJob(readJob(change(JSON.parse(JSON.stringify(job())))));
    expect(read).toThrow(DataError);
    expect(read).toThrow(message);
  });
});
