import { existsSync, writeFileSync } from 'node:fs';
import { computeBlock } from '../../dist/parallel/outcome.js';

/** The file says that it has happened; where it cannot be written, it happens again and again. */
const { DIES_AT: from, DIES_FLAG: flag } = process.env;

export default function work(task) {
  if (task.range.from === Number(from) && !existsSync(flag)) {
    try {
      writeFileSync(flag, '');
    } finally {
      process.exit(1);
    }
  }
  return computeBlock(task);
}
