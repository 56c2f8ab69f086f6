import { describe, expect, test } from 'vitest';
import { blockSamples, mostBlockSamples, queueBlockSamples } from '../../src/jobs/blocks.ts';
import { BlockRefused, computeBlock, resultOf } from '../../src/parallel/outcome.ts';
import { job } from '../jobs/make.ts';

const good = (changes = {}) => ({ job: job(), range: { from: 0, to: 3 }, ...changes });
const vast = job({ samples: 10 ** 15 });

describe('a block of the queue that is none is refused by name', () => {
  test.each([
    ['null', null, 'the data: found null; wanted an object'],
    ['nothing', undefined, 'the data: found nothing; wanted an object'],
    ['a text', 'block', 'the data: found "block"; wanted an object'],
    ['a list', [], 'the data: found []; wanted an object'],
    ['no job', { range: { from: 0, to: 1 } }, 'job: missing'],
    ['a job that is null', good({ job: null }), 'job: found null; wanted an object'],
    ['no range', { job: job() }, 'range: missing'],
    ['a range that is null', good({ range: null }), 'range: found null; wanted an object'],
    ['a range without an end', good({ range: { from: 0 } }), 'range.to: missing'],
    [
      'a start below 0',
      good({ range: { from: -1, to: 3 } }),
      'range.from: found -1; wanted an integer from 0 to 999',
    ],
    [
      'a start in words',
      good({ range: { from: '0', to: 3 } }),
      'range.from: found "0"; wanted an integer from 0 to 999',
    ],
    ['no sample', good({ range: { from: 3, to: 3 } }), 'range.to: found 3; wanted an integer from 4 to 1000'],
    [
      'more than the job has',
      good({ range: { from: 0, to: 1001 } }),
      'range.to: found 1001; wanted an integer from 1 to 1000',
    ],
    [
      'a part of a sample',
      good({ range: { from: 0, to: 0.5 } }),
      'range.to: found 0.5; wanted an integer from 1 to 1000',
    ],
    ['more than there is', good({ more: 1 }), 'more: unknown field'],
    [
      '10^15 samples',
      { job: vast, range: { from: 0, to: 10 ** 15 } },
      `range.to: found 1000000000000000; wanted an integer from 1 to ${mostBlockSamples(vast)}`,
    ],
    [
      'a control character in the job',
      good({ job: { ...job(), reason: '\u001b[2J' } }),
      'job.reason: found "\\u001b[2J"; wanted a printable text',
    ],
    [
      'a turned line in the job',
      good({ job: { ...job(), version: 'a\u202eb' } }),
      'job.version: found "a\\u202eb"; wanted a printable text',
    ],
    [
      'a line break where there is none',
      good({ job: { ...job(), convention: 'a\nb' } }),
      'job.convention: found "a\\nb"; wanted a printable text',
    ],
  ])('%s', (_, data, message) => {
    expect(computeBlock(data)).toEqual({ refused: message });
  });
});

test('what simulations put there themselves is computed', () => {
  expect(computeBlock(good())).toHaveProperty('partial');
  for (const samples of [2, 1000, 10 ** 15]) {
    const one = job({ samples });
    expect(queueBlockSamples(one)).toBeLessThanOrEqual(mostBlockSamples(one));
    expect(blockSamples(one)).toBeLessThanOrEqual(mostBlockSamples(one));
  }
});

test('a refusal from the queue is shown harmless and cut', () => {
  const range = { from: 0, to: 1 };
  expect(() => resultOf({ refused: `\u001b[2J${'x'.repeat(10_000)}` }, range)).toThrow(BlockRefused);
  try {
    resultOf({ refused: `\u001b[2J${'x'.repeat(10_000)}` }, range);
  } catch (error) {
    expect((error as Error).message).toBe(`\\u001b[2J${'x'.repeat(496)}…`);
  }
});
