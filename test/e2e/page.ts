import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Tests begin logged in; anything that the page complains about fails them. */
export const test = base.extend<{ complaints: string[] }>({
  // eslint-disable-next-line no-empty-pattern
  baseURL: ({}, use) => use(process.env.TURNPIKE_E2E_URL),
  // eslint-disable-next-line no-empty-pattern
  storageState: ({}, use) => use(process.env.TURNPIKE_E2E_STATE),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** Accessibility rules of axe, all of them. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const result = await axe.run({ resultTypes: ['violations'] });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`,
    );
  });
  expect(violations).toEqual([]);
}

export async function expectNoWiderThanScreen(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
}

/** Everything that was asked for has come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('tp-header').waitFor();
  await expect(page.locator('tp-loading')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
}

export interface Known {
  /** Newest build of the repository, and its jobs in order. */
  readonly build: number;
  readonly jobs: readonly number[];
}

export async function newest(page: Page, slug: string): Promise<Known> {
  const answer = await page.request.get(
    `/v3/repo/${encodeURIComponent(slug)}/builds?limit=1&include=build.jobs`,
  );
  const { builds } = await answer.json();
  const ids = (builds[0].jobs as { id: number }[]).map(({ id }) => id);
  return { build: builds[0].id, jobs: ids.sort((a, b) => a - b) };
}
