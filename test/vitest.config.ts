import { defineConfig } from 'vitest/config';
import { LateFiles } from './support/late-files.js';

/** One configuration for the whole tree: tests stand beside what they test. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // Packages export their sources under this condition, so tests never run stale output.
  resolve: { conditions: ['turnpike-source', 'module'] },
  ssr: { resolve: { conditions: ['turnpike-source', 'module', 'node'] } },
  test: {
    include: ['{core,sdk,plugins,test}/**/*.test.ts'],
    exclude: [
      ...['**/node_modules/**', '**/dist/**', 'ui/**', 'test/e2e/**', 'test/docs/guide/**'],
      'test/cluster/**',
    ],
    server: { deps: { inline: [/@turnpike\//] } },
    globalSetup: ['test/support/nothing-left.ts'],
    sequence: { sequencer: LateFiles },
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // Limits are for what hangs: a busy machine takes long and passes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
