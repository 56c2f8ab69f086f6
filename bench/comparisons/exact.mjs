import { formatRational, moment } from '../../dist/index.js';
import { ntk } from '../harness/networks.mjs';
import { python } from '../harness/peer.mjs';
import { own } from '../harness/side.mjs';

const WIDTH = 100;

export const exact = {
  name: 'exact',
  title: 'Exact moments',
  rows: [100, 1000].map((depth) => {
    const { network } = ntk({ width: WIDTH, depth });
    const value = formatRational(moment(network, { K: 2 }));
    const recursion = (name, module, number) =>
      python(name, module, 'exact_recursion.py', [number, depth, WIDTH]);
    return {
      what: `E(K²) exactly, depth ${depth}, width ${WIDTH}`,
      ours: own('ntkcheck moment', (count) => {
        for (let i = 0; i < count; i++) moment(network, { K: 2 });
      }),
      peers: [
        recursion('Python fractions', 'fractions', 'fractions'),
        recursion('SymPy Rational', 'sympy', 'sympy'),
      ],
      check([found], name) {
        if (found !== value) throw new Error(`${name}: E(K²) at depth ${depth} is another number`);
      },
    };
  }),
};
