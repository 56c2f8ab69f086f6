import { describe, expect, test } from 'vitest';
import { expectRefusal, ntkcheck } from './run.ts';

const FLAGS = [
  '--widths',
  '3,4,5,1',
  '--r',
  '1/2',
  '--sigma-w2',
  '2',
  '--sigma-b2',
  '0',
  '--bias-gradient',
  '1',
];

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await ntkcheck([...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

const network = {
  widths: [3, 4, 5, 1],
  depth: 3,
  r: '1/2',
  convention: null,
  parametrization: 'ntk',
  sigma_w2: '2',
  sigma_b2: '0',
  bias_gradient: '1',
  output_sigma_w2: '2',
  output_bias: true,
  output_activation: 'linear',
  gates: 'relu',
  phase: 'edge of chaos',
};

describe('moments', () => {
  test('are exact, with the network and each quantity echoed as given', async () => {
    const args = ['--quantity', 'E(K)', '--quantity', ' E( K^2 )', '--quantity', 'sqrt(E(K))'];
    expect(await json('moments', ...FLAGS, ...args)).toEqual({
      network,
      moments: [
        { quantity: 'E(K)', exact: '95/16', decimal: '5.9375' },
        { quantity: ' E( K^2 )', exact: '1543/20', decimal: '77.15' },
        { quantity: 'sqrt(E(K))', exact: null, decimal: '2.4366985862022409767' },
      ],
    });
  });

  test('read decimals exactly, and default as documented', async () => {
    const depth = [
      '--depth',
      '2',
      '--width',
      '2',
      '--input-width',
      '7',
      '--quantity',
      'r',
      '--quantity',
      'E(Kb)',
    ];
    const ntk = await json('moments', ...depth, '--r', '0.1', '--sigma-b2', '0.5');
    expect(ntk.moments[0].exact).toBe('1/10');
    expect(ntk.network).toMatchObject({ widths: [7, 2, 1], bias_gradient: '1/2', output_sigma_w2: '2' });
    const standard = await json('moments', ...depth, '--parametrization', 'standard', '--sigma-w2', '1.5');
    expect(standard.network).toMatchObject({
      r: '1',
      bias_gradient: '1',
      output_sigma_w2: '3/2',
      phase: 'ordered',
    });
  });

  test('name what is special about the output layer in the line for humans', async () => {
    const special = ['--output-sigma-w2', '1', '--no-output-bias', '--output-activation', 'relu'];
    const { stdout } = await ntkcheck(['moments', ...FLAGS, ...special, '--quantity', 'E(K)']);
    expect(stdout).toContain(
      'σ_w² = 2 (1 in the last layer), σ_b² = 0, bias gradient 1, no output bias, relu output',
    );
  });
});

describe('simulate', () => {
  const run = ['simulate', ...FLAGS, '--samples', '2000', '--seed', '1', '--quantity', 'E(K)'];

  test('estimates with errors, from the sample and from the exact variance', async () => {
    const found = await json(...run);
    expect(found).toEqual({
      network,
      method: 'collapsed',
      methodReason: expect.stringContaining('cheapest'),
      weightLaw: 'gaussian',
      seed: 1,
      samples: 2000,
      complete: true,
      results: [
        {
          quantity: 'E(K)',
          estimate: expect.closeTo(5.9375, -0.5),
          standardError: expect.closeTo(0.145, 1),
          exactStandardError: expect.closeTo(0.145, 1),
          interval: null,
          noInterval: expect.stringContaining('give --confidence'),
        },
      ],
    });
  });

  test('gives the same bytes again, and others for another seed', async () => {
    const [first, second, other] = await Promise.all(
      [run, run, [...run, '--seed', '2']].map((args) => ntkcheck(args)),
    );
    expect(second!.stdout).toBe(first!.stdout);
    expect(other!.stdout).not.toBe(first!.stdout);
  });

  test('knows no exact variance of other weight laws', async () => {
    const found = await json(...run, '--weight-law', 'rademacher');
    expect(found.results[0].exactStandardError).toBeNull();
    expect(found.network).toEqual({ ...network, mu_4: '1' });
  });

  test.each([
    ['uniform', [], '9/5'],
    ['laplace', ['--mu4', '6'], '6'],
    ['student9', ['--convention', 'seleznova-kutyniok-2022-code', '--sigma-w2', '2'], '21/5'],
  ] as const)('the weight law says mu_4: %s %j', async (law, more, mu4) => {
    const flags = ['--widths', '2,3,1', '--samples', '100', '--quantity', 'E(Kw)', ...more];
    const found = await json('simulate', ...flags, '--weight-law', law);
    expect([found.weightLaw, found.network.mu_4]).toEqual([law, mu4]);
  });

  test.each([
    [['--mu4', '6'], '--mu4: found 6; gaussian weights have 3'],
    [['--mu4', '6', '--weight-law', 'uniform'], '--mu4: found 6; uniform weights have 9/5'],
  ])('a mu_4 of another law is refused: %j', async (more, message) => {
    expectRefusal(await ntkcheck([...run, ...more]), new RegExp(message));
  });
});

describe('help', () => {
  test.each(['verify', 'list', 'show', 'moments', 'simulate'])('of %s', async (command) => {
    const { code, stdout, stderr } = await ntkcheck([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ntkcheck ${command}`);
    expect((await ntkcheck(['help', command])).stdout).toBe(stdout);
  });

  test('--version prints that of the package', async () => {
    const { code, stdout } = await ntkcheck(['--version']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});
