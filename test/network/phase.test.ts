import { expect, test } from 'vitest';
import { phase } from '../../src/network/phase.ts';
import { parseRational } from '../../src/rational/text.ts';

test.each([
  ['2', '0', 'edge of chaos'],
  ['2', '1/1000000000000', 'critical with biases'],
  ['1.999999999999999999999', '0', 'ordered'],
  ['1.999999999999999999999', '5', 'ordered'],
  ['2.000000000000000000001', '0', 'chaotic'],
  ['2.000000000000000000001', '5', 'chaotic'],
  ['1/1000', '0', 'ordered'],
  ['1000', '0', 'chaotic'],
])('σ_w² = %s and σ_b² = %s is %s', (sigmaW2, sigmaB2, expected) => {
  expect(phase(parseRational(sigmaW2)!, parseRational(sigmaB2)!)).toBe(expected);
});
