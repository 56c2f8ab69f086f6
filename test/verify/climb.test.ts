import { describe, expect, test } from 'vitest';
import { compare, rational } from '../../src/rational/rational.ts';
import type { Architecture } from '../../src/verify/architecture.ts';
import { climb } from '../../src/verify/climb.ts';
import { keyOf } from '../../src/verify/directions.ts';
import { statement } from './claims.ts';

const LIST = '{ d: { integer: [1, inf] }, n: { widths: [1, inf] }, r: { rational: "(0, inf)" } }';
const domainOf = (domain: string) => statement({ domain }).domain;
const start: Architecture = { widths: [1, 2, 2, 1], values: new Map([['r', rational(1)]]) };
const EFFORT = { climbed: 400, depth: 64 };

const hidden = ({ widths }: Architecture): readonly number[] => widths.slice(1, -1);
const rOf = ({ values }: Architecture): number => Number(values.get('r')!.num) / Number(values.get('r')!.den);

describe('a climb finds where a margin that falls steadily is below 0', () => {
  test.each<[string, (at: Architecture) => number]>([
    ['deep networks', (at) => 1 - hidden(at).length / 40],
    ['a wide layer', (at) => 1 - Math.log10(Math.max(1, ...hidden(at))) / 5],
    ['tiny inputs', (at) => 1 + Math.log10(rOf(at)) / 12],
    ['huge inputs', (at) => 1 - Math.log10(rOf(at)) / 12],
    [
      'a narrow layer before a wide one, at a small input',
      (at) =>
        3 -
        Math.log10((hidden(at).at(-1) ?? 1) / (hidden(at)[0] ?? 1)) +
        Math.min(0, 1 + Math.log10(rOf(at))),
    ],
    ['no hidden layer', (at) => hidden(at).length - 1 / 2],
  ])('%s', (_, margin) => {
    const found = climb(domainOf(LIST), [start], margin, EFFORT);
    expect(margin(found!)).toBeLessThan(0);
  });
});

describe('a climb', () => {
  const toDepth = (at: Architecture): number => 1 - hidden(at).length / 40;

  test('tries no more architectures than its budget, and each once', () => {
    const tried: string[] = [];
    const flat = (at: Architecture): number => {
      tried.push(keyOf(at));
      return 1 + 1 / tried.length;
    };
    climb(domainOf(LIST), [start, { ...start, widths: [1, 9, 1] }], flat, { climbed: 25, depth: 64 });
    expect(tried.length).toBeLessThanOrEqual(25);
    expect(new Set(tried).size).toBe(tried.length);
  });

  test('stays in the domain and within its depth', () => {
    const domain = domainOf('{ d: { integer: [2, 6] }, n: { widths: [2, 9] }, r: { rational: "[1, 3)" } }');
    const seen: Architecture[] = [];
    const margin = (at: Architecture): number => {
      seen.push(at);
      return 5 - hidden(at).length / 10 - Math.max(...hidden(at)) / 10 - rOf(at);
    };
    climb(domain, [start], margin, EFFORT);
    expect(seen.length).toBeGreaterThan(10);
    for (const one of seen) {
      expect(hidden(one).length).toBeLessThanOrEqual(5);
      expect(hidden(one).every((width) => width >= 2 && width <= 9)).toBe(true);
      expect(compare(one.values.get('r')!, rational(3))).toBe(-1);
    }
  });

  test('is the same every time', () => {
    const found = () => climb(domainOf(LIST), [start], toDepth, EFFORT);
    expect(found()).toEqual(found());
  });

  test('finds nothing where nothing is below 0, or where there is no margin', () => {
    expect(climb(domainOf(LIST), [start], () => 1, EFFORT)).toBeUndefined();
    expect(climb(domainOf(LIST), [start], () => undefined, EFFORT)).toBeUndefined();
  });

  test('keeps one width where the domain has one', () => {
    const domain = domainOf('{ d: { integer: [1, inf] }, n: { width: [1, inf] }, r: 1 }');
    const from: Architecture = {
      widths: [1, 2, 2, 1],
      values: new Map([
        ['n', rational(2)],
        ['r', rational(1)],
      ]),
    };
    const found = climb(
      domain,
      [from],
      (at) => 1 - hidden(at).length / 20 - (hidden(at)[0] ?? 0) / 100,
      EFFORT,
    );
    expect(new Set(hidden(found!)).size).toBe(1);
    expect(found!.values.get('n')!.num).toBe(BigInt(hidden(found!)[0]!));
  });
});
