import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const ROOT = join(import.meta.dirname, '../../../..');
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-help-page');
  await stage.page.getByRole('heading', { name: 'The first build' }).waitFor();
};

it('names documents that there are, and links the schema that this server serves', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const names = await stage.page.locator('section[aria-label=Documents] dt').allInnerTexts();
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect([name, existsSync(join(ROOT, name))]).toEqual([name, true]);
    const schema = stage.page.getByRole('link', { name: /travis\.json/ });
    expect(await schema.getAttribute('href')).toMatch(/\/schema\/travis\.json$/);
  });
});

it('opens the list of keys', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.evaluate(() => addEventListener('tp-keys', () => (document.title = 'asked')));
    await stage.page.getByRole('button', { name: 'Keys (?)' }).press('Enter');
    await expect.poll(() => stage.page.title()).toBe('asked');
  });
});

itIsAccessible({}, place);
