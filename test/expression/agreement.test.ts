import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalField,
  type Expression,
  evaluate,
  evaluateExact,
  evaluateNumber,
  formatExpression,
  inField,
  parseExpression,
  Refusal,
} from '../../src/expression/index.ts';
import { rational } from '../../src/rational/rational.ts';
import { environment, names } from './helpers.ts';

const literal = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, places]): Expression => ({ kind: 'constant', value: rational(digits, 10 ** places) }));
const symbol = fc.constantFrom('d', 'r', 'x').map((name): Expression => ({ kind: 'symbol', name }));
const integer = (max: number) =>
  fc.integer({ min: 0, max }).map((n): Expression => ({ kind: 'constant', value: rational(n) }));

/** Any expression without E, positive terms or not. */
const expressions = fc.letrec<{ node: Expression }>((tie) => {
  const node = tie('node');
  const record = <K extends Expression>(model: { [P in keyof K]: fc.Arbitrary<K[P]> }) => fc.record(model);
  return {
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literal,
      symbol,
      record({ kind: fc.constant('negate' as const), argument: node }),
      record({ kind: fc.constantFrom('add', 'subtract', 'multiply', 'divide'), left: node, right: node }),
      record({ kind: fc.constant('power' as const), left: node, right: integer(3) }),
      record({ kind: fc.constant('element' as const), list: fc.constant('n'), index: integer(3) }),
      record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('abs', 'min', 'max'),
        arguments: fc.tuple(node),
      }),
      record({
        kind: fc.constant('fold' as const),
        operator: fc.constantFrom('Sum', 'Prod'),
        index: fc.constantFrom('d', 'j'),
        from: integer(2),
        to: integer(4),
        body: node,
      }),
    ),
  };
}).node;

describe('the fields agree', () => {
  const field = decimalField(60);

  /** The value of the expression with every subtraction an addition and every number positive: it bounds rounding. */
  const magnitude = (node: Expression): Expression => {
    const parts: Record<string, unknown> = { ...node };
    for (const key of ['left', 'right', 'argument', 'body'])
      if (parts[key]) parts[key] = magnitude(parts[key] as Expression);
    if (node.kind === 'negate') return magnitude(node.argument);
    if (node.kind === 'subtract') return { ...parts, kind: 'add' } as Expression;
    if (node.kind === 'call') return { ...node, arguments: node.arguments.map(magnitude) };
    if (node.kind === 'symbol') return { kind: 'call', name: 'abs', arguments: [node] };
    return parts as Expression;
  };
  const divides = (node: Expression): boolean =>
    JSON.stringify(node, (_, v) => (typeof v === 'bigint' ? `${v}` : v)).includes('"divide"');

  it('exact, 60-digit decimal and double, to the rounding of each', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        // Division can lose every digit, so it has its own test; the rest loses at most rounding of the magnitude.
        expressions.filter((node) => !divides(node)),
        (node) => {
          const exact = field.fromRational(evaluateExact(node, environment));
          const size = field.fromRational(evaluateExact(magnitude(node), environment));
          const decimal = evaluate(node, field, inField(environment, field));
          expect(decimal.minus(exact).abs().lte(size.times('1e-55'))).toBe(true);
          try {
            const double = new Decimal(evaluateNumber(node, environment));
            // A power of a power of products takes some thousands of roundings, of 2^-53 each.
            expect(double.minus(exact).abs().lte(size.times(1e-11).plus(1e-300))).toBe(true);
            compared += 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(error.kind).toBe('budget');
          }
        },
      ),
      { seed: 11, numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(400);
  });

  it('where the exact value is undefined, no field gives one; where it is not, all do, near enough', () => {
    fc.assert(
      fc.property(symbol, literal, literal, (s, a, b) => {
        const node: Expression = { kind: 'divide', left: { kind: 'add', left: s, right: a }, right: b };
        let exact: Decimal;
        try {
          exact = field.fromRational(evaluateExact(node, environment));
        } catch (error) {
          expect((error as Refusal).kind).toBe('domain');
          expect(() => evaluateNumber(node, environment)).toThrow(Refusal);
          expect(() => evaluate(node, field, inField(environment, field))).toThrow(Refusal);
          return;
        }
        const scale = exact.abs().plus(1);
        expect(
          evaluate(node, field, inField(environment, field)).minus(exact).abs().lte(scale.times('1e-58')),
        ).toBe(true);
        expect(Math.abs(evaluateNumber(node, environment) - exact.toNumber())).toBeLessThan(
          scale.toNumber() * 1e-12,
        );
      }),
      { seed: 12 },
    );
  });
});

describe('formatExpression', () => {
  it('reads back as the same expression', () => {
    fc.assert(
      fc.property(expressions, (node) => {
        const { expression } = parseExpression(formatExpression(node), { ...names, form: 'formula' });
        expect(expression).toEqual(node);
      }),
      { seed: 13, numRuns: 1000 },
    );
  });

  it.each([
    '-x^2',
    '(-x)^2',
    'x - (d - r)',
    'x/(d*r)',
    '(x^d)^r',
    '2^-x',
    'x*-d',
    '-(x*d)',
    'factorial(n[d - 1])',
    'pi*1e300',
    '25e-2',
    'Sum(j, 1, d, Prod(k, 1, j, k))',
  ])('%s stays as it is', (text) => {
    const { expression } = parseExpression(text, { ...names, form: 'formula' });
    expect(formatExpression(expression)).toBe(text);
  });

  it('keeps quantities and conditions', () => {
    const print = (text: string, form: 'quantity' | 'condition') =>
      formatExpression(parseExpression(text, { ...names, form }).expression);
    expect(print('E(K^2)/E(K)^2', 'quantity')).toBe('E(K^2)/E(K)^2');
    expect(print('1 <= d and (d < 4 and x != 0)', 'condition')).toBe('1 <= d and (d < 4 and x != 0)');
  });

  it('writes a fraction as a quotient', () => {
    const third: Expression = { kind: 'constant', value: rational(-1, 3) };
    expect(formatExpression({ kind: 'power', left: third, right: third })).toBe('(-1/3)^(-1/3)');
  });
});
