import { describe, expect, test } from 'vitest';
import { redisOption, redisUrl } from '../../src/cli/redis-option.ts';
import { expectRefusal, filesOf, ntkcheck } from './run.ts';

const SECRET = 'open-sesame';

const BAD: readonly (readonly [address: string, message: RegExp])[] = [
  ['', /another kind of address/],
  [`:${SECRET}@host`, /another kind of address/],
  [`http://:${SECRET}@host`, /another kind of address/],
  [`redis://:${SECRET}@`, /another kind of address/],
  [`redis://:${SECRET}@host:0`, /another kind of address/],
  [`redis://:${SECRET}@host:70000`, /another kind of address/],
  [`redis://:${SECRET}@host/abc`, /a database that is no number; wanted one such as redis:\/\/host:port\/0/],
  [`redis://:${SECRET}@host/-1`, /a database that is no number/],
  [`redis://:${SECRET}@host/1/2`, /a database that is no number/],
  [`redis://:${SECRET}100%@host`, /'%' in the name or the password/],
  [`redis://us%er:${SECRET}@host`, /'%' in the name or the password/],
  [`redis://:${SECRET}@host/0?db=1`, /'\?' or '#'/],
  [`redis://:${SECRET}@host/0#x`, /'\?' or '#'/],
];

describe('an address that is none is refused in one line, without a word of it', () => {
  const directory = filesOf(Object.fromEntries(BAD.map(([address], i) => [`${i}.txt`, `${address}\n`])));

  test.each(BAD.map(([address, message], i) => [i, address, message] as const))(
    '%i: %s',
    async (i, address, message) => {
      const simulate = ['simulate', '--widths', '3,4,1', '--quantity', 'E(K)'];
      for (const command of [['worker'], simulate]) {
        for (const given of address === '' ? [] : [address, `@${directory}/${i}.txt`]) {
          const ended = await ntkcheck([...command, '--redis', given]);
          expectRefusal(ended, /^ntkcheck: --redis: /);
          expectRefusal(ended, message);
          expect(ended.stderr).not.toContain(SECRET);
        }
      }
      const fromEnvironment = (): unknown => redisUrl(true, { NTKCHECK_REDIS_URL: address || ' ' });
      expect(fromEnvironment).toThrow(address ? message : /no address; give it, or set NTKCHECK_REDIS_URL/);
      expect(fromEnvironment).not.toThrow(SECRET);
    },
  );

  test.each([
    ['a flag that is misspelt', ['worker', `--rediss=redis://:${SECRET}@host`]],
    ['a command', [`redis://:${SECRET}@host`]],
    ['an id', ['show', `redis://:${SECRET}@host`]],
  ])('nor as %s', async (_, args) => {
    const ended = await ntkcheck(args);
    expectRefusal(ended, /…@host/);
    expect(ended.stderr).not.toContain(SECRET);
  });
});

describe('an address', () => {
  const address = `redis://user:${SECRET}%25@host:6380/3`;
  const given = (text: string) => redisOption('').parseArg!(text, undefined as never) as never;

  test('may stand on the command line, in the environment, or in a file', () => {
    const file = `${filesOf({ url: `  ${address}\n` })}/url`;
    const found = [
      redisUrl(given(address)),
      redisUrl(given(`@${file}`)),
      redisUrl(true, { NTKCHECK_REDIS_URL: address }),
    ];
    expect(found.map(String)).toEqual([address, address, address]);
    expect(String(redisUrl(given('rediss://[::1]:6379/')))).toBe('rediss://[::1]:6379/');
  });

  test('that is nowhere is asked for', () => {
    expect(() => redisUrl(true, {})).toThrow('no address; give it, or set NTKCHECK_REDIS_URL');
    const file = `${filesOf({ empty: '\n' })}/empty`;
    expect(() => redisUrl(given(`@${file}`))).toThrow(/the file .*empty is empty; wanted redis:/);
    expect(() => redisUrl(given('@/no/such/file'))).toThrow(/cannot read .*: there is no such file/);
  });
});

test('the help of worker says how to keep a password to oneself', async () => {
  const { stdout } = await ntkcheck(['worker', '--help']);
  expect(stdout).toContain('NTKCHECK_REDIS_URL');
  expect(stdout).toContain('@redis-url.txt');
});
