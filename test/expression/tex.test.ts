import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/expression/index.ts';

const symbols = new Set([
  'd',
  'r',
  'x',
  'b',
  'm',
  'n0',
  'sigma_w2',
  'sigma_b2',
  'lambda',
  'theta_0',
  'width',
  'n_in',
  '__a',
]);
const tex = (text: string, form: 'quantity' | 'condition' = 'quantity'): string =>
  parseExpression(text, { symbols, lists: new Set(['n']), form, named: true }).tex;

describe('TeX', () => {
  it.each([
    ['d*(1/2 + r)', String.raw`d\cdot\left(\frac{1}{2}+r\right)`],
    ['E(K^2)/E(K)^2', String.raw`\frac{\mathbb{E}\left[K^{2}\right]}{\mathbb{E}\left[K\right]^{2}}`],
    ['E(Kw*Qwb)', String.raw`\mathbb{E}\left[K_w\cdot Q_{wb}\right]`],
    ['Prod(i, 1, d - 1, 1 + 5/n[i])', String.raw`\prod_{i=1}^{d-1}\left(1+\frac{5}{n_{i}}\right)`],
    ['Prod(i, 1, d, (1 + x))', String.raw`\prod_{i=1}^{d}\left(1+x\right)`],
    ['Sum(j, 1, d, j)', String.raw`\sum_{j=1}^{d}j`],
    ['Sum(j, 1, d, -j)', String.raw`\sum_{j=1}^{d}\left(-j\right)`],
    ['Sum(j, 1, d, j)*x', String.raw`\left(\sum_{j=1}^{d}j\right)\cdot x`],
    ['x*Sum(j, 1, d, j)', String.raw`x\cdot\sum_{j=1}^{d}j`],
    ['Sum(j, 1, d, Sum(k, 1, j, k))^2', String.raw`\left(\sum_{j=1}^{d}\sum_{k=1}^{j}k\right)^{2}`],
    ['sigma_w2 + sigma_b2', String.raw`\sigma_w^2+\sigma_b^2`],
    ['sigma_w2^2', String.raw`\left(\sigma_w^2\right)^{2}`],
    ['lambda*n0*theta_0', String.raw`\lambda\cdot n_0\cdot\theta_0`],
    ['b + m', 'b+m'],
    ['width*n_in', String.raw`\mathrm{width}\cdot n_{in}`],
    ['__a', String.raw`\mathrm{\_\_a}`],
    ['exp(-x)^2', String.raw`\exp\left(-x\right)^{2}`],
    ['log(x)', String.raw`\log\left(x\right)`],
    ['sqrt(x)/abs(x)', String.raw`\frac{\sqrt{x}}{\left|x\right|}`],
    ['binomial(d, 2)', String.raw`\binom{d}{2}`],
    ['factorial(d - 1) + d!', String.raw`\left(d-1\right)!+d!`],
    ['factorial(d)^2', String.raw`\left(d!\right)^{2}`],
    ['floor(d/2)', String.raw`\left\lfloor\frac{d}{2}\right\rfloor`],
    ['max(x, d)', String.raw`\max\left(x,d\right)`],
    ['x - (-d)', String.raw`x-\left(-d\right)`],
    ['(x/d)^2', String.raw`\left(\frac{x}{d}\right)^{2}`],
    ['x^d^2', 'x^{d^{2}}'],
    ['2^-2', '2^{-2}'],
    ['(-x)^2', String.raw`\left(-x\right)^{2}`],
    ['1e-3*x', String.raw`1\cdot10^{-3}\cdot x`],
    ['0.10000000000000000000000000000001', '0.10000000000000000000000000000001'],
    ['pi*x', String.raw`\pi\cdot x`],
    ['3*MeetingMean(6)', String.raw`3\cdot M\left(6\right)`],
    ['PathMoment(Kw*f^2)/r', String.raw`\frac{\mathbb{E}_{\Gamma}\left(K_w\cdot f^{2}\right)}{r}`],
    ['PathCount()', String.raw`\#\Gamma`],
  ])('%s', (text, expected) => {
    expect(tex(text)).toBe(expected);
  });

  it('of a condition', () => {
    expect(tex('1 <= x and x != d and d == 2', 'condition')).toBe(
      String.raw`1\leq x\wedge x\neq d\wedge d=2`,
    );
  });
});
