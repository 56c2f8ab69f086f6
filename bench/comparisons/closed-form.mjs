import { deriveQuantity, parseExpression, rational, statementOf } from '../../dist/index.js';
import { NTK_FAMILY } from '../harness/networks.mjs';
import { python } from '../harness/peer.mjs';
import { own } from '../harness/side.mjs';

const TEXT = 'E(Kw^2)';

const family = { ...NTK_FAMILY, biasGradient: rational(1), outputSigmaW2: 'sigma_w2' };

export const closedForm = {
  name: 'closed-form',
  title: 'Closed forms',
  rows: [
    {
      what: 'E(Kw²) in closed form over all depths and widths',
      ours: own('ntkcheck derive', (count) => {
        const scope = { symbols: new Set(), lists: new Set(), form: 'quantity' };
        const { expression } = parseExpression(TEXT, scope);
        for (let i = 0; i < count; i++) {
          const forms = deriveQuantity(expression, family, {});
          statementOf(expression, forms, family, {});
        }
      }),
      peers: [python('SymPy', 'sympy', 'sympy_closed_form.py', [])],
    },
  ],
};
