import { describe, expect, test } from 'vitest';
import { checkCertificate, derive, InputError, NoClosedForm } from '../../src/index.ts';
import { ntkcheck } from '../cli/run.ts';

describe('derive', () => {
  test('gives what the command prints, as data', async () => {
    const { stdout } = await ntkcheck([
      'derive',
      'E(Kw^2)',
      '--equal-widths',
      '--limit',
      '--series',
      '1',
      '--json',
    ]);
    const found = await derive('E(Kw^2)', {}, { limit: true, series: 1 });
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(stdout));
    expect(checkCertificate(found.certificate)).toMatchObject({ accepted: true });
  });

  test('keeps symbols, and puts numbers in', async () => {
    const free = await derive('E(f^2)', { sigmaW2: 'free', sigmaB2: 'free' });
    expect(free.symbols).toEqual(['d', 'n', 'r', 'sigma_w2', 'sigma_b2']);
    const fixed = await derive('E(K)', { convention: 'hanin-nica-2019', gates: 'fair', r: '1/2' });
    expect([fixed.formula, fixed.verdict]).toEqual(['2*d', 'proved']);
  });

  test('leaves its thread to others meanwhile, and can be stopped', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await derive('E(Kw)');
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
    const reason = new Error('enough');
    await expect(derive('E(K)', {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const stopped = derive('E(K^3)', {}, { signal: controller.signal });
    controller.abort(reason);
    await expect(stopped).rejects.toBe(reason);
  });

  test.each<[string, string, object, typeof InputError | typeof NoClosedForm, RegExp]>([
    [
      'what has no closed form',
      'E(Kb)',
      { r: 0, biasGradient: 1 },
      NoClosedForm,
      /at r = 0 every layer is dead/,
    ],
    ['no moment', 'd + 1', {}, InputError, /found no E\(\.\.\.\)/],
    ['an unknown symbol', 'E(K)*sigma_w2', {}, InputError, /unknown symbol 'sigma_w2'/],
    ['a degree that is out of reach', 'E(K^9)', {}, InputError, /the exact oracle goes to degree/],
    [
      'a misspelt field',
      'E(K)',
      { widths: [1] },
      InputError,
      /^widths: unknown; a family has r, inputWidth, /,
    ],
    ['a negative r', 'E(K)', { r: -1 }, InputError, /^r: found a negative number/],
    ['half a width', 'E(K)', { inputWidth: 1.5 }, InputError, /^inputWidth: found 1\.5/],
  ])('rejects %s', async (_, quantity, family, kind, message) => {
    const attempt = derive(quantity, family);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(kind);
  });
});
