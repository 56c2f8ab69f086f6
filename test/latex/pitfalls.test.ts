import { describe, expect, test } from 'vitest';
import { makeTable, readDisplay } from '../../src/latex/index.ts';
import { expectRefused, macros, reading } from './read.ts';

const tex = String.raw;

/** TeX on the left; on the right what it says, or a part of the words it is refused with. */
const READ: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'fractions and the slash': [
    [tex`\frac{d^2}{nn_0}`, 'd^2/(n*n[0])'],
    [tex`5d/n`, '5*d/n'],
    [tex`5\frac{d}{n}`, '5*(d/n)'],
    [tex`\frac12d`, '1/2*d'],
    [tex`\frac12 d`, '1/2*d'],
    [tex`\tfrac{4}{3}d^2r^2`, '4/3*d^2*r^2'],
    [tex`\frac{d}{d+1}`, 'd/(d + 1)'],
    [tex`d/\frac{n}{2}`, 'd/(n/2)'],
    [tex`1.5d`, '1.5*d'],
    [tex`0.05d`, '0.05*d'],
  ],
  'powers and scripts': [
    [tex`{n_0}^2`, 'n[0]^2'],
    [tex`{n}_0^2`, 'n[0]^2'],
    [tex`\mathbb{E}[K^2_w]`, 'E(Kw^2)'],
    [tex`\mathbb{E}[K_w^2]`, 'E(Kw^2)'],
    [tex`-d^2`, '-d^2'],
    [tex`2^{-n}`, '2^-n'],
    [tex`(d+1)^2`, '(d + 1)^2'],
    [tex`{(d+1)}^2`, '(d + 1)^2'],
    [tex`\sqrt[3]{n}`, 'n^(1/3)'],
    [tex`\sqrt2d`, 'sqrt(2)*d'],
    [tex`n!`, 'factorial(n)'],
    [tex`\binom{n}{2}`, 'binomial(n, 2)'],
    [tex`n_1^{2}`, 'n[1]^2'],
  ],
  juxtaposition: [
    [tex`d\cdot2`, 'd*2'],
    [tex`d(d-1)`, 'd*(d - 1)'],
    [tex`n(n+2)`, 'n*(n + 2)'],
    [tex`d\left(\frac{1}{2}+r\right)`, 'd*(1/2 + r)'],
    [tex`d\Big(\frac{1}{2}+r\Big)`, 'd*(1/2 + r)'],
  ],
  functions: [
    [tex`\exp(5\beta)(1+r)`, 'exp(5*Sum(i, 1, d, 1/n[i]))*(1 + r)'],
    [tex`\exp\lr{5d/n}\lr{1+r}`, 'exp(5*d/n)*(1 + r)'],
    [tex`\log^2 n`, 'log(n)^2'],
    [tex`e^{5d/n}d`, 'exp(5*d/n)*d'],
    [tex`\mathrm{e}^{5d/n}`, 'exp(5*d/n)'],
    [tex`\min(d,n)`, 'min(d, n)'],
    [tex`\lfloor d/2\rfloor`, 'floor(d/2)'],
    [tex`|d-n|`, 'abs(d - n)'],
  ],
  expectations: [
    [tex`\mathbb E K_w^2`, 'E(Kw^2)'],
    [tex`\E{K}^2`, 'E(K)^2'],
    [tex`\mathbb E^2[K]`, 'E(K)^2'],
    [tex`\mathbb{E}K\,\mathbb{E}K_b`, 'E(K)*E(Kb)'],
    [tex`\mathbb{E}[K]-\mathbb{E}K_b`, 'E(K) - E(Kb)'],
    [tex`2\Var[K]`, '2*(E(K^2) - E(K)^2)'],
    [tex`\operatorname{Var}(K)`, 'E(K^2) - E(K)^2'],
    [tex`\text{Var}(K)/d`, '(E(K^2) - E(K)^2)/d'],
    [tex`\Cov[K_w,K_b]`, 'E(Kw*Kb) - E(Kw)*E(Kb)'],
    [tex`E[K^2]`, 'E(K^2)'],
    ['𝔼[K²]', 'E(K^2)'],
    ['𝔼[K_w⁴]/σ_w²', 'E(Kw^4)/sigma_w2'],
  ],
  symbols: [
    [tex`\mathbb E[K_{\mathcal{N}}(x,x)^2]`, 'E(K^2)'],
    [tex`\mathbb E[K_{\mathcal N}(x,x)^2]`, 'E(K^2)'],
    [tex`\mathbb E[K_{\mathrm{w}}]`, 'E(Kw)'],
    [tex`\mathbb E[K_{\text{w}}]`, 'E(Kw)'],
    [tex`\mathbb E[\Theta(x,x)]`, 'E(K)'],
    [tex`\mathbb E[f(x)^2]`, 'E(f^2)'],
    [tex`\mathbb E[f^2(x)]`, 'E(f^2)'],
    [tex`\sigma_w^{2d}`, 'sigma_w2^d'],
    [tex`\mathbb E[f Q_{ww}]`, 'E(f*Qww)'],
    [tex`\sigma_w^4`, 'sigma_w2^2'],
    [tex`\sigma_w`, 'sqrt(sigma_w2)'],
    ["n'", 'm'],
    [tex`\pi`, 'pi'],
    ['d−1', 'd - 1'],
  ],
  'sums and products': [
    [tex`\sum_{i=1}^d n_i+1`, 'Sum(i, 1, d, n[i]) + 1'],
    [tex`\prod_{i=1}^{d-1}\left(1+\frac5{n_i}\right)r^2`, 'Prod(i, 1, d - 1, 1 + 5/n[i])*r^2'],
    [tex`\prod_{i=1}^d\frac1{n_{i-1}}\prod_{i=1}^dn_i\,r`, 'Prod(i, 1, d, 1/n[i - 1])*Prod(i, 1, d, n[i])*r'],
    [tex`\prod_{i=1}^d 2n_i`, 'Prod(i, 1, d, 2*n[i])'],
    [tex`\sum_{\substack{i,j=1\\ i\leq j}}^d n_in_j`, 'Sum(i, 1, d, Sum(j, i, d, n[i]*n[j]))'],
    [tex`\sum_{\substack{i,j=1\\ j<i}}^d n_in_j`, 'Sum(i, 1, d, Sum(j, 1, i - 1, n[i]*n[j]))'],
    [tex`\sum_{1\le i<j\le d}n_in_j`, 'Sum(i, 1, d - 1, Sum(j, i + 1, d, n[i]*n[j]))'],
    [tex`\sum_{d\ge i>j\ge1}n_in_j`, 'Sum(i, 2, d, Sum(j, 1, i - 1, n[i]*n[j]))'],
    [tex`\sum_{1\le i,j\le d}n_in_j`, 'Sum(i, 1, d, Sum(j, 1, d, n[i]*n[j]))'],
    [tex`\sum_{i,j=1}^d n_in_j`, 'Sum(i, 1, d, Sum(j, 1, d, n[i]*n[j]))'],
    [
      tex`\sum_{\substack{i,j=1\\ i\neq j}}^d n_in_j`,
      'Sum(i, 1, d, Sum(j, 1, i - 1, n[i]*n[j]) + Sum(j, i + 1, d, n[i]*n[j]))',
    ],
    [
      tex`\sum_{i=1}^d\sum_{\substack{j=1\\ j\neq i}}^d n_in_j`,
      'Sum(i, 1, d, Sum(j, 1, i - 1, n[i]*n[j]) + Sum(j, i + 1, d, n[i]*n[j]))',
    ],
    [tex`\sum_{i=1}^{d}\frac{1}{n_i}\sum_{j=1}^{i}n_j`, 'Sum(i, 1, d, 1/n[i]*Sum(j, 1, i, n[j]))'],
    [tex`\sum_{\ell=1}^{d}n_\ell`, 'Sum(ell, 1, d, n[ell])'],
    [tex`\sum_{i_1=1}^{d}n_{i_1}`, 'Sum(i_1, 1, d, n[i_1])'],
  ],
  'norms of the input': [
    [tex`\frac{\|x\|^2}{n_0}`, 'r'],
    [tex`\frac{d^2}{n_0^2}\norm{x}_2^4`, 'd^2*r^2'],
    [tex`|x|^2/n_0`, 'r'],
    [tex`\norm{x}_2^2`, 'r*n[0]'],
    [tex`\norm{x}/\sqrt{n_0}`, 'sqrt(r*n[0])/sqrt(n[0])'],
    [tex`\frac{\norm{x}^4}{\norm{x}^2n_0}`, 'r*(r*n[0])/(r*n[0])'],
    [tex`\frac{n_0}{\norm{x}^2}`, '1/r'],
  ],
  'relations and rows': [
    [tex`\mathbb E[K]=d=n`, 'E(K) {equals} d {equals} n'],
    [tex`\mathbb E[K]\leq d`, 'E(K) {at-most} d'],
    [tex`\mathbb E[K]\to d`, 'E(K) {tends-to} d'],
    [tex`\mathbb E[K]\simeq d.`, 'E(K) {within-constants} d'],
    [tex`\mathbb E[K]&=d\\&=n`, 'E(K) {equals} d {equals} n'],
    [tex`\mathbb E[K]&=d\\&+n`, 'E(K) {equals} d + n'],
    [tex`\mathbb E[K]&=d+\\&n`, 'E(K) {equals} d + n'],
    [tex`\begin{aligned}\mathbb E[K]&=d\\&=n\end{aligned}`, 'E(K) {equals} d {equals} n'],
    [tex`\mathbb E[K]&=d\\\mathbb E[K_b]&=n`, 'E(K) {equals} d ; E(Kb) {equals} n'],
    [tex`\mathbb E[K]&=d&\mathbb E[K_b]&=n`, 'E(K) {equals} d ; E(Kb) {equals} n'],
    [tex`d\left(1\right.\\\left.+n\right)`, 'd*(1 + n)'],
    [tex`\mathbb E[K]=d\mu,\qquad \mu=d/n`, 'E(K) {equals} d*(d/n)'],
    [tex`\mathbb E[K]=d\mu\text{ where }\mu:=d/n`, 'E(K) {equals} d*(d/n)'],
    [tex`\mathbb E[K]=\exp(\beta),\qquad\beta=d/n`, 'E(K) {equals} exp(d/n)'],
    [tex`\mathbb E[K]=d,\quad n\geq2`, 'E(K) {equals} d ; n {at-least} 2'],
    [tex`\mathbb E[K]=d,\quad n=2`, 'E(K) {equals} d ; n {equals} 2'],
    [tex`\mathbb E[K_w]=d,\quad\mathbb E[K_b]=n`, 'E(Kw) {equals} d ; E(Kb) {equals} n'],
    [tex`\mathbb E[K]=d(1+O(1/n))`, 'E(K) {asymptotic} d'],
    ['d % a comment }\n+1', 'd + 1'],
    [tex`\[d+1\]`, 'd + 1'],
    [tex`$d+1$`, 'd + 1'],
    [tex`$$d+1$$`, 'd + 1'],
    [tex`\begin{equation*}d+1\end{equation*}`, 'd + 1'],
  ],
};

const REFUSED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'fractions and the slash': [
    [tex`d^2/nn_0`, 'a/b c can be read in two ways'],
    [tex`1/2\pi`, 'a/b c can be read in two ways'],
    [tex`\mathbb E\left[\frac{dK}{d\lambda}\right]`, 'a derivative?'],
    [tex`\frac{\partial K}{\partial x}`, 'a derivative?'],
    [tex`d\over n`, tex`write \frac`],
  ],
  'powers and scripts': [
    [tex`d^23`, 'a script is one digit'],
    [tex`n_10`, 'a script is one digit'],
    [tex`{d+1}^2`, 'a script on braces'],
    [tex`d^2^3`, 'two superscripts'],
    [tex`d!!`, 'double factorials'],
    [tex`\mathbb{E}[f^{(2)}]`, 'is no power'],
    [tex`\mathbb{E}[f^*]`, 'is no power'],
    [tex`^2`, 'nothing before it'],
  ],
  juxtaposition: [
    [tex`3\frac12`, 'a mixed number'],
    [tex`1\,000`, 'right after a factor'],
    [tex`d 2`, 'right after a factor'],
    [tex`10\,{6}`, 'right after a factor'],
    [tex`n(2)3`, 'right after a factor'],
    [tex`1{,}5`, 'a decimal comma'],
    [tex`\mathbb E[K]=1,5`, 'a decimal comma'],
    [tex`d(n)`, 'a product or a value of a function'],
    [tex`d\pm1`, 'two signs at once'],
  ],
  functions: [
    [tex`\log n d`, 'where the argument of'],
    [tex`\log(n)^2`, 'two ways'],
    [tex`\log_2 n`, 'subscript'],
    ['ed', "unknown symbol 'e'"],
    ['exp(d)', "unknown symbol 'e'"],
  ],
  expectations: [
    [tex`K^2`, 'is random'],
    [tex`\mathbb{E}(K)^2`, 'two ways'],
    [tex`\mathbb E K_w d`, 'where this expectation ends'],
    [tex`\mathbb E_x[K]`, 'the subscript of'],
    [tex`\mathbb E[K\,|\,f]`, 'is open'],
    [tex`\Var[d]`, 'nothing random'],
    [tex`\mathbb E[d]`, 'nothing inside this expectation'],
    [tex`\mathbb E[\mathbb E[K]]`, 'inside an expectation'],
    [tex`\mathbb{P}(K>1)`, 'probabilities are not read'],
  ],
  symbols: [
    [tex`\mathbb E[K_{\mathcal N}(x,x')]`, 'unknown symbol'],
    [tex`\mathbb E[K(x)]`, 'an argument of'],
    [tex`\mathbb E[f^{-1}(x)]`, 'an argument of'],
    ["d'", 'unknown symbol'],
    [tex`\frac1{n_i}`, "unknown symbol 'i'"],
    [tex`\textcolor{red}{d}`, 'unknown symbol'],
    [tex`\mathcal{L}`, 'unknown symbol'],
    [tex`x^2`, 'the input'],
  ],
  'sums and products': [
    [tex`\sum_{i=1}^d n_i+n_i`, "unknown symbol 'i'"],
    [tex`\prod_{i=1}^d n_i/3`, 'a division after the term'],
    [tex`\prod_{i=1}^d 1+\frac5{n_i}`, 'which its term does not contain'],
    [tex`\prod_{i=1}^{d}2`, 'which its term does not contain'],
    [tex`\sum_{i=1}^d\frac1{n_j}`, "unknown symbol 'j'"],
    [tex`\sum_{j=1}^d\sum_{\ell=1}^j\frac{1}{n_j}`, 'which its term does not contain'],
    [tex`\sum_{i\neq j}n_in_j`, 'is not written'],
    [tex`\sum_{\substack{i_1,i_2=1\\ i_i<i_2}}^d n_{i_1}n_{i_2}`, 'none of the indices'],
    [tex`\sum_{d=1}^{n}d`, 'a symbol of the table'],
    [tex`\sum_{i\in S}n_i`, 'over a set'],
    [tex`\sum_i n_i`, 'without bounds'],
    [tex`\sum n_i`, 'without bounds'],
    [tex`n_1+\cdots+n_d`, 'dots are not read'],
    [tex`\sum_{i=1}^d-n_i`, 'where a term should stand'],
    [tex`\sum_{i=1}^d\sum_{\substack{j=1\\ j\neq i}}^n n_in_j`, 'another range'],
    [tex`\sum_{\substack{i=1\\ i>2}}^d n_i`, 'two bounds'],
    [tex`\sum_{i=1}^{i}n_i`, "unknown symbol 'i'"],
    [tex`\frac1d/\sum_{i=1}^{d}n_i`, 'right after /'],
  ],
  norms: [
    [tex`\lVert x\rVert_4^4`, '4-norm'],
    [tex`\norm{x}_\infty`, 'norm'],
    [tex`\norm{x_0}^2/n_0`, 'not the input'],
    [tex`\norm{K}`, 'not the input'],
  ],
  'relations and rows': [
    [tex`\mathbb E[K]=d+O(1/n)`, 'an O(...)'],
    [tex`\mathbb E[K]=d(1+O(1/n))+n`, 'an O(...)'],
    [tex`\mathbb E[K]=\exp(1+O(1/n))`, 'an O(...)'],
    [tex`\mathbb E[K]\leq d(1+O(1/n))`, 'nothing definite'],
    ['d=~=n', 'two relation signs'],
    ['=d', 'two relation signs'],
    [tex`\mathbb E[K]=d\quad(n\to\infty)`, 'is open'],
    [tex`\mathbb E[K]=d,\quad n\to\infty`, 'unknown symbol'],
    [tex`\mathbb E[K]\overset{(a)}{=}d`, 'over a sign'],
    [tex`\mathbb E[K]\xrightarrow{n\to\infty}d`, 'on an arrow'],
    [tex`\begin{cases}d\\n\end{cases}`, 'environment'],
    [tex`\mathbb E[K]=d\text{ with high probability}`, 'may change what the formula says'],
    [tex`\left.d\right|_{n=1}`, 'unknown symbol'],
    [tex`d\left(1+\right.\\\left.+n\right)`, 'where a term should stand'],
    [tex`\mathbb E[K]=1, 5`, 'stands beside a formula'],
    ['[0,d)', 'is open'],
    [tex`\[d+1`, 'is not closed'],
    ['$d+1', 'is not closed'],
    ['d}', 'closes nothing'],
    ['{d', 'is not closed'],
    ['', 'is empty'],
  ],
};

describe.each(Object.keys(READ))('%s', (name) => {
  test.each(READ[name]!)('%s', (source, text) => {
    expect(reading(source)).toBe(text);
  });
});

describe.each(Object.keys(REFUSED))('refused: %s', (name) => {
  test.each(REFUSED[name]!)('%s', (source, words) => {
    expectRefused(source, words);
  });
});

describe('what is kept beside the text', () => {
  test('a factor 1 + O(...) is the remainder of its side', () => {
    const { chains } = readDisplay(tex`\mathbb E[K]\simeq d\lr{1+O(d/n^2)}`, makeTable({}, macros), macros);
    expect(chains[0]!.remainders).toMatchObject([{ side: 1, order: 'd/n^2' }]);
  });

  test.each([tex`\sim`, tex`\approx`, tex`\asymp`, tex`\simeq`, tex`\lesssim`, '<'])(
    '%s means nothing undeclared',
    (sign) => {
      const { chains } = readDisplay(tex`\mathbb E[K] ${sign} d`, makeTable());
      expect(chains[0]!.relations[0]).toMatchObject({ sign, meaning: undefined });
    },
  );

  test('offsets are those of the source', () => {
    const source = tex`\E{K} = \frac{d}{2}`;
    const [left, right] = readDisplay(source, makeTable({}, macros), macros).chains[0]!.sides;
    expect(source.slice(right!.from, right!.to)).toBe(tex`\frac{d}{2}`);
    expect(left).toMatchObject({ from: 0, text: 'E(K)' });
  });

  test('a refusal has its line and column', () => {
    const source = 'd +\n  \\unknown';
    expect(() => readDisplay(source, makeTable())).toThrow(
      expect.objectContaining({ line: 2, column: 3, offset: 6, instead: expect.stringContaining('table') }),
    );
  });

  test('a product says where its term ends', () => {
    const { notes } = readDisplay(tex`\prod_{i=1}^{d}(1+5/n_i)r^2`, makeTable());
    expect(notes.map(({ text }) => text)).toEqual([expect.stringContaining('outside of the product')]);
  });

  test('a side that is not read leaves a chain of equations as it is, and is named', () => {
    const source = tex`\mathbb E[K_w]=\sum_{\gamma\in\Gamma}F(\gamma)=dr`;
    const { chains } = readDisplay(source, makeTable());
    expect(chains[0]!.sides.map(({ text }) => text)).toEqual(['E(Kw)', 'd*r']);
    expect(chains[0]!.unread).toHaveLength(1);
    expectRefused(source.replace('=dr', tex`\leq dr`), 'over a set');
  });

  test('a limit is a relation of its own', () => {
    const source = tex`\lim_{n\to\infty,\,d/n\to\lambda}\frac{\mathbb E[K^2]}{\mathbb E[K]^2}=e^{5\lambda}`;
    const { chains } = readDisplay(source, makeTable());
    expect(chains[0]!.limit).toEqual([tex`n\to\infty`, tex`d/n\to\lambda`]);
    expect(chains[0]!.relations[0]).toMatchObject({ kind: 'tends-to', meaning: 'tends-to' });
  });
});
