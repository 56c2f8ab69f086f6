import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { parseJson } from '../../src/checker/json-text.ts';
import { type Certificate, digested, HE_WEIGHTS, made } from './make.ts';

const DOMAIN = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const claim = { quantity: 'E(f^2)', relation: 'equals', formula: '2*r' };
const good = (change: Certificate = {}, network: Certificate = HE_WEIGHTS, formula = '2*r') =>
  made('equal-widths', { claim: { ...claim, formula }, network, domain: { ...DOMAIN, ...change } }, [
    { depths: [1, 12], random: true },
  ]);
const refused = (change: Certificate, of: Certificate = good()) =>
  checkCertificate(digested({ ...of, ...change }));

describe('the theorem that is printed', () => {
  it('names the law of the network and the domain', () => {
    const { theorem } = checkCertificate(good()) as { theorem: string };
    expect(theorem).toBe(
      'E(f^2) equals 2*r, wherever the left side is defined, for networks with relu gates, ntk parametrization, ' +
        'independent Gaussian weights of variance 2/fan-in (in the output layer 2/fan-in), ' +
        'independent Gaussian biases of variance 0, squared gradients of biases counted 1 times, ' +
        'a linear output with a bias, ' +
        'on the domain (all hidden widths n in [1, inf); depth d in [1, inf); any input width; r in [0, inf))',
    );
  });

  it.each<[Certificate, string]>([
    [{ gates: 'fair' }, 'fair gates'],
    [{ parametrization: 'standard' }, 'standard parametrization'],
    [{ bias_gradient: '1/3' }, 'squared gradients of biases counted 1/3 times'],
    [{ output_bias: false }, 'a linear output without a bias'],
  ])('says %j', (change, words) => {
    expect(checkCertificate(good({}, { ...HE_WEIGHTS, ...change }))).toMatchObject({
      accepted: true,
      theorem: expect.stringContaining(words),
    });
  });

  it('says what the output layer has of its own, and symbols of the domain', () => {
    const network = { ...HE_WEIGHTS, output_sigma_w2: '1/3', output_activation: 'relu' };
    expect(checkCertificate(good({}, network, 'r/6'))).toMatchObject({
      accepted: true,
      theorem: expect.stringMatching(/\(in the output layer \(1\/3\)\/fan-in\).* a relu output with a bias/),
    });
    const free = { ...HE_WEIGHTS, output_sigma_w2: 'output_sigma_w2' };
    expect(checkCertificate(good({ output_sigma_w2: '(0, 5]' }, free, 'r*output_sigma_w2'))).toMatchObject({
      accepted: true,
      theorem: expect.stringMatching(/the output layer output_sigma_w2\/fan-in.*output_sigma_w2 in \(0, 5\]/),
    });
  });

  it('does not hide the end of a formula behind spaces', () => {
    const { theorem } = checkCertificate(good({}, HE_WEIGHTS, `2*r${' '.repeat(500)}+ 0`)) as {
      theorem: string;
    };
    expect(theorem).toContain('E(f^2) equals 2*r + 0, wherever');
  });
});

describe('a domain', () => {
  it.each(['sigma_w2', 'sigma_b2', 'bias_gradient', 'output_sigma_w2'])(
    'declares no %s of which the network has a number',
    (name) => {
      for (const range of ['(0, inf)', '[2, 2]'])
        expect(refused({ domain: { ...DOMAIN, [name]: range } })).toEqual({
          accepted: false,
          reason: expect.stringMatching(
            new RegExp(`^domain\\.${name}: network\\.${name} is \\d; wanted the symbol`),
          ),
        });
    },
  );
  it('declares no parameter that another one takes the name of', () => {
    const network = { ...HE_WEIGHTS, bias_gradient: 'sigma_b2' };
    expect(refused({ network, domain: { ...DOMAIN, sigma_b2: '(0, 1)' } })).toMatchObject({
      reason: expect.stringMatching(/^domain\.sigma_b2: network\.sigma_b2 is 0/),
    });
  });
  it.each(['sigma_b2 != 0', 'n[1] != 3', 'x > 0', 'r > sigma_w2'])(
    'has no condition on what it does not declare: %s',
    (where) => {
      expect(refused({ domain: { ...DOMAIN, where } })).toMatchObject({ accepted: false });
    },
  );
});

describe('texts', () => {
  it.each([
    ['a line break', '2*r\n', 'U+000A'],
    ['an escape', '2*r\u001b[2J', 'U+001B'],
    ['a bidirectional override', '2*r\u202e', 'U+202E'],
    ['a space that is none', '2*r\u200b', 'U+200B'],
    ['a letter that looks like another', '2*\u0433', 'U+0433'],
  ])('%s is refused by its code', (_, formula, code) => {
    expect(checkCertificate({ ...good(), claim: { ...claim, formula } })).toEqual({
      accepted: false,
      reason: `claim.formula: found the character ${code}; wanted printable ASCII`,
    });
  });
  it('a key with such a character is refused too', () => {
    expect(checkCertificate({ ...good(), 'x\u202e': 1 })).toMatchObject({
      reason: expect.stringContaining('U+202E'),
    });
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": 1, "a": 2}', 'a'],
    ['{"a": {"b": 1, "c": [{"b": 2}], "b": 1}}', 'b'],
    ['{"a": 1, "\\u0061": 1}', 'a'],
    ['[{"x": {}, "y": {"x": 1}, "x": {}}]', 'x'],
    ['{"__proto__": 1, "__proto__": 1}', '__proto__'],
  ])('%s gives a key twice', (text, key) => {
    expect(() => parseJson(text)).toThrow(`the key "${key}" is given twice`);
  });
  it.each([
    '{"a": "a", "b": ["a", "a"], "c": {"a": 1}}',
    '[{"a": 1}, {"a": 1}]',
    '"\\":{"',
    '{"a\\"": 1, "a": ":"}',
  ])('%s does not', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
  it('is not read when it has too many values', () => {
    expect(() => parseJson(`[${'0,'.repeat(2_000_001)}0]`)).toThrow(/more than 2000000 values/);
  });
});
