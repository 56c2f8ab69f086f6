import { describe, expect, test } from 'vitest';
import { ntkcheckAlone } from './processes.ts';
import { expectRefusal, ntkcheck } from './run.ts';

const NET = ['--widths', '2,2,1'];
const moments = (...rest: string[]): string[] => ['moments', ...NET, ...rest];
const quantity = (text: string): string[] => moments('--quantity', text);
const simulate = (...rest: string[]): string[] => ['simulate', ...NET, '--quantity', 'E(K)', ...rest];

/** What is typed, and what the one line on stderr says. */
const ROWS: readonly (readonly [args: string[], message: RegExp])[] = [
  [['verfy'], /unknown command 'verfy' \(did you mean verify\?\)/],
  [['help', 'moment'], /unknown command 'moment' \(did you mean 'moments'\?\)/],
  [['moments', '--wdths', '2,1'], /unknown option '--wdths' \(did you mean --widths\?\)/],
  [['moments', '--widths'], /'--widths <n0,…,nd>' argument missing/],
  [['moments', 'extra'], /too many arguments/],

  [['moments', '--quantity', 'E(K)'], /no network: give --widths/],
  [['moments', '--depth', '3', '--quantity', 'E(K)'], /no network: .* or --depth D --width N/],
  [moments('--depth', '3', '--quantity', 'E(K)'), /--widths gives every width; leave out --depth/],
  [['moments', '--widths', '2,1,'], /--widths: found n_2 = ''; wanted integers/],
  [['moments', '--widths', '1.5,1'], /--widths: found n_0 = '1.5'; wanted integers/],
  [['moments', '--widths', '1e3,1'], /--widths: found n_0 = '1e3'/],
  [['moments', '--widths', '0,1'], /--widths: found n_0 = 0; wanted an integer from 1 to/],
  [['moments', '--widths', '2,3'], /--widths: found n_d = 3; .* the last width must be 1/],
  [['moments', '--widths', '1000000000,1'], /--widths: found n_0 = 1000000000; wanted/],
  [['moments', '--depth', '1000000000', '--width', '2'], /--depth: found '1000000000'; wanted an integer/],
  [['moments', '--depth', '2', '--width', '1000000000'], /--width: found '1000000000'; wanted an integer/],

  [moments('--r', '1/0'), /--r: found '1\/0'; wanted a rational such as 3\/2, 1\.5 or 1e-3/],
  [moments('--r', '1e9999'), /--r: found '1e9999'; wanted a rational/],
  [moments('--r', '1e999999999'), /--r: found '1e999999999'; wanted a rational/],
  [moments('--r', '-1/2'), /--r: found -1\/2; wanted a rational >= 0/],
  [moments('--r', '1'.repeat(1001)), /--r: found '1{60}…'; wanted a rational/],
  [moments('--sigma-w2', '0'), /--sigma-w2: found 0.*; wanted a rational > 0/],
  [moments('--gates', 'open'), /--gates: found 'open'; wanted one of fair, relu/],
  [
    moments('--convention', 'hanin-nica-2018'),
    /unknown 'hanin-nica-2018' \(did you mean 'hanin-nica-2019'\?\)/,
  ],
  [moments('--convention', 'ntk'), /--sigma-w2: convention 'ntk' leaves sigma_w2 free; give it/],
  [
    moments('--convention', 'hanin-nica-2019', '--sigma-w2', '3'),
    /--sigma-w2: convention 'hanin-nica-2019' fixes sigma_w2/,
  ],
  [
    moments('--convention', 'hanin-nica-2019', '--no-output-bias'),
    /--no-output-bias: convention 'hanin-nica-2019' fixes/,
  ],

  [moments(), /no quantity: give at least one/],
  [quantity(''), /character 1: the text is empty/],
  [quantity('K'), /'K' is random; write it inside E\(\.\.\.\)/],
  [quantity('E(E(K))'), /E\(\.\.\.\) inside E\(\.\.\.\)/],
  [quantity('E(X)'), /character 3: unknown symbol 'X'; declared here: K, /],
  [quantity('E(K)/0'), /'E\(K\)\/0': division by zero/],
  [quantity('E(1/K)'), /a division by an observable/],
  [quantity('E(K^6)'), /degree 6; the exact oracle goes to degree 5/],
  [quantity('E(K^40)'), /a power of an observable is above 16/],
  [quantity('E(K)+'.repeat(5000)), /at most 20000 are allowed/],
  [quantity(`E(K)${'+1'.repeat(2000)}`), /more than 500 operations inside one another/],
  [quantity('config({number: 1})'), /objects are not allowed/],
  [quantity('import("x")'), /strings are not allowed/],
  [quantity('E(K\n'), /'E\(K '.*never closed/],
  [[...quantity('E(f)'), '--output-activation', 'relu'], /irrational under a ReLU output/],

  [simulate('--samples', '1'), /--samples: found '1'; wanted an integer from 2/],
  [simulate('--seed', '-1'), /--seed: found '-1'; wanted an integer from 0/],
  [simulate('--weight-law', 'cauchy'), /--weight-law: found 'cauchy'; wanted one of gaussian, /],
  [simulate('--quantity', 'Sum(i, 1, 2, E(K^i))'), /depends on the index 'i'/],
  [
    ['simulate', '--depth', '1000', '--width', '1000', '--quantity', 'E(K)', '--method', 'dense'],
    /found 998002000 weights; wanted at most 50000000/,
  ],

  [['show', 'HN19.T1.men'], /no statement 'HN19.T1.men' \(did you mean 'HN19.T1.mean'\?\)/],
  [['show', 'HN19.T1.mean@nonsense'], /no statement 'HN19.T1.mean@nonsense'/],
  [
    ['list', '--conventions', 'mine.yaml'],
    /--conventions: is for statements of your own; name their files too/,
  ],
  [['list', 'ZZ*'], /no statement of the library matches 'ZZ\*'/],
  [['verify', 'IBP.f2', '--seed', 'x'], /--seed: found 'x'; wanted an integer/],
  [['verify', 'IBP.f2', '--false-alarm-budget', '1'], /found '1'; wanted a probability/],
  [['verify', 'IBP.f2', '--coverage', 'a.md'], /the whole library in an ordinary run; leave out 'IBP.f2'/],
  [['verify', '--coverage', 'a.md', '--seed', '1'], /--coverage: the page is .*; leave out --seed$/],
  [
    ['verify', '--coverage', 'a.md', '--seed', '1', '--false-alarm-budget', '0.1'],
    /leave out --seed and --false-alarm-budget$/,
  ],
  [['verify', '--coverage', 'a.md', '--json', './a.md'], /--coverage a.md: this is the file of --json too/],
  [['verify', '--coverage', 'no/a.md'], /--coverage: cannot write no\/a.md: there is no such file or folder/],
  [['verify', 'src'], /src: a folder without statement files \(\.yaml\)/],
  [['verify', 'package.json'], /matches 'package\.json' \(statement files end in .yaml\)/],
  [['show', 'package.json'], /no statement 'package\.json' \(statement files end in .yaml\)/],
];

describe('wrong input: one clear line, exit code 2, nothing on stdout', () => {
  test.each(ROWS.map(([args, message]) => [args.join(' ').slice(0, 80), args, message] as const))(
    'ntkcheck %s',
    async (_, args, message) => expectRefusal(await ntkcheck(args), message),
  );

  test('no command at all shows the help on stderr', async () => {
    const { code, stdout, stderr } = await ntkcheck([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: ntkcheck');
  });
});

test('the same of a simulation that overflows', async () => {
  const refused = await ntkcheck(simulate('--sigma-w2', `1${'0'.repeat(300)}`));
  expectRefusal(refused, /the simulation leaves the range of its numbers: sample 0: /);
});

test('the same from a process of its own', async () => {
  expectRefusal(await ntkcheckAlone(quantity('E(K)/0')), /division by zero/);
});
