import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluate,
  evaluateCondition,
  evaluateDecimal,
  evaluateExact,
  evaluateNumber,
  exactField,
} from '../../src/expression/index.ts';
import { add, multiply, type Rational, rational, ZERO } from '../../src/rational/rational.ts';
import { environment, read, refusal } from './helpers.ts';

const exact = (text: string, symbols: Record<string, Rational> = {}): Rational =>
  evaluateExact(read(text), {
    ...environment,
    symbols: new Map([...environment.symbols, ...Object.entries(symbols)]),
  });
const natural = (max: number) => fc.integer({ min: 0, max });

describe('closed forms', () => {
  it('Σ j² = d(d+1)(2d+1)/6, also over an empty range', () => {
    fc.assert(
      fc.property(natural(60), (d) => {
        expect(exact('Sum(j, 1, d, j^2)', { d: rational(d) })).toEqual(
          rational((d * (d + 1) * (2 * d + 1)) / 6),
        );
      }),
      { seed: 1 },
    );
  });

  it('Π (1 + 1/j) telescopes to d + 1', () => {
    fc.assert(
      fc.property(natural(60), (d) => {
        expect(exact('Prod(j, 1, d, 1 + 1/j)', { d: rational(d) })).toEqual(rational(d + 1));
      }),
      { seed: 2 },
    );
  });

  it('Σ C(d, j) r^j = (1 + r)^d', () => {
    fc.assert(
      fc.property(natural(25), (d) => {
        const symbols = { d: rational(d) };
        expect(exact('Sum(j, 0, d, binomial(d, j)*r^j)', symbols)).toEqual(exact('(1 + r)^d', symbols));
      }),
      { seed: 3 },
    );
  });

  it("Pascal's rule, past both ends", () => {
    fc.assert(
      fc.property(natural(80), fc.integer({ min: -3, max: 85 }), (d, k) => {
        const symbols = { d: rational(d), x: rational(k) };
        expect(exact('binomial(d, x) + binomial(d, x + 1)', symbols)).toEqual(
          exact('binomial(d + 1, x + 1)', symbols),
        );
      }),
      { seed: 4 },
    );
  });

  it('d! is the product of 1 to d', () => {
    fc.assert(
      fc.property(natural(120), (d) => {
        const symbols = { d: rational(d) };
        expect(exact('d!', symbols)).toEqual(exact('Prod(j, 1, d, j)', symbols));
      }),
      { seed: 5 },
    );
  });

  it('sums and products inside one another are what loops give, though terms are computed once', () => {
    const range = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    const total = (values: readonly Rational[]) => values.reduce(add, ZERO);
    const product = (values: readonly Rational[]) => values.reduce(multiply, rational(1));
    fc.assert(
      fc.property(natural(9), (d) => {
        const rises = (k: number) => product(range(k, d - 1).map((i) => rational(i + 6, i + 1)));
        const falls = (j: number, k: number) => product(range(j, k - 1).map((i) => rational(i, i + 1)));
        const mixed = (j: number, k: number) => product(range(1, j - 1).map((i) => rational(k + i)));
        const expected = total(
          range(1, d).map((k) =>
            multiply(rises(k), total(range(1, k - 1).map((j) => add(falls(j, k), mixed(j, k))))),
          ),
        );
        const inner = 'Sum(j, 1, k - 1, Prod(i, j, k - 1, i/(i + 1)) + Prod(i, 1, j - 1, k + i))';
        expect(exact(`Sum(k, 1, d, Prod(i, k, d - 1, 1 + 5/(i + 1))*${inner})`, { d: rational(d) })).toEqual(
          expected,
        );
      }),
      { seed: 6 },
    );
  });

  it.each([
    ['sqrt(9/4)', rational(3, 2)],
    ['8^(1/3)', rational(2)],
    ['(16/81)^(-3/4)', rational(27, 8)],
    ['exp(0) + log(1)', rational(1)],
    ['0^0', rational(1)],
    ['(-2/3)^-3', rational(-27, 8)],
    ['floor(-7/2)', rational(-4)],
    ['abs(x)', rational(1, 2)],
    ['min(3, r, x)', rational(-1, 2)],
    ['max(3, r, x)', rational(3)],
    ['n[0] + n[d]', rational(9)],
    ['Sum(j, 0, 3, n[j])', rational(17)],
    ['Sum(j, 1, 3, Prod(j, 1, j, 2))', rational(14)],
    ['Sum(j, 1, 2, Sum(k, j, 2, 10*j + k))', rational(11 + 12 + 22)],
    ['Sum(j, 2, 1, 1/0)', ZERO],
  ])('%s', (text, value) => {
    expect(exact(text)).toEqual(value);
    expect(evaluateNumber(read(text), environment)).toBeCloseTo(Number(value.num) / Number(value.den), 12);
  });
});

describe('a value that does not exist is refused', () => {
  it.each([
    ['exp(1/2)', 'irrational', /^exp\(1\/2\) is irrational$/],
    ['log(2)', 'irrational', /^log\(2\) is irrational$/],
    ['sqrt(2)', 'irrational', /^\(2\)\^\(1\/2\) is irrational$/],
    ['2^x', 'irrational', /irrational/],
    ['pi', 'irrational', /pi/],
    ['1/(d - 3)', 'domain', /division by zero/],
    ['0^-1', 'domain', /negative power of zero/],
    ['log(0)', 'domain', /zero/],
    ['log(x)', 'domain', /negative/],
    ['sqrt(x)', 'domain', /negative/],
    ['x^(1/2)', 'domain', /negative/],
    ['factorial(x)', 'domain', /negative number or a fraction/],
    ['factorial(-1)', 'domain', /negative/],
    ['binomial(1/2, 1)', 'domain', /fractions/],
    ['Sum(j, 1, r, j)', 'domain', /'to' of Sum over j is not an integer/],
    ['n[4]', 'domain', /^n\[4\] does not exist: n has indices 0 to 3$/],
    ['n[-1]', 'domain', /has indices 0 to 3/],
    ['n[r]', 'domain', /index of n\[\.\.\.\] is not an integer/],
  ] as const)('%s', (text, kind, message) => {
    const error = refusal(() => exact(text));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    if (kind !== 'domain') return;
    expect(refusal(() => evaluateNumber(read(text), environment)).kind).toBe('domain');
    expect(refusal(() => evaluateDecimal(read(text), environment, 30)).kind).toBe('domain');
  });

  it('a double beyond the largest', () => {
    expect(refusal(() => evaluateNumber(read('10^400'), environment)).kind).toBe('budget');
    expect(refusal(() => evaluateNumber(read('exp(1000)'), environment)).kind).toBe('budget');
  });

  it('a name without a value is the mistake of the caller', () => {
    const nothing = { symbols: new Map(), lists: new Map() };
    expect(() => evaluateExact(read('d'), nothing)).toThrow(/no value for the symbol 'd'; given: none/);
    expect(() => evaluateExact(read('n[1]'), nothing)).toThrow(/no value for the list 'n'/);
    expect(() => evaluateExact(read('E(K)', 'quantity'), nothing)).toThrow(/no expectation/);
    expect(() => evaluateExact(read('d < 1', 'condition'), environment)).toThrow(/evaluateCondition/);
    expect(() => evaluateCondition(read('d'), environment)).toThrow(/not a condition/);
  });
});

describe('evaluateDecimal', () => {
  it.each([
    ['pi', 60, '3.14159265358979323846264338327950288419716939937510582097494'],
    ['exp(1)', 46, '2.718281828459045235360287471352662497757247094'],
    ['log(2)', 40, '0.6931471805599453094172321214581765680755'],
    ['1/3', 5, '0.33333'],
    ['(1 + 1e-100) - 1', 20, '1e-100'],
  ])('%s to %i digits', (text, digits, expected) => {
    expect(evaluateDecimal(read(text), environment, digits).toString()).toBe(expected);
  });

  it('makes up for digits lost to cancellation', () => {
    // exp(h) - 1 - h = h²/2 (1 + h/3 + …)
    const value = evaluateDecimal(read('(exp(1e-40) - 1 - 1e-40)*2e80'), environment, 30);
    expect(value.toString()).toBe('1');
  });

  it('refuses what it cannot tell from zero', () => {
    const { kind, message } = refusal(() => evaluateDecimal(read('exp(log(5)) - 5'), environment, 30));
    expect(kind).toBe('budget');
    expect(message).toMatch(
      /^the value cancels: \d+ digits do not give 30 of it, which lies in \[-.*, .*\]$/,
    );
  });

  it.each(['exp(1) - exp(1)', 'sqrt(2)^2 - 2', '1/(1 + sqrt(2)) - sqrt(2) + 1'])('%s is 0', (text) => {
    expect(evaluateDecimal(read(text), environment, 30).toString()).toBe('0');
  });

  it.each([0, 1.5, 5000])('%d digits is a mistake of the caller', (digits) => {
    expect(() => evaluateDecimal(read('1'), environment, digits)).toThrow(RangeError);
  });
});

describe('expectations and conditions', () => {
  it('E(...) goes to the environment, with the indices bound around it', () => {
    const value = evaluate(read('Sum(j, 1, 3, j*E(K^j))', 'quantity'), exactField, {
      ...environment,
      expectation: (body, bound) => {
        expect(body.kind).toBe('power');
        const j = bound.get('j') ?? ZERO;
        return add(multiply(j, j), rational(1));
      },
    });
    expect(value).toEqual(rational(1 * 2 + 2 * 5 + 3 * 10));
  });

  it('the same expectation serves each field', () => {
    const withMoments = { ...environment, expectation: () => rational(1, 4) };
    const quantity = read('Sum(j, 1, 2, E(K))', 'quantity');
    expect(evaluateNumber(quantity, withMoments)).toBe(0.5);
    expect(evaluateDecimal(quantity, withMoments, 20).toString()).toBe('0.5');
  });

  it.each([
    ['d == 3', true],
    ['d != 3', false],
    ['d < 3', false],
    ['d <= 3', true],
    ['d > 3', false],
    ['d >= 3', true],
    ['1/3 + 1e-30 > 1/3', true],
    ['1 == 1.0000000000001', false],
    ['d > 2 and (x < 0 and r < 1)', true],
    ['d > 5 and 1/0 > 1', false],
    ['exp(1) > 271828/10^5', true],
    ['sqrt(2)*sqrt(8) == 4', true],
    ['sqrt(10)^2 >= 10', true],
    ['pi == 355/113', false],
    ['1 + 10^200*(sqrt(1 + 1/10^200) - 1) > 1', true],
  ])('%s is %s', (text, holds) => {
    expect(evaluateCondition(read(text, 'condition'), environment)).toBe(holds);
  });

  it('a condition whose sides cannot be told apart is undecided', () => {
    const { kind, message } = refusal(() =>
      evaluateCondition(read('exp(log(5)) > 5', 'condition'), environment),
    );
    expect(kind).toBe('undecided');
    expect(message).toMatch(/^\d+ digits do not tell the sides of a condition apart: they differ by \[-/);
  });
});
