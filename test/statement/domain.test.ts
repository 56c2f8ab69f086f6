import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, rational } from '../../src/rational/rational.ts';
import { formatRational } from '../../src/rational/text.ts';
import { contains, formatInterval, type Interval, parseInterval } from '../../src/statement/domain.ts';
import { firstInteger, lastInteger } from '../../src/statement/read-domain.ts';
import { change, FILE, NTK, problem } from './files.ts';

const range = (text: string): string => change('{ rational: [0, inf] }', text);
const depth = (text: string): string => change('d: { integer: [1, inf] }', `d: ${text}`);
const width = (text: string): string => change('[1, inf] }\n  r', `${text} }\n  r`);
const wanted = 'wanted [low, high] or an interval such as "(0, 2]", with rationals like 3/2 or 0.5, or inf';
const entry =
  'wanted a number, or one of { integer: … }, { width: … }, { widths: … }, { rational: … }, { equals: … }';

describe('intervals', () => {
  test.each([
    ['(0, inf)', '10:18 found the interval (0, inf) without quotes; write rational: "(0, inf)"'],
    ['(0, 2]', '10:18 found the interval (0, 2] without quotes; write rational: "(0, 2]"'],
    ['[0, 2)', '10:18 found the interval [0, 2) without quotes; write rational: "[0, 2)"'],
    ['[2, 1]', '10:18 domain.r.rational: the interval [2, 1] is empty'],
    ['"(2, 2]"', '10:18 domain.r.rational: the interval (2, 2] is empty'],
    ['[1e9999, inf]', `10:18 domain.r.rational: found "1e9999"; ${wanted}`],
    ['[0x10, inf]', `10:18 domain.r.rational: found "0x10"; ${wanted}`],
    ['[0, .inf]', `10:18 domain.r.rational: found ".inf"; ${wanted}`],
    ['[inf, inf]', `10:18 domain.r.rational: found "inf"; ${wanted}`],
    ['[0, 1/0]', `10:18 domain.r.rational: found "1/0"; ${wanted}`],
    ['"0, 1"', `10:18 domain.r.rational: found "0, 1"; ${wanted}`],
    ['positive', `10:18 domain.r.rational: found "positive"; ${wanted}`],
    ['[1]', '10:18 domain.r.rational: found ["1"]; wanted [low, high], or an interval such as "(0, 2]"'],
    [
      '[1, 2, 3]',
      '10:18 domain.r.rational: found ["1","2","3"]; wanted [low, high], or an interval such as "(0, 2]"',
    ],
    [
      '{ low: 1 }',
      '10:18 domain.r.rational: found {"low":"1"}; wanted [low, high], or an interval such as "(0, 2]"',
    ],
    ['[-1, 1]', '10:6 domain.r: found [-1, 1]; r is at least 0'],
    ['[-inf, 1]', '10:6 domain.r: found (-inf, 1]; r is at least 0'],
  ])('rational: %s', (text, expected) => expect(problem(range(`{ rational: ${text} }`))).toBe(expected));

  const end = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 3 }));
  const ends = fc.record({ low: end, high: end, lowOpen: fc.boolean(), highOpen: fc.boolean() });

  test('formatInterval writes what parseInterval reads, and only empty ones are refused', () => {
    fc.assert(
      fc.property(ends, ({ low: [a, b], high: [c, e], lowOpen, highOpen }) => {
        const interval: Interval = { low: rational(a, b), high: rational(c, e), lowOpen, highOpen };
        const isEmpty = lowOpen || highOpen ? a / b >= c / e : a / b > c / e;
        const text = formatInterval(interval);
        expect(parseInterval(text)).toEqual(isEmpty ? `the interval ${text} is empty` : interval);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('an interval contains what lies between its ends, and its integers go from first to last', () => {
    fc.assert(
      fc.property(ends, end, ({ low: [a, b], high: [c, e], lowOpen, highOpen }, [p, q]) => {
        const [low, high, x] = [rational(a, b), rational(c, e), rational(p, q)];
        const interval: Interval = { low, high, lowOpen, highOpen };
        const isAbove = lowOpen ? compare(x, low) > 0 : compare(x, low) >= 0;
        const isBelow = highOpen ? compare(x, high) < 0 : compare(x, high) <= 0;
        expect(contains(interval, x)).toBe(isAbove && isBelow);
        if (a < 0 || c < 0) return;
        const inside = Array.from({ length: 8 }, (_, i) => i).filter((i) => contains(interval, rational(i)));
        if (inside.length === 0)
          return void expect(firstInteger(interval) > lastInteger(high, highOpen)).toBe(true);
        expect([firstInteger(interval), lastInteger(high, highOpen)]).toEqual([
          BigInt(inside[0]!),
          BigInt(inside.at(-1)!),
        ]);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  test('an infinite interval contains everything on its side', () => {
    const interval = parseInterval(['1/2', 'inf']) as Interval;
    expect([formatInterval(interval), formatRational(interval.low!)]).toEqual(['[1/2, inf)', '1/2']);
    expect([0, 1, 10 ** 9].map((x) => contains(interval, rational(x)))).toEqual([false, true, true]);
  });
});

describe('symbols', () => {
  const ntk = (by: string): string => change('sigma_w2: 2\n  sigma_b2: 1', by, NTK);
  test.each([
    [
      'a depth in words',
      depth('deep'),
      '8:6 domain.d: found "deep"; wanted a range or a rational such as 1/2',
    ],
    [
      'a depth of 1e9999',
      depth('1e9999'),
      '8:6 domain.d: found "1e9999"; wanted a range or a rational such as 1/2',
    ],
    ['a depth of 3/2', depth('3/2'), '8:6 domain.d: the range [3/2, 3/2] holds no integer'],
    ['a depth of 0', depth('0'), '8:6 domain.d: found [0, 0]; d is at least 1'],
    [
      'a depth without end',
      depth('{ integer: [20000, inf] }'),
      '8:6 domain.d: found [20000, inf); d is at most 10000 somewhere',
    ],
    ['a depth that is a list', depth('[1, 2]'), `8:6 domain.d: found ["1","2"]; ${entry}`],
    ['a depth of no kind', depth('{}'), `8:6 domain.d: found {}; ${entry}`],
    [
      'a depth of two kinds',
      depth('{ integer: [1, 2], equals: 3 }'),
      `8:6 domain.d: found {"integer":["1","2"],"equals":"3"}; ${entry}`,
    ],
    [
      'a depth of an unknown kind',
      depth('{ whole: [1, 2] }'),
      `8:6 domain.d: found {"whole":["1","2"]}; ${entry}`,
    ],
    [
      'a rational depth',
      depth('{ rational: [1, 2] }'),
      "8:6 domain.d: found 'rational'; d is given by integer or equals or value",
    ],
    ['a width of 0', width('[0, inf]'), '9:6 domain.n: found [0, inf); n is at least 1'],
    ['a width between integers', width('"(2, 3)"'), '9:6 domain.n: the range (2, 3) holds no integer'],
    [
      'a width without end',
      width('[2000000, inf]'),
      '9:6 domain.n: found [2000000, inf); n is at most 1000000 somewhere',
    ],
    [
      'a width that is a number',
      change('{ widths: [1, inf] }', '3'),
      "9:6 domain.n: found 'value'; n is given by width or widths",
    ],
    [
      'no depth',
      change('  d: { integer: [1, inf] }\n', ''),
      "8:3 domain: missing 'd'; every domain declares d, n and r",
    ],
    [
      'no symbols',
      `${FILE.split('  d:')[0]!.trimEnd()} {}\n${FILE.slice(FILE.indexOf('claims'))}`,
      "7:9 domain: missing 'd'; every domain declares d, n and r",
    ],
    [
      'an input width beside widths',
      change('  r:', '  n0: 2\n  r:'),
      "10:3 domain.n0: write n[0] for the input width; n0 goes with 'width'",
    ],
    [
      'λ that is not used',
      change('  r:', '  lambda: 1\n  r:'),
      "10:3 domain.lambda: 'lambda' is declared and never used; remove it",
    ],
    [
      'a variance of 0',
      ntk('sigma_w2: 0\n  sigma_b2: 1'),
      '10:13 domain.sigma_w2: found [0, 0]; sigma_w2 is above 0, as in "(0, inf)"',
    ],
    [
      'variances from 0',
      ntk('sigma_w2: { rational: [0, 1] }\n  sigma_b2: 1'),
      '10:13 domain.sigma_w2: found [0, 1]; sigma_w2 is above 0, as in "(0, inf)"',
    ],
    [
      'a symbol of itself',
      ntk('sigma_w2: { equals: sigma_w2 }\n  sigma_b2: 1'),
      "10:23 domain.sigma_w2.equals: 'sigma_w2' is computed from itself",
    ],
    [
      'two symbols of each other',
      ntk('sigma_w2: { equals: sigma_b2 }\n  sigma_b2: { equals: sigma_w2 }'),
      "10:23 domain.sigma_w2.equals: 'sigma_w2' is computed from 'sigma_b2', which comes later; put 'sigma_b2' before it",
    ],
    [
      'a symbol of an unknown one',
      ntk('sigma_w2: { equals: 2*q }\n  sigma_b2: 1'),
      "10:25 domain.sigma_w2.equals: unknown symbol 'q'; declared here: d, r, sigma_b2, sigma_w2",
    ],
    [
      'a depth of a computed symbol',
      depth('{ equals: r*d }'),
      "8:16 domain.d.equals: 'd' is computed from itself",
    ],
    [
      'an exact claim at a computed depth',
      depth('{ equals: 2*r }'),
      "13:15 claims.0.relation: only tends-to and asymptotic go with a depth that is given by 'equals'",
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));

  test.each(['q', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])('%s is unknown', (name) => {
    const known = 'd, n, n0, r, sigma_w2, sigma_b2, bias_gradient, output_sigma_w2, mu_4, lambda, rho, c';
    for (const value of ['1', '{ rational: [0, 1] }'])
      expect(problem(change('  r:', `  ${name}: ${value}\n  r:`))).toBe(
        `10:3 domain.${name}: unknown symbol '${name}'; a domain has ${known}`,
      );
  });

  test('__proto__ is no symbol', () => {
    expect(problem(change('  r:', '  __proto__: 1\n  r:'))).toBe("10:3 '__proto__' is no name here");
  });
});
