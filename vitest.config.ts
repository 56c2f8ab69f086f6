import { configDefaults, defineConfig } from 'vitest/config';

const every = (kind: string): string[] => ['test', 'properties'].map((folder) => `${folder}/**/*${kind}`);
const DEEP = every('.deep.test.ts');

/** `vitest --mode deep` runs what takes minutes, and nothing else. */
export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === 'deep'
      ? { include: DEEP }
      : { include: every('.test.ts'), exclude: [...configDefaults.exclude, ...DEEP] }),
    // None: the work of a test is bounded by its own budgets, how long it takes is the machine's affair.
    testTimeout: 0,
    hookTimeout: 0,
    maxWorkers: '100%',
    // Tests leave no state behind, so that modules load once a worker.
    isolate: false,
    // The tests of the command line run the program as it is built, as it is.
    server: { deps: { external: [/\/dist\/.*\.js$/] } },
  },
}));
