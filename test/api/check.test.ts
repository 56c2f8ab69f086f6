import { describe, expect, test } from 'vitest';
import { audit, check, compareSamples, InputError, StatementError } from '../../src/index.ts';

describe('check', () => {
  test('is about the networks that are described, parameters beside a convention too', async () => {
    const networks = { convention: 'standard', sigmaW2: 2, sigmaB2: 0 } as const;
    const { claim, verdict } = await check('E(Kw) >= 0*n', networks);
    expect([claim.convention, verdict]).toEqual(['as-given', 'supported']);
    expect(claim.domain).not.toHaveProperty('sigma_w2');
    expect((await check('E(Kw) >= 0*n', { convention: 'standard' })).claim.domain).toHaveProperty('sigma_w2');
  });

  test('a claim, a convention or an option that is no good is an InputError in words', async () => {
    await expect(check('E(K) = 1/2n')).rejects.toThrow(InputError);
    await expect(check('E(K) = 1/2n')).rejects.toThrow('character 11');
    await expect(check('E(K) = d', { convention: 'pytorch-linear' })).rejects.toThrow(
      'cannot be expressed yet',
    );
    await expect(check('E(K) = d', { sigmaW2: -1 })).rejects.toThrow('sigmaW2');
  });

  test('ends with its signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(check('E(K) = d', {}, { signal })).rejects.toThrow('enough');
  });
});

test('audit throws with the place in the file', async () => {
  const error = await audit('test/api/derivation-with-a-mistake.yaml').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StatementError);
  expect(error).toMatchObject({ line: 4, column: 5, problem: expect.stringContaining("unknown symbol 'q'") });
});

describe('compareSamples', () => {
  const network = { widths: [3, 4, 5, 1] };

  test.each([
    [{ K: [] }, {}, 'found none'],
    [{ K: [1], f: [1, 2] }, {}, 'as many of both'],
    [{ K: [1, Number.NaN] }, {}, 'K[1]'],
    [{ K: [-1] }, {}, 'negative'],
    [{ K: [1] }, { falseAlarmRate: 2 }, 'falseAlarmRate'],
    [{ K: [1] }, { detect: Number.NaN }, 'detect'],
    [{ K: [1] }, { seed: -1 }, 'seed'],
  ])('%j with %j is an InputError', async (samples, options, words) => {
    await expect(compareSamples(samples, network, options)).rejects.toThrow(InputError);
    await expect(compareSamples(samples, network, options)).rejects.toThrow(words);
  });

  test('a network without values for everything is refused', async () => {
    await expect(compareSamples({ K: [1] }, { ...network, sigmaW2: 'free' })).rejects.toThrow('sigmaW2');
  });
});
