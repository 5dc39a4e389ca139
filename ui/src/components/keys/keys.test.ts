import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-keys', {});
  await stage.page.keyboard.press('?');
  await stage.page.getByRole('dialog', { name: 'Keys' }).waitFor();
};

it('lists the keys when ? is pressed, and is closed by Escape', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.getByText('Next and previous command that failed').waitFor();
    await stage.page.keyboard.press('Escape');
    await expect.poll(() => stage.page.getByRole('dialog').count()).toBe(0);
  });
});

it('leaves ? to whoever types it', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-keys', {});
    await stage.page.evaluate(() => {
      const field = document.createElement('input');
      field.ariaLabel = 'Any text';
      document.body.append(field);
      field.focus();
    });
    await stage.page.keyboard.press('?');
    expect(await stage.page.getByLabel('Any text').inputValue()).toBe('?');
    expect(await stage.page.getByRole('dialog').count()).toBe(0);
  });
});

itIsAccessible({}, place);
