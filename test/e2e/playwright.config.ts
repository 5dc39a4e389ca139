import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from '../../ui/test/chromium.js';

const theme = (colorScheme: 'light' | 'dark', width: number) => ({
  name: `${colorScheme}-${width}`,
  use: { colorScheme, viewport: { width, height: width < 500 ? 844 : 800 } },
});

/**
 * Pages of a really running platform (`platform.ts`). Every page is walked in both themes and at both widths; what
 * changes something runs once. A team's first hour has its own platform, and looks at both. Screenshots go to
 * `screenshots/<project>/`.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: '../../test-results/e2e',
  globalSetup: './playwright.setup.config.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: { executablePath: chromiumPath() ?? 'chromium', args: [...CHROMIUM_FLAGS] },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
  },
  projects: [
    { ...theme('light', 1280), testMatch: /\.spec\.ts$/, testIgnore: /team/ },
    { ...theme('dark', 1280), testMatch: /walk\.spec\.ts$/ },
    { ...theme('light', 390), testMatch: /walk\.spec\.ts$/ },
    { ...theme('dark', 390), testMatch: /walk\.spec\.ts$/ },
    { name: 'team', testMatch: /team\.spec\.ts$/ },
  ],
});
