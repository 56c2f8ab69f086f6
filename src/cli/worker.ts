import { Command } from '@commander-js/extra-typings';
import { InputError } from '../limits/error.ts';
import { QueueError } from '../parallel/queue-error.ts';
import { INTERRUPTED, interruption, Progress } from './progress.ts';
import { redisOption, redisUrl } from './redis-option.ts';
import { workersOption } from './run-flags.ts';
import { troubleOnce } from './run-job.ts';
import { say } from './streams.ts';
import { packageVersion } from './version.ts';

export const workerCommand = () =>
  new Command('worker')
    .description(
      `Simulates whatever 'ntkcheck simulate --redis' puts in the queue of a Redis or Valkey server, until Ctrl-C or SIGTERM:
then it finishes its blocks, some seconds of work, and ends. A second Ctrl-C ends it at once; like those of a machine that
dies, its blocks go to other workers. Workers and simulations must be of the same version.

What stands on the command line can be read by every user of the machine: give an address with a password in
NTKCHECK_REDIS_URL, or in a file that is yours alone.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck worker --redis redis://10.0.0.7:6379 --workers 8
  ntkcheck worker --redis @redis-url.txt
  NTKCHECK_REDIS_URL=redis://:password@10.0.0.7:6379 ntkcheck worker`,
    )
    .addOption(redisOption('the server of the queue'))
    .addOption(workersOption())
    .action(async ({ redis: given = true, workers: threads }) => {
      const redis = redisUrl(given);
      const progress = new Progress();
      const signal = interruption();
      signal.addEventListener('abort', () =>
        progress.show('finishing the blocks under way; Ctrl-C again ends at once'),
      );
      let blocks = 0;
      const onBlock = (): void => progress.show(`${++blocks} blocks done`);
      const onStart = (): void => say(`${threads} threads wait for work; Ctrl-C ends them`);
      const calls = { signal, onBlock, onStart, onTrouble: troubleOnce() };
      let end: 'done' | 'left';
      try {
        const { workOnQueue } = await import('../parallel/queue-worker.ts');
        end = await workOnQueue({ redis, version: packageVersion(), threads, ...calls });
      } catch (error) {
        if (error instanceof QueueError) throw new InputError(`--redis: ${error.message}`);
        throw error;
      } finally {
        progress.clear();
      }
      if (end === 'done') return;
      say('its blocks take too long; they go to other workers');
      // Threads that are still at work would keep the process.
      process.exit(INTERRUPTED);
    });
