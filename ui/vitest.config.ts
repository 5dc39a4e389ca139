import { defineConfig } from 'vitest/config';

const shared = {
  root: import.meta.dirname,
  // Limits are for what hangs: a busy machine takes long and passes.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  pool: 'forks' as const,
  maxWorkers: 2,
};
const conditions = ['turnpike-source', 'module', 'import', 'default'];

/** `logic` needs no browser; `browser` drives Chromium (TURNPIKE_CHROMIUM, or /usr/bin/chromium). */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: { ...shared, name: 'logic', include: ['src/{log,data,controllers}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'browser',
          include: ['src/{components,pages}/**/*.test.ts'],
          globalSetup: ['test/start-browser.ts'],
        },
      },
    ],
  },
});
