import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

const packageFile = new URL('../../package.json', import.meta.url);

/** What the numbers depend on, as [what, value]. */
export const machine = () => [
  ['ntkcheck', JSON.parse(readFileSync(packageFile, 'utf8')).version],
  ['Node', process.version],
  ['processor', cpus()[0]?.model.trim() ?? 'unknown'],
  ['avx512f', avx512f()],
  ['cores', String(availableParallelism())],
  ['system', `${process.platform} ${process.arch}`],
  ['date', new Date().toISOString().slice(0, 10)],
];

function avx512f() {
  try {
    return /^flags\b.*\bavx512f\b/m.test(readFileSync('/proc/cpuinfo', 'utf8')) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}
