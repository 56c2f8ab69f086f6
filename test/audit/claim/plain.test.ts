import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClaimError } from '../../../src/audit/claim/error.ts';
import { readPlain } from '../../../src/audit/claim/plain.ts';
import { readClaim } from '../../../src/audit/claim/read.ts';

const formula = (text: string): string => readPlain(text).sides[0]!.text;

describe('plain text is read as people type it', () => {
  test.each([
    ['2n', '2*n'],
    ['2 n d', '2*n*d'],
    ['n(n + 2)', 'n*(n + 2)'],
    ['d(1/2 + r)', 'd*(1/2 + r)'],
    ['E[K_w²]', 'E(Kw^2)'],
    ['𝔼[K²]/E(K)²', 'E(K^2)/E(K)^2'],
    ['Var(K)', '(E((K)^2) - E(K)^2)'],
    ['E(K_b K_w)', 'E(Kb*Kw)'],
    ['e^(5*d/n)', 'exp(5*d/n)'],
    ['e^x', 'exp(x)'],
    ['d**2', 'd^2'],
    ['n_i + n_{i-1}', 'n[i] + n[i - 1]'],
    ['n₀*n', 'n0*n'],
    ['n_0*n[1]', 'n[0]*n[1]'],
    ['σ_w²', 'sigma_w2'],
    ['sigma_w^4', 'sigma_w2^2'],
    ['sigma_w2 + σ_b2', 'sigma_w2 + sigma_b2'],
    ['|x|²/n_0', 'r'],
    ['‖x‖^4/n_0^2', 'r^2'],
    ['2·d × r', '2*d*r'],
    ['1e-3 d', '1e-3*d'],
    ['λ + π', 'lambda + pi'],
    ['2^{d - 1}', '2^(d - 1)'],
    ['Sum(i, 1, d, 2 n[i])', 'Sum(i, 1, d, 2*n[i])'],
    ['4/3*d^2*(1 + 5/n)^(d-1)', '4/3*d^2*(1 + 5/n)^(d - 1)'],
    ['1/|x|²/n_0', '1/(r*n[0])/n[0]'],
    ['-d', ' - d'],
  ])('%s is %s', (written, meant) => {
    expect(formula(written)).toBe(meant);
  });

  test.each([
    ['E(K) = d', 'equals'],
    ['E(K) ≤ d', 'at-most'],
    ['E(K) >= d', 'at-least'],
    ['E(K) ~ d', 'similar'],
    ['E(K)/d → 1', 'tends-to'],
    ['d = E(K)', 'equals'],
    ['d >= E(K)', 'at-most'],
    ['E(K) = d*(1 + O(1/n))', 'asymptotic'],
  ])('%s: %s', (text, relation) => {
    const claim = readClaim(text);
    expect([claim.relation, claim.quantity.startsWith('E(K)')]).toEqual([relation, true]);
    expect(claim.formula).not.toContain('O');
  });

  test('the order of a remainder is read', () => {
    expect(readClaim('E(K) = (d + r)*(1 + O(n^-2))')).toMatchObject({ formula: '(d + r)', order: 2 });
  });
});

describe('what could mean two things is refused, with its place and what to write', () => {
  test.each([
    ['E(K) = 1/2n', 10, 'two ways'],
    ['E(K) = d 2', 9, "'2' follows without a sign"],
    ['E K = d', 0, 'of what? write E(…)'],
    ['E(K) ≈ d', 5, 'write ~'],
    ['E(K) < d', 5, '<='],
    ['E(K) = d = 2', 9, 'chain'],
    ['E(K) d', 6, 'no relation'],
    ['K = d', 0, 'no E(…)'],
    ['E(K) = (d', 9, "')' is missing"],
    ['E(K) = d)', 8, 'closes nothing'],
    ['E(K) = ', 7, 'nothing stands'],
    ['E(K) = e*d', 7, 'write exp'],
    ['E(K) = σ_w', 7, 'even powers'],
    ['E(K) = |x|', 7, 'even powers'],
    ['E(K) = |d|', 7, 'abs'],
    ['E(K) = K_x', 7, 'not known'],
    ['E(K) = ∑ d', 7, 'Sum('],
    ['E(K) = d + O(1/n)', 11, 'at the end'],
    ['E(K) = d*(1 + O(1/d))', 8, 'O(1/n)'],
    ['E(K) <= d*(1 + O(1/n))', 9, 'goes with ='],
    ['E(K) = d; 2', 8, 'one claim'],
    // Each of these was, or could be, read as something else than it says.
    ['E(K) != d', 5, 'is not decided'],
    ['E(K) ≠ d', 5, 'is not decided'],
    ['E(K) = e^x^2', 10, 'exp(…)'],
    ['E(K) = e^(x)^2', 12, 'a power of a power'],
    ['E(K) = e^5d', 10, 'write brackets'],
    ['E(K) = e^d/n', 10, 'exp(…)'],
    ['E(K) = σ_w^2^3', 12, 'a power of a power'],
    ['E(K) = |x|^2^3', 12, 'a power of a power'],
    ['E(K) = |x|²/n_0 d', 16, 'write brackets'],
    ['E(K) = n [1 + d]', 9, 'a product or an element'],
  ])('%s', (text, position, words) => {
    let found: unknown;
    try {
      readClaim(text);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ClaimError);
    const { message, position: at } = found as ClaimError;
    expect(message).toContain(words);
    expect(at).toBe(position);
  });

  test('whatever is typed is read or refused', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: fc.constantFrom(...'EK(){}[]^_=<>~-+*/|,. 0123nrdσλ²₀ei') }),
        (text) => {
          try {
            readClaim(text);
          } catch (error) {
            if (!(error instanceof ClaimError)) throw error;
          }
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
  });

  test('a hundred thousand brackets, and a megabyte, are refused before any work', () => {
    expect(() => readClaim(`E(K) = ${'('.repeat(100_000)}`)).toThrow(ClaimError);
    expect(() => readClaim('d'.repeat(1_000_000))).toThrow('20000');
  });
});
