import { describe, expect, test } from 'vitest';
import { type ParseOptions, parseExpression } from '../../src/expression/index.ts';
import { FORMULAS, loadLibrary } from '../../src/files/library.ts';
import { typeset } from '../../src/report/typeset.ts';

const NAMES = {
  symbols: new Set(['d', 'r', 'x', 'y', 'lambda', 'sigma_w2', 'output_sigma_w2', 'mu_4', 'n0']),
  lists: new Set(['n']),
  named: true,
};

const set = (text: string, width = 200, form: ParseOptions['form'] = 'quantity'): string[] =>
  typeset(parseExpression(text, { ...NAMES, form }).expression, width);

describe('on one line', () => {
  test.each([
    ['d*(1 + 2*r)', 'd·(1 + 2·r)'],
    ['x - (y - 1) - d', 'x - (y - 1) - d'],
    ['x - -y', 'x - -y'],
    ['(x*y)*(d*r)', 'x·y·(d·r)'],
    ['x/y', 'x/y'],
    ['1/2*r', '1/2·r'],
    ['2^3', '2³'],
    ['x^12', 'x¹²'],
    ['-x^2', '-x²'],
    ['(-x)^2', '(-x)²'],
    ['(x + 1)^2', '(x + 1)²'],
    ['(x/y)^2', '(x/y)²'],
    ['(x^2)^3', '(x²)³'],
    ['0.25', '1/4'],
    ['lambda*mu_4 + pi', 'λ·μ₄ + π'],
    ['sigma_w2*n0', 'σ_w²·n₀'],
    ['output_sigma_w2', 'output σ_w²'],
    ['n[0] + n[12]', 'n₀ + n₁₂'],
    ['n[d] + n[d - 1]', 'n[d] + n[d-1]'],
    ['abs(x - y)', '│x - y│'],
    ['floor(d/2)', '⌊d/2⌋'],
    ['sqrt(x)', '√(x)'],
    ['log(x) + max(d, 1)', 'log(x) + max(d, 1)'],
    ['factorial(d + 1)', '(d + 1)!'],
    ['E(f^2*K) - E(K)^2', 'E[f²·K] - E[K]²'],
    ['PathCount()', 'PathCount()'],
    ['PathMoment(Kw*Kb)', 'PathMoment(Kw·Kb)'],
    ['PMoved(1, r, 1/2)', 'PMoved(1, r, 1/2)'],
  ])('%s is %s', (text, line) => expect(set(text)).toEqual([line]));

  test.each([
    ['1 <= d and d != 3', '1 ≤ d and d ≠ 3'],
    ['x >= y and x < 2 and x > 1 and d == 1', 'x ≥ y and x < 2 and x > 1 and d = 1'],
  ])('the condition %s is %s', (text, line) => expect(set(text, 200, 'condition')).toEqual([line]));
});

describe('what could be read as something else has brackets', () => {
  test.each([
    ['sigma_w2^2', '(σ_w²)²'],
    ['factorial(factorial(d))', '(d!)!'],
    ['factorial(d)^2', '(d!)²'],
    ['sqrt(x)^2', '(√(x))²'],
    ['x*(y/2)', 'x·(y/2)'],
    ['-(x + y)', '-(x + y)'],
    ['0.5^2', '(1/2)²'],
  ])('%s is %s', (text, line) => expect(set(text)).toEqual([line]));

  test('what is divided by half is not divided by one, and then by two', () => {
    expect(set('x/0.5')).toEqual(['  x', '─────', ' 1/2']);
  });

  test('a Sum or Prod before another factor, but none as the last', () => {
    expect(set('r*Sum(i, 1, d, n[i])*x')).toEqual(['  ⎛ d    ⎞', 'r·⎜ Σ  nᵢ⎟·x', '  ⎝i=1   ⎠']);
    expect(set('Prod(i, 1, d, n[i])*x')).toEqual(['⎛ d    ⎞', '⎜ Π  nᵢ⎟·x', '⎝i=1   ⎠']);
    expect(set('r*Sum(i, 1, d, n[i]*x)')).toEqual(['   d', 'r· Σ  nᵢ·x', '  i=1']);
    expect(set('Prod(i, 1, d, n[i]) + x')).toEqual([' d', ' Π  nᵢ + x', 'i=1']);
    expect(set('Prod(i, 1, d, n[i] + x)')).toEqual([' d', ' Π  (nᵢ + x)', 'i=1']);
  });
});

describe('on several lines', () => {
  test('fractions have a bar as long as their longer part, on the writing line', () => {
    expect(set('1 + (x + 1)/y')).toEqual(['     x + 1', '1 + ───────', '       y']);
  });

  test('fractions in fractions', () => {
    expect(set('1/(1 + 1/(1 + x))')).toEqual([
      '      1',
      '─────────────',
      '        1',
      ' 1 + ───────',
      '      1 + x',
    ]);
  });

  test('powers that are not whole numbers are raised, and powers of what is tall', () => {
    expect(set('2^-d')).toEqual([' -d', '2']);
    expect(set('x^y^2')).toEqual([' y²', 'x']);
    expect(set('(x/(y + 1))^2')).toEqual(['         2', '⎛   x   ⎞', '⎜───────⎟', '⎝ y + 1 ⎠']);
    expect(set('exp(5*lambda)')).toEqual([' 5·λ', 'e']);
    expect(set('exp(-d/(x + 1))')).toEqual([' -d/(x + 1)', 'e']);
  });

  test('sums and products over layers have their bounds above and below', () => {
    expect(set('Sum(j, 1, d, Prod(i, j, d - 1, 1 + 5/n[i]))')).toEqual([
      ' d  d - 1',
      ' Σ    Π   (1 + 5/nᵢ)',
      'j=1  i=j',
    ]);
    expect(set('exp(Sum(i, 1, d, 1/n[i]))')).toEqual(['  d', '  Σ  1/nᵢ', ' i=1', 'e']);
  });

  test('binomials, and calls of what is tall', () => {
    expect(set('binomial(d, 2)')).toEqual(['⎛d⎞', '⎜ ⎟', '⎝2⎠']);
    expect(set('min(x, y/(x + 1))')).toEqual(['   ⎛      y   ⎞', 'min⎜x, ───────⎟', '   ⎝    x + 1 ⎠']);
  });
});

test('a long sum is broken between its terms, each line at most as wide as asked for', () => {
  const terms = Array.from({ length: 30 }, (_, i) => `${i + 10}*x/(y + ${i})`);
  const lines = set(terms.join(' - '), 60);
  expect(lines.length).toBeGreaterThan(9);
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(60);
  const flat = lines.join(' ');
  for (let i = 0; i < 30; i++) expect(flat).toContain(`${i + 10}·x`);
  expect(flat.match(/ - /g)).toHaveLength(29);
});

const { statements } = loadLibrary(FORMULAS);

test.each(statements.map((one) => [one.id, one] as const))(
  '%s can be typeset, at any width',
  (_, statement) => {
    const { claims, definitions, domain } = statement;
    const parsed = [
      ...claims.flatMap(({ quantity, formula }) => [quantity, formula]),
      ...definitions.values(),
      ...(domain.where ? [domain.where] : []),
    ];
    for (const { text, expression } of parsed)
      for (const width of [1, 40, 120]) {
        const lines = typeset(expression, width);
        const drawn = lines.join('');
        expect(drawn, text).not.toMatch(/undefined|NaN|\[object/);
        // Every number of the text is there, in some size.
        const digits = (some: string): string => some.normalize('NFKC').replace(/\D/g, '');
        if (!/[.e]/.test(text))
          expect(digits(drawn).length, text).toBeGreaterThanOrEqual(digits(text).length);
        for (const line of lines) expect(line).toBe(line.trimEnd());
      }
  },
);
