import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const tell = (stage: Stage, kind: 'done' | 'problem', text: string): Promise<void> =>
  stage.page.evaluate((detail) => void dispatchEvent(new CustomEvent('tp-notice', { detail })), {
    kind,
    text,
  } as const);

/** Buttons at places of the window, each within a shadow of a shadow, as on a page. */
const buttonsAt = (stage: Stage, places: readonly string[]): Promise<void> =>
  stage.page.evaluate((all) => {
    for (const place of all) {
      const host = document.createElement('div');
      const button = document.createElement('button');
      button.textContent = place;
      button.onclick = () => (document.title += place);
      button.style.cssText = `position:fixed;width:9rem;height:2.5rem;${place}`;
      const outer = document.createElement('div');
      outer.style.cssText = 'position:fixed;inset:0;pointer-events:none';
      button.style.pointerEvents = 'auto';
      host.attachShadow({ mode: 'open' }).append(button);
      outer.attachShadow({ mode: 'open' }).append(host);
      document.body.append(outer);
    }
  }, places);

const RIGHT = 'right:1rem;bottom:1rem';
const LEFT = 'left:1rem;bottom:1rem';

it.each([[[]], [[RIGHT]], [[RIGHT, LEFT]], [[RIGHT, LEFT, 'left:45%;bottom:1.5rem']]])(
  'covers no button: %j',
  async (places) => {
    await onStage({}, async (stage) => {
      await stage.mount('tp-toasts');
      await buttonsAt(stage, places);
      await tell(stage, 'problem', 'One is wrong.');
      await tell(stage, 'done', 'Another is done.');
      await stage.page.getByText('Another is done.').waitFor();
      for (const place of places)
        await stage.page.getByRole('button', { name: place }).click({ timeout: 5000 });
      expect(await stage.page.title()).toContain(places.join(''));
      const box = await stage.page.locator('.list').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(900);
    });
  },
);

it('moves away from what is scrolled or focused below it', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-toasts');
    await tell(stage, 'done', 'It is done.');
    await stage.page.getByText('It is done.').waitFor();
    await buttonsAt(stage, [RIGHT]);
    await stage.page.keyboard.press('Tab');
    await stage.page.keyboard.press('Tab');
    await stage.page.getByRole('button', { name: RIGHT }).click({ timeout: 5000 });
    expect(await stage.page.title()).toContain(RIGHT);
  });
});

it('shows the last of what was done, and the last three problems', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-toasts');
    for (const at of [1, 2, 3, 4]) await tell(stage, 'problem', `Problem ${at}.`);
    for (const at of [1, 2, 3]) await tell(stage, 'done', `Done ${at}.`);
    await stage.page.getByText('Done 3.').waitFor();
    const texts = await stage.page.locator('.toast').allInnerTexts();
    expect(texts.map((text) => text.trim())).toEqual([
      'Problem 2.',
      'Problem 3.',
      'Problem 4.',
      'Done 3.',
    ]);
    await stage.page.getByRole('button', { name: 'Dismiss' }).first().click();
    await expect.poll(() => stage.page.locator('.toast').count()).toBe(3);
  });
});

itIsAccessible({}, async (stage) => {
  await stage.mount('tp-toasts');
  await tell(stage, 'problem', `A name that is long: ${'x'.repeat(300)}`);
  await stage.page.getByText('A name that is long').waitFor();
});
