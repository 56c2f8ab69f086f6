import { dirname, join, resolve } from 'node:path';
import { configDefaults, defineConfig, type Plugin } from 'vitest/config';

const every = (kind: string): string[] => ['test', 'properties'].map((folder) => `${folder}/**/*${kind}`);
const DEEP = every('.deep.test.ts');

const src = join(import.meta.dirname, 'src');
const dist = join(import.meta.dirname, 'dist');

/** Tests run what is shipped: an import of src is one of what the build made of it, and Node loads that as it is. */
const built: Plugin = {
  name: 'built',
  enforce: 'pre',
  resolveId(id, importer) {
    const file = importer && id.startsWith('.') ? resolve(dirname(importer), id) : '';
    return file.startsWith(`${src}/`) ? file.replace(src, dist).replace(/\.ts$/, '.js') : undefined;
  },
};

/** `vitest --mode deep` runs what takes minutes, and nothing else. */
export default defineConfig(({ mode }) => ({
  plugins: [built],
  test: {
    ...(mode === 'deep'
      ? { include: DEEP }
      : { include: every('.test.ts'), exclude: [...configDefaults.exclude, ...DEEP] }),
    globalSetup: './test/built.ts',
    // None: the work of a test is bounded by its own budgets, how long it takes is the machine's affair.
    testTimeout: 0,
    hookTimeout: 0,
    maxWorkers: '100%',
    // Tests leave no state behind, so that modules load once a worker.
    isolate: false,
    server: { deps: { external: [/\/dist\/.*\.js$/] } },
  },
}));
