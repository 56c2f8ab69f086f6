import type { Paper } from './paper.ts';

const tex = String.raw;

/**
 * The quantities of Seleznova & Kutyniok 2022 (arXiv:2202.00553) in the letters that the paper uses: \Theta for the NTK, L and M
 * for depth and width. The right sides are those of the library, in the paper's letters.
 */
export const SELEZNOVA_KUTYNIOK_2022: Paper = {
  work: 'seleznova-kutyniok-2022',
  preamble: tex`
\newcommand{\EE}{\mathbb{E}}
\def\sw{\sigma_w}
\def\sb{\sigma_b}`,
  table: { symbols: { M: 'n', L: 'd', [tex`\Theta(x)`]: 'K' } },
  formulas: [
    {
      tex: tex`\frac{\EE[\Theta(x,x)^2]}{\EE^2[\Theta(x,x)]} \to \frac{e^{5\lambda}(9\lambda^2+6\lambda-1)+e^{-\lambda}}{27\lambda^2}`,
      says: 'E(K^2)/E(K)^2 {tends-to} (exp(5*lambda)*(9*lambda^2 + 6*lambda - 1) + exp(-lambda))/(27*lambda^2)',
    },
    {
      tex: tex`\lim_{M\to\infty,\,L/M\to\lambda}\frac{\EE[\Theta^2(x,x)]}{\EE^2[\Theta(x,x)]}=1`,
      says: 'E(K^2)/E(K)^2 {tends-to} 1',
    },
    {
      tex: tex`\frac{\EE\left[\Theta(x)^2\right]}{\EE\left[\Theta(x)\right]^2} \leq 1 + \frac{L}{M}\Big(\frac{\sw^2}{2}\Big)^{2L},\qquad \sw^2<2`,
      says: 'E(K^2)/E(K)^2 {at-most} 1 + d/n*(sigma_w2/2)^(2*d) ; sigma_w2 {below?} 2',
    },
    {
      tex: tex`\mathrm{Var}[\Theta] = \EE[\Theta^2]-\EE[\Theta]^2`,
      says: 'E(K^2) - E(K)^2 {equals} E(K^2) - E(K)^2',
    },
    {
      tex: tex`\begin{aligned}\EE[\Theta] &= \frac{\sw^{2L}}{2^{L}}\left(L+\sb^2\right)\\ &\sim L\end{aligned}`,
      says: 'E(K) {equals} sigma_w2^d/2^d*(d + sigma_b2) {similar?} d',
    },
    {
      tex: tex`\mathbb{P}\left(\left|\frac{\Theta_T}{\Theta_0}-1\right|>\epsilon\right)\to0`,
      refused: 'probabilities are not read',
      noMoments: true,
    },
  ],
};
