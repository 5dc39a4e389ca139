import { defineConfig } from 'vitest/config';

const shared = {
  root: import.meta.dirname,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
  maxWorkers: 2,
};
const conditions = ['development', 'module', 'import', 'default'];

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
