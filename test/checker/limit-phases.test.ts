import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, made } from './make.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const JOINT = { widths: 'equal', d: '= lambda*n', n: '[1, inf)', r: '[0, inf)', lambda: '(0, inf)' };
const phase = (sigma_w2: string, sigma_b2: string): Certificate => ({
  ...HE_WEIGHTS,
  sigma_w2,
  sigma_b2,
  bias_gradient: 'sigma_b2',
  output_sigma_w2: 'sigma_w2',
});
const withSymbols = (domain: Certificate, [sigma_w2, sigma_b2]: readonly [string, string]): Certificate => ({
  ...domain,
  sigma_w2: `[${sigma_w2}, ${sigma_w2}]`,
  sigma_b2: `[${sigma_b2}, ${sigma_b2}]`,
});

/** E(K) and E(K^2) as `derive` finds them. */
const PHASES = {
  chaotic: {
    of: ['3', '0'],
    where: undefined,
    first: '3*r*d*(3/2)^(d - 1)',
    second:
      '1/3*r^2*(9*d^2 + 6*(n + 2)*d - (n - 1)*(n + 5))*(9/4*(1 + 5/n))^(d - 1) + (n - 1)^2/3*r^2*(9/4*(1 - 1/n))^(d - 1)',
  },
  chaoticWithBiases: {
    of: ['3', '1/10'],
    where: 'n != 3',
    first: '2/5 + (3*r*d + 3/10*(d - 2))*(3/2)^(d - 1)',
    second:
      '4*n^2*(125*n^2 + 1260*n + 2511)/(625*(5*n - 9)*(n + 9)^3) + (12*n^2/(5*(n - 3)^2*(n + 15)^2)*r*((n + 9)*(n - 3)*d + 36*(n - 1)) + 6*n^2/(25*(n - 3)^2*(n + 15)^2)*((n + 9)*(n - 3)*d - 2*(n^2 - 12*n - 9)))*(3/2)^(d - 1) + (1/3*r^2*(9*d^2 + 6*(n + 2)*d - (n - 1)*(n + 5)) + (n + 5)/(15*(n + 15)^2)*r*(9*(n + 15)*d^2 + 6*(n^2 + 14*n + 30)*d - (n - 1)*(n^2 + 26*n + 75)) + (n + 5)/(7500*(n + 15)^2*(n + 9)^3)*(225*(n + 3)*(n + 15)*(n + 9)^2*d^2 + 30*(n + 5)*(n + 9)*(5*n^3 + 90*n^2 + 387*n + 810)*d - (25*n^6 + 1300*n^5 + 21265*n^4 + 139068*n^3 + 332415*n^2 + 32400*n - 455625)))*(9/4*(1 + 5/n))^(d - 1) + ((n - 1)^2/3*r^2 + (n - 1)^2*(n^2 - 10*n + 3)/(15*(n - 3)^2)*r + (n - 1)^3*(5*n^2 - 54*n + 9)/(300*(n - 3)^2*(5*n - 9)))*(9/4*(1 - 1/n))^(d - 1)',
  },
  ordered: {
    of: ['1', '1/10'],
    where: 'n != 5',
    first: '2/5 + (r*d - 1/10*(d + 2))*(1/2)^(d - 1)',
    second:
      '12*n^2*(27*n^2 - 44*n + 25)/(25*(3*n + 1)*(3*n - 5)^3) + (4*n^2/(5*(n + 1)^2*(n - 5)^2)*r*((n - 3)*(n + 1)*d + 4*(n - 1)) - 2*n^2/(25*(n + 1)^2*(n - 5)^2)*((n - 3)*(n + 1)*d + 2*(n^2 - 5)))*(1/2)^(d - 1) + (1/27*r^2*(9*d^2 + 6*(n + 2)*d - (n - 1)*(n + 5)) - (n + 5)/(135*(n - 5)^2)*r*(9*(n - 5)*d^2 + 6*(n^2 - 10)*d - (n - 1)*(n^2 - 6*n - 25)) + (n + 5)/(2700*(n - 5)^2*(3*n - 5)^3)*(9*(3*n + 5)*(n - 5)*(3*n - 5)^2*d^2 + 6*(n + 5)*(3*n - 5)*(9*n^3 - 18*n^2 - 85*n + 50)*d - (27*n^6 - 396*n^5 - 1101*n^4 + 6260*n^3 + 5725*n^2 - 5000*n + 3125)))*(1/4*(1 + 5/n))^(d - 1) + ((n - 1)^2/27*r^2 - (n - 1)^2*(n^2 + 6*n - 1)/(135*(n + 1)^2)*r + (n - 1)^3*(3*n^2 + 14*n - 1)/(2700*(n + 1)^2*(3*n + 1)))*(1/4*(1 - 1/n))^(d - 1)',
  },
} as const;
const DISPERSION = 'exp(5*lambda)*(1/3 + 2/(9*lambda) - 1/(27*lambda^2)) + exp(-lambda)/(27*lambda^2)';

const built = new Map<string, Certificate[]>();
function usesOf(name: keyof typeof PHASES): Certificate[] {
  const { of, where, first, second } = PHASES[name];
  const domain = { ...withSymbols(DOMAIN, of), ...(where && { where }) };
  const network = phase('sigma_w2', 'sigma_b2');
  const proved = (quantity: string, formula: string) =>
    made('equal-widths', { claim: { quantity, relation: 'equals', formula }, network, domain }, [
      { depths: [1, 40], random: true },
    ]);
  const uses = built.get(name) ?? [proved('E(K)', first), proved('E(K^2)', second)];
  built.set(name, uses);
  return uses;
}

function limit(
  name: keyof typeof PHASES,
  quantity: string,
  formula: string,
  change: Certificate = {},
): Certificate {
  return digested({
    format: 'ntkcheck-certificate/1',
    theorem: 'limit',
    claim: { quantity, relation: 'tends-to', formula },
    network: phase('sigma_w2', 'sigma_b2'),
    domain: { ...withSymbols(JOINT, PHASES[name].of), ...change },
    uses: usesOf(name),
    remainder: 1,
  });
}

describe('limits in which exponentials grow', () => {
  it.each<[keyof typeof PHASES, string, string, Certificate]>([
    ['chaotic', 'E(K^2)/E(K)^2', DISPERSION, { r: '(0, inf)' }],
    ['chaoticWithBiases', 'E(K^2)/E(K)^2', DISPERSION, {}],
    ['chaoticWithBiases', '(E(K^2) + E(K))/(E(K)^2 - 1)', DISPERSION, {}],
    ['chaoticWithBiases', 'E(K)/(1 + E(K)^2)', '0', {}],
    ['chaoticWithBiases', 'n*(1/2)^d*(1 + 1/n)^d', '0', {}],
    ['ordered', 'E(K^2)/E(K)^2', '1', {}],
    ['ordered', 'E(K)', '2/5', {}],
    ['ordered', 'E(K^2) - E(K)^2', '0', {}],
  ])('accepts, %s: %s -> %s', (name, quantity, formula, change) => {
    expect(checkCertificate(limit(name, quantity, formula, change))).toMatchObject({
      accepted: true,
      restsOn: expect.stringMatching(/chance of error at most/),
    });
  });

  it.each<[keyof typeof PHASES, string, string, RegExp, Certificate]>([
    ['chaotic', 'E(K^2)/E(K)^2', '1', /the sides differ/, { r: '(0, inf)' }],
    ['chaotic', 'E(K^2)/E(K)^2', DISPERSION, /may vanish/, {}],
    ['chaoticWithBiases', 'E(K^2)/E(K)^2', DISPERSION.replace('5*', '4*'), /the sides differ/, {}],
    ['chaoticWithBiases', 'E(K^2)/E(K)^2', DISPERSION.replace('27', '26'), /the sides differ/, {}],
    // The constant term alone, which the growing ones dwarf.
    ['chaoticWithBiases', 'E(K^2)/E(K)^2', '1', /the sides differ/, {}],
    ['chaoticWithBiases', 'E(K^2)/E(K)', '0', /grow exponentially/, {}],
    ['chaoticWithBiases', 'E(K)', '2/5', /grow exponentially/, {}],
    // What is left when the dominant terms cancel is not known.
    ['chaoticWithBiases', '1/(E(K) - E(K) + 1)', '1', /vanishes as far/, {}],
    ['chaoticWithBiases', '2^n*(1/2)^d', '0', /a power of 2\^n is left/, {}],
    ['chaoticWithBiases', '2^(-n)*3^d', '0', /grow exponentially/, {}],
    ['chaoticWithBiases', '2^(-n)*3^d/(3^d*2^(-n) + 1)', '0', /vanishes as far/, {}],
    ['chaoticWithBiases', '(1 + 2^(-n)*3^d)/(1 + 2^(-n))', '1', /grow exponentially/, {}],
    ['chaoticWithBiases', '1/(1 + 2^(-n)*3^d)', '1', /vanishes as far/, {}],
    ['chaoticWithBiases', '(-1/2)^d', '0', /not a positive number/, {}],
    ['ordered', 'E(K^2)/E(K)^2', '2', /the sides differ/, {}],
    ['ordered', 'E(K)', '0', /the sides differ/, {}],
    ['ordered', '1/(1/2)^d', '0', /grow exponentially/, {}],
  ])('refuses, %s: %s -> %s', (name, quantity, formula, reason, change) => {
    expect(checkCertificate(limit(name, quantity, formula, change))).toMatchObject({
      accepted: false,
      reason: expect.stringMatching(reason),
    });
  });
});
