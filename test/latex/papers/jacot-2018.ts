import type { Paper } from './paper.ts';

const tex = String.raw;

/** Formulas of Jacot, Gabriel & Hongler 2018 (arXiv:1806.07572): kernels of infinite width, not one of them a moment. */
export const JACOT_2018: Paper = {
  work: 'jacot-2018',
  preamble: '',
  table: {},
  formulas: [
    { tex: tex`\Theta^{(L)}(\theta)\to\Theta^{(L)}_\infty\otimes Id_{n_L}`, refused: '', noMoments: true },
    {
      tex: tex`\Sigma^{(1)}(x,x')=\frac{1}{n_0}x^Tx'+\beta^2`,
      refused: '',
      noMoments: true,
    },
    {
      tex: tex`\Sigma^{(L+1)}(x,x')=\mathbb{E}_{f\sim\mathcal{N}(0,\Sigma^{(L)})}[\sigma(f(x))\sigma(f(x'))]+\beta^2`,
      refused: '',
      beyond: 'an expectation over a Gaussian process',
    },
    {
      tex: tex`\Theta^{(L+1)}_\infty(x,x')=\Theta^{(L)}_\infty(x,x')\dot\Sigma^{(L+1)}(x,x')+\Sigma^{(L+1)}(x,x')`,
      refused: '',
      noMoments: true,
    },
    {
      tex: tex`\partial_tf_{\theta(t)}=-\nabla_{\Theta^{(L)}}C|_{f_{\theta(t)}}`,
      refused: '',
      noMoments: true,
    },
  ],
};
