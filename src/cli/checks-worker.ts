import { parentPort, workerData } from 'node:worker_threads';
import { withChecks } from './checks.ts';

parentPort!.postMessage(withChecks(workerData));
