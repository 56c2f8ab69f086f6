// One input, O(1) variates a layer. Given the forward pass a row of W is Gaussian with a fixed component along the
// activation below, so that squared lengths and the product h = z·J form a Markov chain:
//
//   forward    q_l = v_l S_{l-1} + s_l,   S_l = q_l χ²(m_l),   m_l ~ Binomial(n_l, 1/2)
//   backward   t = v √S_{l-1} h_l / q_l + √(P_l v s_l / q_l) N(0,1),   P_{l-1} = t² + v P_l χ²(m_{l-1} - 1),
//              h_{l-1} = √S_{l-1} t,   from h_d = f and P_d = 1
//
// Var(W_i·â | z_i) = v - v² S/q = v s/q, where â = a/|a|; the other coordinates of the open neurons are free.
import {
  allocate, biasScale, biasVariance, depth, fairGates, inputSquare, reluOutput, weightScale, weightVariance, width,
} from './network.ts';
import { coin } from './generator.ts';
import { chiSquare, halfBinomial } from './laws.ts';
import { normal } from './normal.ts';

/** Layer l = 0 … d: S_l, q_l, m_l. */
const STRIDE: usize = 24;
let chain: usize = 0;

export function prepareCollapsed(): void {
  chain = allocate(STRIDE * <usize>(depth + 1));
  store<f64>(chain, inputSquare);
}

export function collapsedSample(row: usize): void {
  let square = inputSquare;
  for (let l = 1; l < depth; l++) {
    const at = chain + STRIDE * <usize>l;
    const q = weightVariance(l) * square + biasVariance(l);
    // At q = 0 every pre-activation is exactly zero.
    const open = q > 0.0 || fairGates ? halfBinomial(width(l)) : 0;
    square = q > 0.0 ? q * chiSquare(open) : 0.0;
    store<f64>(at, square);
    store<f64>(at, q, 8);
    store<i32>(at, open, 16);
  }
  let q = weightVariance(depth) * square + biasVariance(depth);
  let output = q > 0.0 ? Math.sqrt(q) * normal() : 0.0;
  const isOpen = !reluOutput || output > 0.0 || (output === 0.0 && fairGates && coin());
  if (!isOpen) output = 0.0;
  let product = output;
  let length = isOpen ? 1.0 : 0.0;
  let weightPart = weightScale(depth) * square * length;
  let biasPart = biasScale(depth) * length;
  for (let l = depth; l > 1; l--) {
    const below = chain + STRIDE * <usize>(l - 1);
    const v = weightVariance(l);
    const s = biasVariance(l);
    const open = load<i32>(below, 16);
    square = load<f64>(below);
    if (square > 0.0) {
      if (s > 0.0) {
        const root = Math.sqrt(square);
        const along = (v * root * product) / q + Math.sqrt((length * v * s) / q) * normal();
        length = along * along + v * length * chiSquare(open - 1);
        product = root * along;
      } else {
        // Without a bias h is f at every layer, and t = h/√S.
        length = (product * product) / square + v * length * chiSquare(open - 1);
      }
    } else {
      length = v * length * chiSquare(open);
      product = 0.0;
    }
    q = load<f64>(below, 8);
    weightPart += weightScale(l - 1) * load<f64>(below - STRIDE) * length;
    biasPart += biasScale(l - 1) * length;
  }
  store<f64>(row, output);
  store<f64>(row, weightPart, 8);
  store<f64>(row, biasPart, 16);
}
