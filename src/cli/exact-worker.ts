import { parentPort, workerData } from 'node:worker_threads';
import { lawsOf } from './exact-law.ts';

parentPort!.postMessage(lawsOf(workerData));
