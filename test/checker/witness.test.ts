import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS } from './make.ts';

const claim = (formula: string, relation = 'equals') => ({ quantity: 'E(K)', relation, formula });
const LIST = { widths: 'list', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const good: Certificate = {
  format: 'ntkcheck-certificate/1',
  theorem: 'witness',
  claim: claim('d*(1 + 2*r)'),
  network: HE_WEIGHTS,
  domain: LIST,
  architecture: { widths: [1, 2, 1, 1], values: { r: '1' } },
  quantity: '65/8',
  formula: '9',
};
const check = (change: Certificate) => checkCertificate(digested({ ...good, ...change }));

describe('witness', () => {
  it('accepts a network at which the claim fails', () => {
    // E Kb = 1 + 1 + (1 - 1/4): the second hidden layer's bias counts only if the first is alive.
    const found = check({});
    expect(found).toMatchObject({ accepted: false, reason: expect.stringMatching(/found 35\/4/) });
    expect(check({ quantity: '35/4' })).toMatchObject({ accepted: true });
    expect(check({ quantity: '35/4', claim: claim('d*(1 + 2*r)', 'at-least') })).toMatchObject({
      accepted: true,
    });
    const at = { widths: [1, 2, 2, 1], values: { r: '1' } };
    const domain = { ...LIST, widths: 'equal', where: 'n >= 2 and E(Kw) == 2*d*r' };
    expect(check({ quantity: '35/4', domain, architecture: at })).toMatchObject({ accepted: true });
  });

  it.each<[Certificate, RegExp]>([
    [{ claim: claim('d*(1 + 2*r)', 'at-most') }, /the claim holds/],
    [{ claim: claim('d*(1 + 2*r) - 1/4'), formula: '35/4' }, /the claim holds/],
    [{ claim: claim('d', 'tends-to') }, /witness is about/],
    [{ architecture: { widths: [1, 2, 1, 2], values: { r: '1' } } }, /wanted n_0/],
    [{ architecture: { widths: [1], values: { r: '1' } } }, /wanted n_0/],
    [{ architecture: { widths: [1, 2, 1, 1], values: { r: '-1' } } }, /r is outside/],
    [{ architecture: { widths: [1, 2, 1, 1], values: {} } }, /r is missing/],
    [{ architecture: { widths: [1, 2, 1, 1], values: { r: '1', x: '2' } } }, /unknown field/],
    [{ domain: { ...LIST, n: '[2, inf)' } }, /n is outside/],
    [{ domain: { ...LIST, d: '[1, 2]' } }, /depth is outside/],
    [{ domain: { ...LIST, widths: 'equal' } }, /hidden widths differ/],
    [{ domain: { ...LIST, where: 'r < 1' } }, /domain.where/],
    [{ domain: { ...LIST, where: 'sqrt(r) < 1' } }, /sqrt/],
    [{ formula: '10' }, /formula: found 9/],
  ])('refuses, as it should: %#', (change, reason) => {
    expect(check({ quantity: '35/4', ...change })).toMatchObject({
      accepted: false,
      reason: expect.stringMatching(reason),
    });
  });
});
