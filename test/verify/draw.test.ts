import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, rational, ZERO } from '../../src/rational/rational.ts';
import { contains } from '../../src/statement/domain.ts';
import type { Domain } from '../../src/statement/statement.ts';
import { type Architecture, compareSize, meetsCondition } from '../../src/verify/architecture.ts';
import { architectures, intervalOf } from '../../src/verify/draw.ts';
import { smallestArchitectures } from '../../src/verify/smallest.ts';
import { DOMAIN, statement } from './claims.ts';

const SEED = { seed: 14, numRuns: 25 };

/** Intervals of integers from `least` on, in each way of writing their ends. */
const integers = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.nat(3), fc.constantFrom('[]', '(]', '[)', '()', 'inf'))
    .map(([low, length, ends]) => {
      if (ends === 'inf') return `"[${low}, inf]"`;
      const [open, close] = ends as unknown as [string, string];
      return `"${open}${low}, ${low + length + 1}${close === ')' ? '.5' : ''}${close}"`;
    });
const rationals = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom('[]', '(]', '[)', '()', 'inf'),
  )
  .map(
    ([low, length, ends]) =>
      `"${ends === 'inf' ? `[${low}, inf)` : `${ends[0]}${low}/3, ${low + length}/3${ends[1]}`}"`,
  );

/** Domains with lists of widths, and with one width and perhaps an input width. */
const domains = fc
  .record({
    d: integers(1, 3),
    n: integers(1, 5),
    n0: fc.option(integers(1, 3)),
    r: rationals,
    isList: fc.boolean(),
  })
  .map(({ d, n, n0, r, isList }) => {
    const input = n0 && !isList ? `, n0: { integer: ${n0} }` : '';
    const text = `{ d: { integer: ${d} }, n: { ${isList ? 'widths' : 'width'}: ${n} }${input}, r: { rational: ${r} } }`;
    return statement({ domain: text }).domain;
  });

function expectInside(domain: Domain, { widths, values }: Architecture): void {
  const depth = widths.length - 1;
  const hidden = widths.slice(1, -1);
  expect(contains(intervalOf(domain, 'd'), rational(depth))).toBe(true);
  for (const n of hidden) expect(contains(intervalOf(domain, 'n'), rational(n))).toBe(true);
  expect([widths[depth], Number.isInteger(widths[0]) && widths[0]! >= 1]).toEqual([1, true]);
  expect(contains(intervalOf(domain, 'r'), values.get('r')!)).toBe(true);
  if (domain.ranges.get('n')?.kind === 'width') {
    expect(contains(intervalOf(domain, 'n'), values.get('n')!)).toBe(true);
    for (const n of hidden) expect(rational(n)).toEqual(values.get('n'));
  }
  if (domain.ranges.has('n0')) {
    expect(rational(widths[0]!)).toEqual(values.get('n0'));
    expect(contains(intervalOf(domain, 'n0'), rational(widths[0]!))).toBe(true);
  }
}

describe('random architectures', () => {
  test('lie in the domain', () => {
    fc.assert(
      fc.property(domains, fc.nat(1000), (domain, seed) => {
        for (const drawn of fc.sample(architectures(domain), { seed, numRuns: 20 }))
          expectInside(domain, drawn);
      }),
      SEED,
    );
  });

  test('reach beyond what is enumerated, in depth, in width and in numbers', () => {
    const drawn = fc.sample(architectures(statement({}).domain), { seed: 1, numRuns: 100 });
    expect(Math.max(...drawn.map(({ widths }) => widths.length - 1))).toBeGreaterThan(6);
    expect(Math.max(...drawn.flatMap(({ widths }) => widths.slice(1)))).toBeGreaterThan(8);
    expect(
      new Set(drawn.map(({ values }) => `${values.get('r')!.num}/${values.get('r')!.den}`)).size,
    ).toBeGreaterThan(20);
  });

  test('shrink to few layers, narrow layers and simple numbers', () => {
    const { domain } = statement({});
    const shrunk = (fails: (candidate: Architecture) => boolean): Architecture =>
      fc.check(
        fc.property(architectures(domain), (candidate) => !fails(candidate)),
        { seed: 2, numRuns: 200 },
      ).counterexample![0];
    const deep = shrunk(({ widths }) => widths.length > 4);
    expect([deep.widths, deep.values.get('r')]).toEqual([[1, 1, 1, 1, 1], ZERO]);
    const wide = shrunk(({ widths }) => widths.slice(1, -1).some((n) => n >= 7));
    expect([wide.widths.length, Math.max(...wide.widths)]).toEqual([3, 7]);
    const large = shrunk(({ values }) => compare(values.get('r')!, rational(2)) > 0);
    expect([large.widths, large.values.get('r')]).toEqual([[1, 1], rational(3)]);
  });
});

describe('the smallest architectures', () => {
  test('lie in the domain, from small to large, each once', () => {
    fc.assert(
      fc.property(domains, (domain) => {
        const found = smallestArchitectures({ domain }, 60);
        expect(found.length).toBeGreaterThan(0);
        for (const [i, candidate] of found.entries()) {
          expectInside(domain, candidate);
          if (i > 0) expect(compareSize(found[i - 1]!, candidate)).toBeLessThanOrEqual(0);
        }
        const names = found.map(
          ({ widths, values }) =>
            `${widths} ${[...values].map(([name, { num, den }]) => `${name} ${num}/${den}`)}`,
        );
        expect(new Set(names).size).toBe(found.length);
      }),
      SEED,
    );
  });

  test('start at one layer, and go on to every pair of widths up to 3', () => {
    const found = smallestArchitectures(statement({}), 1000).map(({ widths }) => widths);
    expect(found[0]).toEqual([1, 1]);
    for (const pair of [
      [1, 1],
      [1, 2],
      [2, 1],
      [3, 3],
    ])
      expect(found).toContainEqual([1, ...pair, 1]);
  });

  test('meet the condition, and are none when nothing does', () => {
    const odd = statement({ where: 'd >= 2 and n[1] == 3' });
    const found = smallestArchitectures(odd, 50);
    expect(found.length).toBeGreaterThan(5);
    for (const candidate of found)
      expect([meetsCondition(odd, candidate), candidate.widths[1]]).toEqual([true, 3]);
    expect(smallestArchitectures(statement({ where: 'd < 1' }), 50)).toEqual([]);
  });

  test('have every size of a domain that is a single point', () => {
    const domain = DOMAIN.replace('[1, inf] }, n', '[2, 2] }, n').replace(
      'widths: [1, inf]',
      'widths: [4, 4]',
    );
    const found = smallestArchitectures(
      statement({ domain: domain.replace('{ rational: [0, inf] }', '3/7') }),
      50,
    );
    expect(found.map(({ widths, values }) => [widths, values.get('r')])).toEqual([
      [[1, 4, 1], rational(3, 7)],
      [[2, 4, 1], rational(3, 7)],
    ]);
  });
});
