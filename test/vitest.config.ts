import { defineConfig } from 'vitest/config';

/** One configuration for the whole tree: tests stand beside what they test. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // Packages export their sources under this condition, so tests never run stale output.
  resolve: { conditions: ['development', 'module'] },
  ssr: { resolve: { conditions: ['development', 'module', 'node'] } },
  test: {
    include: ['{core,sdk,plugins,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'ui/**', 'test/e2e/**', 'test/docs/guide/**'],
    server: { deps: { inline: [/@turnpike\//] } },
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
