import { Command } from '@commander-js/extra-typings';
import { QueueError } from '../parallel/queue-error.ts';
import { InputError } from './error.ts';
import { Progress } from './progress.ts';
import { redisFlag, workersOption } from './run-flags.ts';
import { stopSignal } from './run-job.ts';
import { packageVersion } from './version.ts';

export const workerCommand = () =>
  new Command('worker')
    .summary('simulates for other machines')
    .description(
      `Simulates whatever 'ntkcheck simulate --redis' puts in the queue of a Redis or Valkey server, until Ctrl-C or SIGTERM:
then it finishes its blocks, some seconds of work, and ends. A second Ctrl-C ends it at once; like those of a machine that
dies, its blocks go to other workers. Workers and simulations must be of the same version.`,
    )
    .addHelpText('after', '\nExample:\n  ntkcheck worker --redis redis://10.0.0.7:6379 --workers 8')
    .requiredOption('--redis <url>', 'the server of the queue: redis://host:port or rediss://…', redisFlag)
    .addOption(workersOption())
    .action(async ({ redis, workers: threads }) => {
      const progress = new Progress();
      const stop = stopSignal();
      let blocks = 0;
      const onBlock = (): void => progress.show(`${++blocks} blocks done`);
      try {
        const { startQueueWorker } = await import('../parallel/queue-worker.ts');
        const worker = await startQueueWorker({ redis, version: packageVersion(), threads, onBlock });
        console.error(`ntkcheck: ${threads} threads wait for work; Ctrl-C ends them`);
        if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve));
        progress.show('finishing the blocks under way; Ctrl-C again ends at once');
        await worker.close();
      } catch (error) {
        if (error instanceof QueueError) throw new InputError(`--redis: ${error.message}`);
        throw error;
      } finally {
        progress.clear();
      }
    });
