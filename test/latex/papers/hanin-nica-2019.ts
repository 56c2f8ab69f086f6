import type { Paper } from './paper.ts';

const tex = String.raw;

const BETA = 'Sum(i, 1, d, 1/n[i])';
const ORDER = 'Sum(i, 1, d, 1/n[i]^2)';

/** Formulas of Hanin & Nica 2019 (arXiv:1909.05989) as they are printed, with their slips. */
export const HANIN_NICA_2019: Paper = {
  work: 'hanin-nica-2019',
  preamble: tex`
\newcommand{\E}[1]{{\mathbb E}\left [#1\right]}
\newcommand{\e}{\mathbb E}
\newcommand{\lr}[1]{\ensuremath{\left(#1 \right)}}
\newcommand{\abs}[1]{\ensuremath{\left| #1 \right|}}
\newcommand{\set}[1]{\ensuremath{\{#1\}}}
\newcommand{\norm}[1]{\left\lVert#1\right\rVert}
\newcommand{\inprod}[2]{\ensuremath{\left\langle#1,#2\right\rangle}}
\newcommand{\mN}{\mathcal N}
\newcommand{\mE}[1]{\mathcal E\left(#1\right)}
\newcommand{\Kw}{K_{\mathrm{w}}}
\newcommand{\Kb}{K_{\mathrm{b}}}
\newcommand{\Dww}{\Delta_{\mathrm{ww}}}
\newcommand{\Dwb}{\Delta_{\mathrm{wb}}}
\newcommand{\leb}{\lambda}
\DeclareMathOperator{\Var}{Var}
\DeclareMathOperator{\wt}{wt}`,
  table: {
    symbols: {
      [tex`\beta`]: BETA,
      [tex`\Dww`]: 'f*Qww/2',
      [tex`\Dwb`]: 'f*Qwb/2',
      [tex`\Delta K_{\mN}(x,x)`]: 'f*Q',
    },
    relations: { [tex`\simeq`]: 'within-constants' },
  },
  formulas: [
    { tex: tex`\E{K_{\mN}(x,x)}~=~d\lr{\frac{1}{2}+\frac{\norm{x}_2^2}{n_0}}.`, says: 'E(K) {equals} d*(1/2 + r)' },
    {
      tex: tex`\frac{\E{K_{\mN}(x,x)^2}}{\E{K_{\mN}(x,x)}^2}~\simeq~\exp(5 d/n)\lr{1+O(d/n^2)}.`,
      says: 'E(K^2)/E(K)^2 {within-constants} exp(5*d/n)',
      remainder: 'd/n^2',
    },
    {
      tex: tex`\frac{\E{\Delta K_{\mN}(x,x)}}{\E{K_{\mN}(x,x)}}~\simeq~\frac{d^2}{n n_0}\exp(5 d/n)\lr{1+O(d/n^2)},`,
      says: 'E(f*Q)/E(K) {within-constants} d^2/(n*n[0])*exp(5*d/n)',
      remainder: 'd/n^2',
    },
    {
      tex: tex`\frac{\E{K_{\mN}(x,x)^2}}{\E{K_{\mN}(x,x)}^2}~\simeq~\exp\left(5\beta\right)\lr{1+O\lr{\beta/n}},\qquad \beta = d/n.`,
      says: 'E(K^2)/E(K)^2 {within-constants} exp(5*(d/n))',
      remainder: 'd/n/n',
    },
    {
      tex: tex`\frac{\E{\Delta K_{\mN}(x,x)}}{\E{K_{\mN}(x,x)}}~\simeq~ \frac{d\beta}{n_0}\exp\lr{5\beta}\lr{1+O\lr{d/n^2}},\qquad \beta ~=~ d/n.`,
      says: 'E(f*Q)/E(K) {within-constants} d*(d/n)/n[0]*exp(5*(d/n))',
      remainder: 'd/n^2',
    },
    { tex: tex`\E{\Kw}~=~\frac{d}{n_0}\norm{x}_2^2.`, says: 'E(Kw) {equals} d*r' },
    {
      tex: tex`\E{\Kw^2}~\simeq~\frac{d^2}{n_0^2}\norm{x}_2^4\exp\lr{5\beta}\lr{1+O\lr{\sum_{i=1}^d \frac{1}{n_i^2}}},\qquad \beta~:=~ \sum_{i=1}^{d}\frac{1}{n_i}.`,
      says: `E(Kw^2) {within-constants} d^2*r^2*exp(5*${BETA})`,
      remainder: ORDER,
    },
    {
      tex: tex`\E{\Dww}~\simeq~ \frac{\norm{x}_2^4}{n_0^2}\left[\sum_{\substack{i_1,i_2=1\\i_i<i_2}}^d \sum_{\ell=i_1}^{i_2-1} \frac{1}{n_\ell} e^{-5/n_\ell-6\sum_{i=i_1}^{\ell-1}\frac{1}{n_i}}\right]\exp\lr{5\beta}\lr{1+O\lr{\sum_{i=1}^d\frac{1}{n_i^2}}}.`,
      refused: 'none of the indices',
      slip: 'i_i for i_1 in the condition',
    },
    {
      tex: tex`\E{\Dww}~\simeq~ \frac{\norm{x}_2^4}{n_0^2}\left[\sum_{\substack{i_1,i_2=1\\i_1<i_2}}^d \sum_{\ell=i_1}^{i_2-1} \frac{1}{n_\ell} e^{-5/n_\ell-6\sum_{i=i_1}^{\ell-1}\frac{1}{n_i}}\right]\exp\lr{5\beta}`,
      says: `E(f*Qww/2) {within-constants} r^2*Sum(i_1, 1, d, Sum(i_2, i_1 + 1, d, Sum(ell, i_1, i_2 - 1, 1/n[ell]*exp(-(5/n[ell]) - 6*Sum(i, i_1, ell - 1, 1/n[i])))))*exp(5*${BETA})`,
      mended: true,
    },
    { tex: tex`\E{\Kb}~=~\frac{d}{2}.`, says: 'E(Kb) {equals} d/2' },
    {
      tex: tex`\E{\Kb^2}~\simeq~\left[\sum_{\substack{i,j=1\\ i\leq j}}^d e^{-5\sum_{\ell = 1}^j \frac{1}{n_i}}\right]\exp\lr{5\sum_{i=1}^d\frac{1}{n_i}}\lr{1+O\lr{\sum_{i=1}^d \frac{1}{n_i^2}}}.`,
      refused: 'which its term does not contain',
      slip: 'the inner sum runs over \\ell, its term has i',
    },
    {
      tex: tex`\E{\Kb^2}~\simeq~\left[\sum_{\substack{i,j=1\\ i\leq j}}^d e^{-5\sum_{\ell = 1}^j \frac{1}{n_\ell}}\right]\exp\lr{5\sum_{i=1}^d\frac{1}{n_i}}`,
      says: `E(Kb^2) {within-constants} Sum(i, 1, d, Sum(j, i, d, exp(-(5*Sum(ell, 1, j, 1/n[ell])))))*exp(5*${BETA})`,
      mended: true,
    },
    {
      tex: tex`\E{\Kb\Kw}~\simeq~\frac{d\norm{x}_2^2}{n_0} \left[\sum_{j=1}^d e^{-5 \sum_{i=1}^j \frac{1}{n_i}}\right] \exp\lr{5\sum_{i=1}^d\frac{1}{n_i}}\lr{1+O\lr{\sum_{i=1}^d\frac{1}{n_i^2}}}.`,
      says: `E(Kb*Kw) {within-constants} d*r*Sum(j, 1, d, exp(-(5*Sum(i, 1, j, 1/n[i]))))*exp(5*${BETA})`,
      remainder: ORDER,
    },
    {
      tex: tex`\E{\Dwb}~\simeq~  \frac{\norm{x}_2^2}{n_0}\exp\lr{5\sum_{i=1}^d \frac{1}{n_i}}\left[\sum_{\substack{i,j=1\\j<i}}^d e^{-5\sum_{\alpha=1}^j \frac{1}{n_\alpha}}\sum_{\ell=j}^{i-1} \frac{1}{n_\ell} e^{-6\sum_{\alpha=j+1}^{\ell-1}\frac{1}{n_\alpha}}\right]\lr{1+O\lr{\sum_{i=1}^d \frac{1}{n_i^2}}}.`,
      says: `E(f*Qwb/2) {within-constants} r*exp(5*${BETA})*Sum(i, 1, d, Sum(j, 1, i - 1, exp(-(5*Sum(alpha, 1, j, 1/n[alpha])))*Sum(ell, j, i - 1, 1/n[ell]*exp(-(6*Sum(alpha, j + 1, ell - 1, 1/n[alpha]))))))`,
      remainder: ORDER,
    },
    {
      tex: tex`\E{K_{\mN}(x,x)}~\simeq~d\lr{1 + \frac{\norm{x_0}_2^2}{n_0}},`,
      refused: 'not the input',
      slip: 'x_0 for x',
    },
    {
      tex: tex`\frac{\E{K_{\mN}(x,x)^2}}{\E{K_{\mN}(x,x)}^2}~\simeq~ \exp(5d/n)\lr{1+O(d^2/n)}`,
      says: 'E(K^2)/E(K)^2 {within-constants} exp(5*d/n)',
      remainder: 'd^2/n',
    },
    {
      tex: tex`\e[\Kw^2]~\simeq ~ \frac{1}{n_0^2}\mE{\widehat{F}_*(V)},`,
      refused: 'unknown symbol',
      beyond: 'an average over pairs of paths',
    },
    {
      tex: tex`\e[\Kw^2]~\simeq ~ \sum_{V\in \Gamma^2} F_*(V)3^{\#\mathrm{loops}(V)}.`,
      refused: 'over a set',
      beyond: 'a sum over pairs of paths',
    },
    {
      tex: tex`\e[\Kw^2]~\simeq ~ \sum_{E\in \Sigma_{even}^4}F_*(E) \mathrm{Jacobian}(E, e_1,e_2),`,
      refused: 'over a set',
      beyond: 'a sum over multisets of edges',
    },
    {
      tex: tex`\E{\frac{\prod_{k=1}^4 \wt(\gamma_k)}{W_{e_1}^2W_{e_2}^2}}~=~F(\Gamma, e_1,e_2),`,
      refused: 'unknown symbol',
      beyond: 'weights of paths',
    },
    {
      tex: tex`\e[\Kw^2]~=\sum_{\substack{ \gamma_1,\gamma_2,\gamma_3,\gamma_4\\\mathrm{even}}} \sum_{\substack{e_1\in \gamma_1\cap \gamma_2\\e_2\in \gamma_3\cap \gamma_4}} \E{\frac{\prod_{k=1}^4 \wt(\gamma_k)}{W_{e_1}^2W_{e_2}^2}}`,
      refused: 'without bounds',
      beyond: 'a sum over paths',
    },
    {
      tex: tex`\exp\lr{5\beta}\lr{\frac{d^2\norm{x}_2^4}{n_0^2}~+~ \frac{d\norm{x}_2^2}{n_0} \sum_{j=1}^d e^{-5 \sum_{i=1}^{j} \frac{1}{n_i}} ~+~\sum_{\substack{i,j=1\\ i\leq j}}^d e^{-5 \sum_{i=1}^{j} \frac{1}{n_i}}},\qquad \beta~=~\sum_{i=1}^{d}\frac{1}{n_i}`,
      says: `exp(5*${BETA})*(d^2*r^2 + d*r*Sum(j, 1, d, exp(-(5*Sum(i, 1, j, 1/n[i])))) + Sum(i, 1, d, Sum(j, i, d, exp(-(5*Sum(i, 1, j, 1/n[i]))))))`,
      noMoments: true,
    },
    {
      tex: tex`\exp(5d/n)\left[n^2\lr{1-e^{-5d/n}-5\frac{d}{n}e^{-5d/n}}~+~\frac{d n\norm{x}_2^2}{n_0}\lr{1-e^{-5d/n}}+\frac{d^2}{n_0^2}\norm{x}_2^4~+~O\lr{\frac{1}{n}}\right]`,
      refused: 'O(...)',
      noMoments: true,
    },
    {
      tex: tex`d^2\exp(5d/n)\lr{1+\frac{\norm{x}_2^2}{n_0}}^2.`,
      says: 'd^2*exp(5*d/n)*(1 + r)^2',
      noMoments: true,
    },
    {
      tex: tex`\frac{d^2\norm{x}_2^4}{n_0^2}\exp(5d/n)`,
      says: 'd^2*r^2*exp(5*d/n)',
      noMoments: true,
    },
    { tex: tex`\beta~:=~\sum_{i=1}^d \frac{1}{n_j},`, refused: "unknown symbol 'j'", slip: 'i for j', noMoments: true },
    {
      tex: tex`K_{\mN}(x,x')~~=~~\sum_{p=1}^P \frac{\partial \mN}{\partial \theta_p}(x)\frac{\partial \mN}{\partial \theta_p}(x').`,
      refused: 'unknown symbol',
      noMoments: true,
    },
    { tex: tex`K_{\mN}(x,x)~=~\Kw~+~\Kb,`, refused: 'is random', noMoments: true },
    { tex: tex`\Delta \theta_p ~~=~~ -\leb ~\frac{\partial \mathcal L}{ \partial \theta_p},\qquad p=1,\ldots, P`, refused: 'unknown symbol', noMoments: true },
    { tex: tex`n_i,d\rightarrow \infty,\qquad 0<\lim_{n_i,d\rightarrow \infty}\sum_{i=1}^d \frac{1}{n_i}<\infty,`, refused: "unknown symbol", noMoments: true },
  ],
};
