import { describe, expect, test } from 'vitest';
import { ONE, rational, ZERO } from '../../src/rational/rational.ts';
import { candidatesOf } from '../../src/samples/candidates.ts';
import { rankCandidates } from '../../src/samples/guess.ts';
import { DEFAULT_RULES } from '../../src/samples/judge.ts';
import { phaseWords } from '../../src/samples/phase-words.ts';
import { conventions } from '../statement/files.ts';
import { networkOf, samplesOf, standard } from './networks.ts';

const candidates = candidatesOf(
  { widths: [20, ...Array<number>(19).fill(20), 1], r: ONE, gates: 'relu' },
  conventions,
);

describe('candidates', () => {
  test('are every convention with Gaussian weights, each network once, with the names that it has', () => {
    const names = new Set(candidates.flatMap((one) => one.conventions));
    expect([...names].sort()).toEqual([...conventions.keys()].sort());
    const flags = candidates.map((one) => one.flags);
    expect(new Set(flags).size).toBe(candidates.length);
    const ordered = candidates.find(
      (one) => one.flags === '--convention standard --sigma-w2 1 --sigma-b2 0',
    )!;
    expect(ordered.conventions).toEqual(['standard', 'seleznova-kutyniok-2022-code', 'flax-dense']);
    expect(ordered.phase).toBe('ordered');
    expect(ordered.words).toBe(
      'σ_w² = 1, standard: the ordered phase, where E K²/(E K)² stays near 1, as wide layers are, however deep the network is',
    );
    expect(flags).toContain('--parametrization ntk --sigma-w2 3 --sigma-b2 0 --bias-gradient 1');
  });

  test('have words for each phase', () => {
    const words = (sigmaW2: number, sigmaB2: number) => {
      const network = networkOf(2, 2, { sigmaW2: rational(sigmaW2), sigmaB2: rational(sigmaB2) });
      const settings = {
        parametrization: 'ntk',
        sigmaW2: rational(sigmaW2),
        sigmaB2: rational(sigmaB2),
      } as never;
      return phaseWords(settings, network).words;
    };
    expect(words(1, 0)).toMatch(/ordered phase without biases/);
    expect(words(2, 0)).toMatch(/the edge of chaos, where E K²/);
    expect(words(3, 0)).toMatch(/the chaotic phase/);
    expect(words(2, 1)).toMatch(/critical, with random biases/);
    expect(networkOf(2, 2, { sigmaB2: ZERO })).toBeDefined();
  });
});

describe('the ranking', () => {
  test.each([
    ['the ordered phase', standard(20, 20, 1), 'flax-dense'],
    ['the edge of chaos', standard(20, 20, 2), 'seleznova-kutyniok-2022-code'],
    ['He weights with trained biases', networkOf(20, 20, { biasGradient: ONE }), 'hanin-nica-2019'],
  ])('of samples of %s has it among those that fit, and no other phase', (_, network, name) => {
    const samples = samplesOf(network, 2000, { of: 'K', method: 'collapsed' });
    const { ranked } = rankCandidates(samples, candidates, DEFAULT_RULES);
    const fitting = ranked.filter(({ judgement }) => judgement.verdict !== 'inconsistent');
    expect(fitting.some(({ conventions: names }) => names.includes(name))).toBe(true);
    const right = fitting.find(({ conventions: names }) => names.includes(name))!;
    expect(new Set(fitting.map(({ phase }) => phase))).toEqual(new Set([right.phase]));
    expect(ranked).toHaveLength(candidates.length);
    expect(ranked.slice(0, fitting.length)).toEqual(fitting);
    // Together they have the rate once.
    const shares = ranked.map(({ judgement }) => judgement.falseAlarmRate);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(DEFAULT_RULES.falseAlarmRate);
  });

  test('of a few samples says little: many fit, and none is called consistent', () => {
    const samples = samplesOf(standard(20, 20, 2), 10, { of: 'K' });
    const { ranked } = rankCandidates(samples, candidates, DEFAULT_RULES);
    const verdicts = new Set(ranked.map(({ judgement }) => judgement.verdict));
    expect(verdicts).toEqual(new Set(['too few', 'inconsistent']));
    expect(ranked.filter(({ judgement }) => judgement.verdict === 'too few').length).toBeGreaterThan(5);
  });

  test('leaves out networks whose values leave the range of doubles, and says so', () => {
    const widths = [5, ...Array<number>(1999).fill(50), 1];
    const deep = candidatesOf({ widths, r: ONE, gates: 'relu' }, conventions).filter(
      ({ flags }) =>
        flags.startsWith('--parametrization ntk') && flags.endsWith('--sigma-b2 0 --bias-gradient 1'),
    );
    const samples = { count: 3, K: Float64Array.of(2, 2, 2), f: undefined };
    const { ranked, untried } = rankCandidates(samples, deep, { ...DEFAULT_RULES, draws: 1000 });
    expect(untried).toEqual(['--parametrization ntk --sigma-w2 3 --sigma-b2 0 --bias-gradient 1']);
    expect(ranked.length + untried.length).toBe(deep.length);
  });
});
