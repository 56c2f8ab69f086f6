import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalEnds,
  type Ends,
  type Expression,
  enclosureField,
  evaluate,
  evaluateDecimal,
  evaluateExact,
  evaluateNumber,
  formatExpression,
  inField,
  parseExpression,
  Refusal,
} from '../../src/expression/index.ts';
import { doubleEnds } from '../../src/quantity/enclosure.ts';
import { quickEnclosure } from '../../src/quantity/quick.ts';
import { type Rational, rational } from '../../src/rational/rational.ts';
import { toNumber } from '../../src/rational/text.ts';
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
  const field = enclosureField(decimalEnds(60));

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

  it('exact and double, to the rounding of doubles', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        // Division can lose every digit; the rest loses at most rounding of the magnitude.
        expressions.filter((node) => !divides(node)),
        (node) => {
          const exact = evaluateDecimal(node, environment, 60);
          const size = evaluateDecimal(magnitude(node), environment, 60);
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

  it('where the exact value is undefined, no field gives one; where it is not, all do', () => {
    fc.assert(
      fc.property(symbol, literal, literal, (s, a, b) => {
        const node: Expression = { kind: 'divide', left: { kind: 'add', left: s, right: a }, right: b };
        try {
          const exact = evaluateExact(node, environment);
          expect(evaluate(node, field, inField(environment, field))).toEqual(exact);
          const number = toNumber(exact);
          expect(Math.abs(evaluateNumber(node, environment) - number)).toBeLessThan(
            (Math.abs(number) + 1) * 1e-12,
          );
        } catch (error) {
          expect((error as Refusal).kind).toBe('domain');
          expect(() => evaluateNumber(node, environment)).toThrow(Refusal);
          expect(() => evaluate(node, field, inField(environment, field))).toThrow(Refusal);
        }
      }),
      { seed: 12 },
    );
  });
});

describe('enclosures hold the exact value, whatever way it is computed', () => {
  /** The same value by way of logarithms and roots, which makes it an interval. */
  const disguised = (node: Expression, kind: number): Expression => {
    const call = (name: 'exp' | 'log' | 'sqrt' | 'abs', argument: Expression): Expression => ({
      kind: 'call',
      name,
      arguments: [argument],
    });
    const positive: Expression = { kind: 'add', left: call('abs', node), right: number(1) };
    const square: Expression = { kind: 'power', left: positive, right: number(2) };
    const shown: Expression = [
      call('exp', call('log', positive)),
      call('log', call('exp', call('exp', call('log', positive)))),
      call('exp', { kind: 'divide', left: call('log', square), right: number(2) }),
      call('sqrt', call('exp', call('log', square))),
    ][kind]!;
    const size: Expression = { kind: 'subtract', left: shown, right: number(1) };
    return { kind: 'add', left: size, right: { kind: 'subtract', left: node, right: call('abs', node) } };
  };
  const number = (n: number): Expression => ({ kind: 'constant', value: rational(n) });
  const withParts = (node: Expression, kinds: readonly number[]): Expression => {
    let count = 0;
    const visit = (part: Expression): Expression => {
      const parts: Record<string, unknown> = { ...part };
      for (const key of ['left', 'argument', 'body'])
        if (parts[key]) parts[key] = visit(parts[key] as Expression);
      if (part.kind === 'call') parts.arguments = part.arguments.map(visit);
      const kind = kinds[count++ % kinds.length]!;
      return kind < 4 && part.kind !== 'constant'
        ? disguised(parts as Expression, kind)
        : (parts as Expression);
    };
    return visit(node);
  };

  it.each([
    ['decimals', 10],
    ['decimals', 60],
    ['doubles', 15],
  ])('%s of %i digits', (name, digits) => {
    let found = 0;
    fc.assert(
      fc.property(
        expressions,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 9 }),
        (node, kinds) => {
          const exact = ((): Rational | undefined => {
            try {
              return evaluateExact(node, environment);
            } catch {
              return undefined;
            }
          })();
          if (!exact) return;
          const shown = withParts(node, kinds);
          const holds = <X>(ends: Ends<X>): boolean => {
            const enclosures = enclosureField(ends);
            const { low, high } = enclosures.enclose(
              evaluate(shown, enclosures, inField(environment, enclosures)),
            );
            return (
              ends.compare(low, ends.of(exact, true)) <= 0 && ends.compare(high, ends.of(exact, false)) >= 0
            );
          };
          try {
            expect(name === 'doubles' ? holds(doubleEnds) : holds(decimalEnds(digits))).toBe(true);
            found += 1;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            // Too large for an exponential, or a division by what may be zero.
            expect(error.kind).not.toBe('domain');
          }
        },
      ),
      { seed: 14, numRuns: 1500 },
    );
    expect(found).toBeGreaterThan(700);
  });

  it('a quick look in doubles', () => {
    let found = 0;
    fc.assert(
      fc.property(expressions, (node) => {
        const quick = quickEnclosure(node, environment);
        if (!quick) return;
        const exact = evaluateExact(node, environment);
        expect(quick.low <= doubleEnds.of(exact, true) && quick.high >= doubleEnds.of(exact, false)).toBe(
          true,
        );
        // An interval that holds nothing but itself is the number.
        if (quick.low === quick.high) expect(exact).toEqual(ofDouble(quick.low));
        found += 1;
      }),
      { seed: 15, numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(1500);
  });
});

/** A double, exactly. */
function ofDouble(x: number): Rational {
  let scale = 0n;
  let whole = x;
  for (; !Number.isInteger(whole); whole *= 2) scale += 1n;
  return rational(BigInt(whole), 1n << scale);
}

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
