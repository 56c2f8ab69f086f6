import { expect, test } from 'vitest';
import { parseExpression } from '../../src/expression/index.ts';
import { needsQ } from '../../src/quantity/needs-q.ts';

const read = (text: string) =>
  parseExpression(text, { symbols: new Set(['Q_max', 'r']), lists: new Set(), form: 'quantity' }).expression;

test.each(['E(Q)', 'E(f*Qww)', '1 + Sum(i, 1, 2, E( K*( Qbw + 1 ) )/i)', 'E(K)/E(Qbb^2)'])(
  '%s needs Q',
  (text) => {
    expect(needsQ([read('E(K)'), read(text)])).toBe(true);
  },
);

test.each(['E(K)', 'Q_max*E(Kw^2)', 'E(Q_max*f)', 'E(f^4)/r'])('%s does not', (text) => {
  expect(needsQ([read(text)])).toBe(false);
});
