import { configDefaults, defineConfig } from 'vitest/config';

const every = (kind: string): string[] => ['test', 'properties'].map((folder) => `${folder}/**/*${kind}`);
const DEEP = every('.deep.test.ts');

/** `vitest --mode deep` runs what takes minutes, and nothing else. */
export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === 'deep'
      ? { include: DEEP }
      : { include: every('.test.ts'), exclude: [...configDefaults.exclude, ...DEEP] }),
    testTimeout: 1_200_000,
    hookTimeout: 1_800_000,
    maxWorkers: '100%',
    // Tests leave no state behind, so that modules load once a worker.
    isolate: false,
  },
}));
