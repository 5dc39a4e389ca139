/**
 * The pictures of the README, taken anew of a platform that runs its sample: `npm run pictures`. Needs what is built
 * (`npm run build`) and Chromium.
 */
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { newest } from '../test/e2e/page.js';
import { startPlatform } from '../test/e2e/platform.js';
import { CHROMIUM_FLAGS, chromiumPath } from '../ui/test/chromium.js';

const FOLDER = join(import.meta.dirname, '../ui/docs');
const SLUG = 'turnpike/sample';
/** Job of the sample whose log has folds and colours. */
const COLOURED = 5;

async function take(page: Page, path: string, text: string, name: string): Promise<void> {
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`took ${name}.png`);
}

const stop = await startPlatform();
const browser = await chromium.launch({
  executablePath: chromiumPath() ?? 'chromium',
  args: [...CHROMIUM_FLAGS],
});
try {
  const context = await browser.newContext({
    baseURL: process.env['TURNPIKE_E2E_URL'] as string,
    storageState: process.env['TURNPIKE_E2E_STATE'] as string,
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const { build, jobs } = await newest(page, SLUG);
  await take(page, `/${SLUG}/builds/${build}`, 'A greeting nobody taught it', 'build');
  await take(page, `/${SLUG}/jobs/${jobs[COLOURED]}`, 'Your build exited with 0.', 'job');
} finally {
  await browser.close();
  await stop();
}
